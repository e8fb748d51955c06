"""How often a page asks the database: a fixed number of times, however much is on it."""

from datetime import UTC, datetime

import pytest

from service.documents.ids import Kind, new_id
from service.live import Update, UpdateKind

PAGE = """query($id: ID!) { journey(id: $id) { name revision seq
    score { n valence { value } crossChannel { score } }
    stages { touchpoints { name score { n } } }
    touchpoints { name stage { name } journey { name } score { n valence { value } channels { channel n }
        consistency { score worstGroup { label } } opportunity { rank } } }
    opportunities { touchpoint { name } } emotionCurve { description } } }"""
LIST = """{ journeys(first: 20) { pageInfo { endCursor }
    edges { node { name seq touchpoints { name } score { n crossChannel { score } } } } } }"""


@pytest.fixture
async def reads(mongo_client, mongo):
    """Count the reads a piece of work makes."""
    database = mongo_client[mongo.database.name]

    async def count(work):
        database.command({"profile": 2})
        try:
            await work
        finally:
            database.command({"profile": 0})
        reads = [
            entry
            for entry in database["system.profile"].find()
            if entry["op"] in {"query", "getmore"} or {"aggregate", "count"} & entry.get("command", {}).keys()
        ]
        database["system.profile"].drop()
        return len(reads)

    return count


@pytest.fixture
async def calls(client, reads):
    """Count the reads an operation makes."""
    return lambda text, **variables: reads(client.data(text, **variables))


async def test_a_journeys_page(client, calls):
    """The map and the pulses, for all its scores together; once more where the window is not resident yet."""
    journey = await client.journey()
    for touchpoint in journey["touchpoints"]:
        await client.say(touchpoint["id"], "JOY", "ANGER")
    assert await calls(PAGE, id=journey["id"]) <= 4
    assert await calls(PAGE, id=journey["id"]) == 2


async def test_a_list_of_twenty(client, calls):
    """Twenty journeys with their headline take as many reads as one; counting them takes one more."""
    for number in range(20):
        journey = await client.journey(name=f"Journey {number}")
        await client.say(journey["touchpoints"][0]["id"], "JOY")
    await client.data(LIST)
    assert await calls(LIST) == 2
    assert await calls(LIST.replace("pageInfo", "totalCount pageInfo")) == 3


async def test_people_and_runs_take_one_more_each(client, calls):
    """Personas are read at once for all journeys, and so are a journey's runs."""
    journey = await client.journey(personaIds=[await client.persona(name) for name in ("Maya", "Rosa")])
    await client.say(journey["touchpoints"][0]["id"], "JOY", runRef="r")
    text = "query($id: ID!) { journey(id: $id) { %s score { n %s } } }"
    await client.data(text % ("", ""), id=journey["id"])
    assert await calls(text % ("", ""), id=journey["id"]) == 2
    assert await calls(text % ("personas { name }", ""), id=journey["id"]) == 3
    assert await calls(text % ("personas { name }", "likability { value }"), id=journey["id"]) <= 4


async def test_feedback_names_its_places_at_once(client, calls):
    """A page of feedback reads all its touchpoints, journeys and personas in one query each."""
    persona = await client.persona()
    for _ in range(2):
        journey = await client.journey()
        for touchpoint in journey["touchpoints"]:
            await client.say(touchpoint["id"], "JOY", personaId=persona)
    text = "{ feedback { edges { node { touchpoint { name } journey { name } persona { name } } } } }"
    assert await calls(text) == 4


async def test_subscribers(client, reads):
    """The first looks whether the journey is there, the others need not; an update is as a page."""
    journey = await client.journey()
    text = """subscription($id: ID!) { scoreUpdated(journeyId: $id) { seq touchpointsWithNewFeedback { name }
        journey { name score { n crossChannel { score } } touchpoints { score { n } } } } }"""
    assert await reads(client.subscribe(text, id=journey["id"])) == 1
    assert await reads(client.subscribe(text, id=journey["id"])) == 0
    ask = await client.follow(text, id=journey["id"])
    await ask.render(state := Update(1, UpdateKind.SNAPSHOT, datetime.now(UTC), None))
    assert await reads(ask.render(state)) == 2


async def test_a_journey_that_is_not_there_is_looked_for_each_time(client, reads):
    """It may be made any moment, and nobody fills the memory with guesses; nor is another company let in."""
    text = "subscription($id: ID!) { scoreUpdated(journeyId: $id) { seq } }"
    journey = await client.journey()
    await client.follow(text, id=journey["id"])
    for asking, place in ((client, new_id(Kind.JOURNEY)), (client.of("rival"), journey["id"])):
        for _ in range(2):
            assert await reads(asking.subscribe(text, id=place)) == 1


async def test_what_is_known_to_be_there_is_bounded(client, reads, monkeypatch):
    """A process that has seen too many journeys begins anew, and looks again."""
    monkeypatch.setattr("service.queries.atlas.MOST_THERE", 1)
    text = "subscription($id: ID!) { scoreUpdated(journeyId: $id) { seq } }"
    one, other = [(await client.journey(name=name))["id"] for name in ("One", "Other")]
    assert [await reads(client.subscribe(text, id=place)) for place in (one, other, other, one)] == [
        1,
        1,
        0,
        1,
    ]
