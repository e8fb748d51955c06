"""Erasure subtracts exactly, leaves nothing of the person, and never lets a key be counted again."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from scoring.vocabulary import Channel, Emotion, FeedbackSource
from service.app.parts import Parts, assemble
from service.documents.cell import day_of
from service.documents.ids import Kind, feedback_id, new_id
from service.errors import InvalidInput, NotFound
from service.ingestion import Draft, Forgotten, erasure
from service.rollups import Rollups, ScoreFilter, recount
from service.settings import Limits
from tests.service.atlas import archive, store_journey

DAY = timedelta(days=1)


@pytest.fixture
async def second(parts: Parts) -> AsyncIterator[Parts]:
    """Run a second process on the same database."""
    async with assemble(parts.mongo, refs_key=b"r" * 32, limits=Limits()) as second:
        assert second.outbox.slot != parts.outbox.slot
        yield second


def draft(journey, key, place=0, **fields):
    """Return a joyful draft of one customer on one run."""
    said = {
        "channel": Channel.WEB,
        "emotion": Emotion.JOY,
        "customer_ref": "al",
        "run_ref": "r",
        "text": "Al was here.",
        **fields,
    }
    return Draft(idempotency_key=str(key), touchpoint_id=journey.touchpoints[place].id, **said)


async def say(parts, journey, key, place=0, **fields):
    """Submit it."""
    return await parts.ingestion.submit(journey.tenant, draft(journey, key, place, **fields))


async def read(reader, journey, chosen=None):
    """Return (seq, n) of a journey."""
    [state] = await reader.scores(journey.tenant, [(journey, chosen or ScoreFilter())])
    return state.seq, state.scores.n


async def exact(parts):
    """Tell whether cells, runs and pulses are what the feedback says."""
    return (await recount(parts.mongo)).differences == []


async def runs(parts):
    """Return the runs there are."""
    fields = {"_id": 0, "first": 1, "seen": 1, "days": 1}
    return await parts.mongo.of("acme")["runs"].find({}, fields, sort=[("first", 1)])


async def test_a_tombstone_keeps_nothing(parts):
    """Of an erased feedback the hash of its key stays, and neither word nor time nor place."""
    journey = await store_journey(parts.mongo)
    row = (await say(parts, journey, "k", nps=3, triggers=("late",))).row
    await parts.ingestion.delete("acme", row["_id"])
    assert await parts.mongo.database["feedback"].find().to_list() == [{"_id": row["_id"], "tenant": "acme"}]


async def test_an_erased_key_is_never_counted_again(parts, second):
    """A late retry, the same or another body, at any process, is a duplicate without feedback; n stays 0."""
    journey = await store_journey(parts.mongo)
    await say(parts, journey, "k")
    await parts.ingestion.forget("acme", "al")
    for process in (parts, second):
        for changes in ({}, {"nps": 7}, {"customer_ref": "bo"}, {"place": 1}):
            answer = await say(process, journey, "k", **changes)
            assert (answer.duplicate, answer.row) == (True, None)
    assert (await read(parts.rollups, journey))[1] == 0
    assert await runs(parts) == []
    assert await exact(parts)


async def test_the_whole_feedback_of_a_customer_goes_in_steps(parts, monkeypatch):
    """More than fits one transaction: all of it goes, others' stay, and every journey touched is counted."""
    monkeypatch.setattr(erasure, "ERASED_AT_ONCE", 3)
    journeys = [await store_journey(parts.mongo) for _ in range(3)]
    for number in range(10):
        await say(parts, journeys[number % 2], number, place=number % 2, run_ref=f"r{number % 3}")
        await say(parts, journeys[2], f"bo {number}", customer_ref="bo")
    before = [await read(parts.rollups, journey) for journey in journeys]
    assert await parts.ingestion.forget("acme", "al") == Forgotten(10, 2)
    after = [await read(parts.rollups, journey) for journey in journeys]
    assert [n for _, n in after] == [0, 0, 10]
    assert after[2] == before[2]
    assert all(now[0] > then[0] for now, then in zip(after[:2], before, strict=False))
    assert len(await runs(parts)) == 1
    assert await exact(parts)
    assert await parts.ingestion.forget("acme", "al") == Forgotten(0, 0)
    assert [await read(parts.rollups, journey) for journey in journeys] == after


