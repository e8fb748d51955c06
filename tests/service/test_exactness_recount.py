"""The recount finds whatever is wrong, names it, and is content with nothing less than exact."""

import pytest

from scoring.vocabulary import Channel, Emotion
from service.ingestion import Draft
from service.rollups import recount
from tests.service.atlas import store_journey


@pytest.fixture
async def journey(parts):
    """Three feedback on two runs, one of them erased again."""
    journey = await store_journey(parts.mongo)
    for number in range(4):
        await parts.ingestion.submit(
            "acme",
            Draft(
                idempotency_key=str(number),
                touchpoint_id=journey.present[number % 2].id,
                channel=Channel.WEB,
                emotion=Emotion.JOY,
                nps=9,
                run_ref=f"r{number % 2}",
                customer_ref="al" if number == 3 else "bo",
            ),
        )
    await parts.ingestion.forget("acme", "al")
    return journey


async def test_it_counts_what_it_compared(parts, journey):
    """Feedback without tombstones, cells, runs and pulses; `tick` hears of each feedback."""
    ticks = []
    result = await recount(parts.mongo, ticks.append)
    assert (result.feedback, result.cells, result.runs, result.pulses) == (3, 2, 2, 1)
    assert (result.differences, result.exact) == ([], True)
    assert sum(ticks) >= 3
    assert journey.id


async def test_an_empty_database_is_exact(mongo):
    """Nothing said, nothing counted."""
    assert (await recount(mongo)).exact


WRONG = [
    ("cells", "update", {"$inc": {"n": 1}}),
    ("cells", "update", {"$inc": {"sumV2": -1}}),
    ("cells", "update", {"$inc": {"nps.9": 1}}),
    ("cells", "update", {"$unset": {"emo": ""}}),
    ("cells", "update", {"$inc": {"day": 1}}),
    ("cells", "update", {"$set": {"journey": "another"}}),
    ("cells", "delete", None),
    ("runs", "update", {"$inc": {"first": 1}}),
    ("runs", "update", {"$set": {"days": {}}}),
    ("runs", "update", {"$set": {"seen.another": 1}}),
    ("runs", "delete", None),
    ("pulses", "update", {"$inc": {"beat": -1}}),
    ("pulses", "update", {"$inc": {"beat": 1}}),
    ("pulses", "delete", None),
    ("feedback", "update", {"$set": {"emotion": "ANGER"}}),
    ("feedback", "update", {"$set": {"intensity": 0.5}}),
    ("feedback", "update", {"$set": {"channel": "APP"}}),
    ("feedback", "delete", None),
]


async def test_anything_wrong_is_found(parts, journey):
    """One document changed behind the service's back, or gone: the recount is not exact, and says where."""
    for collection, how, change in WRONG:
        documents = parts.mongo.database[collection]
        right = await documents.find_one({"body": {"$exists": True}} if collection == "feedback" else {})
        if how == "update":
            assert (await documents.update_one({"_id": right["_id"]}, change)).modified_count == 1
        else:
            assert (await documents.delete_one({"_id": right["_id"]})).deleted_count == 1
        result = await recount(parts.mongo)
        assert not result.exact, (collection, how, change)
        assert all(isinstance(difference, str) for difference in result.differences)
        await documents.replace_one({"_id": right["_id"]}, right, upsert=True)
    assert (await recount(parts.mongo)).exact
    assert journey.id


async def test_a_count_that_nobody_said_is_found(parts, journey):
    """A cell and a run of a journey without feedback, whatever tenant they pretend to be of."""
    cell = await parts.mongo.database["cells"].find_one({})
    run = await parts.mongo.database["runs"].find_one({})
    for number, fields in enumerate(({"tenant": "other"}, {"journey": "another"}, {"slot": 9})):
        await parts.mongo.database["cells"].insert_one({**cell, "_id": bytes([number]), **fields})
        await parts.mongo.database["runs"].insert_one({**run, "_id": bytes([number]), **fields})
        assert not (await recount(parts.mongo)).exact
        for name in ("cells", "runs"):
            await parts.mongo.database[name].delete_one({"_id": bytes([number])})
    assert (await recount(parts.mongo)).exact
    assert journey.id


async def test_only_sums_over_slots_mean_anything(parts, journey):
    """What one slot has too much of and another too little is no difference, nor are expired changes."""
    cell = await parts.mongo.database["cells"].find_one({"n": {"$gt": 0}})
    await parts.mongo.database["cells"].update_one({"_id": cell["_id"]}, {"$inc": {"n": 5}})
    other = {name: value for name, value in cell.items() if name not in {"emo", "nps", "sumV", "sumV2"}}
    await parts.mongo.database["cells"].insert_one({**other, "_id": b"x", "slot": 7, "n": -5})
    await parts.mongo.database["changes"].delete_many({})
    assert (await recount(parts.mongo)).differences == []
    assert journey.id