@pytest.mark.parametrize("count", [2, 3, 4, 6])
async def test_steps_end_where_the_feedback_ends(parts, monkeypatch, count):
    """Exactly a step, one less, one more, two steps: none is left and none is asked for twice."""
    monkeypatch.setattr(erasure, "ERASED_AT_ONCE", 3)
    journey = await store_journey(parts.mongo)
    for number in range(count):
        await say(parts, journey, number)
    assert await parts.ingestion.forget("acme", "al") == Forgotten(count, 1)
    assert (await read(parts.rollups, journey))[1] == 0
    assert await exact(parts)


async def test_the_same_customer_of_another_company_stays(parts):
    """A reference means a customer within its tenant."""
    ours, theirs = await store_journey(parts.mongo), await store_journey(parts.mongo, "other")
    await say(parts, ours, "k")
    kept = await say(parts, theirs, "k")
    assert await parts.ingestion.forget("acme", "al") == Forgotten(1, 1)
    with pytest.raises(NotFound):
        await parts.ingestion.delete("acme", kept.row["_id"])
    assert (await read(parts.rollups, theirs))[1] == 1
    assert await exact(parts)


async def test_what_is_not_there_is_not_found(parts):
    """Unknown ids, ids of other things and of erased feedback: NotFound, and nothing moves."""
    journey = await store_journey(parts.mongo)
    row = (await say(parts, journey, "k")).row
    await parts.ingestion.delete("acme", row["_id"])
    state = await read(parts.rollups, journey)
    for id_ in (row["_id"], feedback_id("acme", "never"), journey.id, new_id(Kind.FEEDBACK), "", "x"):
        with pytest.raises(NotFound) as refused:
            await parts.ingestion.delete("acme", id_)
        assert refused.value.path == ("id",)
    for ref in ("", "a\0b", "x" * 129):
        with pytest.raises(InvalidInput):
            await parts.ingestion.forget("acme", ref)
    assert await parts.ingestion.forget("acme", "nobody") == Forgotten(0, 0)
    assert await read(parts.rollups, journey) == state


async def test_one_of_many_erasures_at_once_subtracts(parts, second):
    """Deleting and forgetting the same feedback on two processes at once takes it away once."""
    journey = await store_journey(parts.mongo)
    for turn in range(5):
        row = (await say(parts, journey, turn)).row
        answers = await asyncio.gather(
            *(process.ingestion.delete("acme", row["_id"]) for process in (parts, second) for _ in range(3)),
            *(process.ingestion.forget("acme", "al") for process in (parts, second)),
            return_exceptions=True,
        )
        deleted = sum(answer is None for answer in answers)
        forgotten = sum(answer.erased for answer in answers if isinstance(answer, Forgotten))
        assert deleted + forgotten == 1
        assert sum(isinstance(answer, NotFound) for answer in answers) == 6 - deleted
    assert (await read(second.rollups, journey))[1] == 0
    assert await exact(parts)


async def test_forgetting_while_feedback_comes_in(parts, second):
    """Every feedback acknowledged before the erasure began is gone; what stays is counted."""
    journey = await store_journey(parts.mongo)
    for turn in range(4):
        for number in range(5):
            await say(parts, journey, f"{turn} before {number}")
        await asyncio.gather(
            *(say(parts, journey, f"{turn} here {number}") for number in range(10)),
            *(say(second, journey, f"{turn} there {number}") for number in range(10)),
            parts.ingestion.forget("acme", "al"),
            second.ingestion.forget("acme", "al"),
        )
        left = await parts.mongo.of("acme")["feedback"].find({"body": {"$exists": True}})
        gone = {feedback_id("acme", f"{turn} before {number}") for number in range(5)}
        assert not gone & {row["_id"] for row in left}
        assert await read(parts.rollups, journey) == await read(second.rollups, journey)
        assert (await read(parts.rollups, journey))[1] == len(left)
        assert await exact(parts)


async def test_what_waits_before_an_erasure_is_erased_by_it(parts):
    """In one process the queue keeps its order: sent, then forgotten, is gone; a copy is a duplicate."""
    journey = await store_journey(parts.mongo)
    await say(parts, journey, "so that the map is known", customer_ref="bo")
    first, forgotten, copy = await asyncio.gather(
        say(parts, journey, "k"), parts.ingestion.forget("acme", "al"), say(parts, journey, "k")
    )
    assert not first.duplicate
    assert forgotten.erased == 1
    assert copy.duplicate
    assert (await read(parts.rollups, journey))[1] == 1


async def test_a_run_begins_later_when_its_beginning_goes(parts):
    """`first` follows what is left; the likability of the days that lost the run says so."""
    journey = await store_journey(parts.mongo)
    now = datetime.now(UTC)
    today = day_of(now)
    begun = (await say(parts, journey, "begun", occurred_at=now - 3 * DAY)).row
    await say(parts, journey, "middle", 1, occurred_at=now - 2 * DAY)
    again = (await say(parts, journey, "again", occurred_at=now - 3 * DAY)).row
    days = ScoreFilter(since=today - 3, until=today - 3)
    assert [run["first"] for run in await runs(parts)] == [today - 3]
    await parts.ingestion.delete("acme", begun["_id"])
    assert [run["first"] for run in await runs(parts)] == [today - 3]
    assert (await parts.rollups.likability("acme", journey, days, 4)).n == 1
    await parts.ingestion.delete("acme", again["_id"])
    [run] = await runs(parts)
    assert run == {
        "first": today - 2,
        "seen": {journey.present[1].id: 1},
        "days": {str(today - 2): 1},
    }
    assert (await parts.rollups.likability("acme", journey, days, 5)).n == 0
    assert (await parts.rollups.likability("acme", journey, ScoreFilter(), 5)).n == 1
    await parts.ingestion.forget("acme", "al")
    assert await runs(parts) == []
    assert await exact(parts)


async def test_a_run_shared_by_two_customers_keeps_the_other(parts):
    """Erasing one of two people on a run subtracts that one's feedback alone."""
    journey = await store_journey(parts.mongo)
    for number in range(3):
        await say(parts, journey, number)
    await say(parts, journey, "bo", customer_ref="bo")
    await say(parts, journey, "bo later", 1, customer_ref="bo")
    await parts.ingestion.forget("acme", "al")
    [run] = await runs(parts)
    assert run["seen"] == {touchpoint.id: 1 for touchpoint in journey.present}
    assert list(run["days"].values()) == [2]
    assert await exact(parts)


async def test_feedback_off_the_map_can_be_erased(parts):
    """An archived journey takes no feedback and gives back what it has."""
    journey = await store_journey(parts.mongo)
    row = (await say(parts, journey, "k")).row
    await say(parts, journey, "l")
    await archive(parts.mongo, journey, datetime(2026, 1, 2, tzinfo=UTC))
    await parts.ingestion.delete("acme", row["_id"])
    assert await parts.ingestion.forget("acme", "al") == Forgotten(1, 1)
    assert (await read(parts.rollups, journey))[1] == 0
    assert await exact(parts)


async def test_what_was_said_before_the_window_goes_too(parts, second):
    """Erasing outside of the window moves seq and the days it was said on, and not the window."""
    journey = await store_journey(parts.mongo)
    old = (await say(parts, journey, "old", occurred_at=datetime.now(UTC) - 200 * DAY)).row
    await say(parts, journey, "new")
    ever = ScoreFilter(since=0)
    for process in (parts, second):
        assert await read(process.rollups, journey) == (2, 1)
        assert await read(process.rollups, journey, ever) == (2, 2)
    await parts.ingestion.delete("acme", old["_id"])
    for process in (parts, second):
        assert await read(process.rollups, journey) == (3, 1)
        assert await read(process.rollups, journey, ever) == (3, 1)


async def test_all_kinds_of_feedback_are_subtracted(parts, second):
    """Ratings alone, text alone, social, faint: each leaves no count behind, in memory that had it."""
    journey = await store_journey(parts.mongo)
    kinds = [
        {"emotion": None, "text": None, "nps": 3, "csat": 4, "ces": 5, "importance": 2},
        {"emotion": None},
        {"source": FeedbackSource.SOCIAL, "nps": 9},
        {"intensity": 0.001},
        {"text": None, "run_ref": None},
    ]
    for reader in (parts.rollups, second.rollups, Rollups(parts.mongo, 1)):
        await read(reader, journey)
    for number, fields in enumerate(kinds):
        await say(parts, journey, number, **fields)
    await read(second.rollups, journey)
    assert await parts.ingestion.forget("acme", "al") == Forgotten(5, 1)
    for reader in (parts.rollups, second.rollups):
        [state] = await reader.scores("acme", [(journey, ScoreFilter())])
        scores = state.scores
        assert (scores.n, scores.nps.n, scores.csat.n, scores.evidence.unclassified) == (0, 0, 0, 0)
        window = reader._shelf.get(("acme", journey.id))  # noqa: SLF001  # every integer, not only the scores
        assert not window.sheet._counts.any()  # noqa: SLF001  # as above
    assert await exact(parts)
