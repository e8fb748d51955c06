"""Resident windows: exact on every process, for a call or two, through changes of day, map and data."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from pymongo import AsyncMongoClient

from scoring.sheet import Sheet
from scoring.vocabulary import Channel, Emotion
from service.documents.cell import day_of
from service.ingestion import Draft
from service.mongo.client import Mongo
from service.rollups import Rollups, ScoreFilter, loads, reads, recount
from service.rollups.filter import Span
from service.rollups.loads import Loads
from service.rollups.pulses import Pulses
from service.rollups.shelf import Shelf
from service.rollups.window import Window
from tests.service.atlas import store_journey
from tests.service.ear import CELLS, CHANGES, PULSES, Ear

GREAT = 1 << 24
DAY = timedelta(days=1)


@pytest.fixture
def ear() -> Ear:
    """Listen to a reader."""
    return Ear()


@pytest.fixture
async def reader(parts, mongo_uri: str, ear: Ear) -> AsyncIterator[Rollups]:
    """Read at another process, which writes nothing; its database calls are heard."""
    client = AsyncMongoClient(mongo_uri, tz_aware=True, readConcernLevel="majority", event_listeners=[ear])
    mongo = Mongo(client, client[parts.mongo.database.name], 3_000)
    await mongo.ping()
    ear.heard()
    yield Rollups(mongo, GREAT)
    await mongo.aclose()


async def say(parts, journey, key="k", **fields):
    """Submit a joyful feedback at the journey's first touchpoint."""
    said = {"channel": Channel.WEB, "emotion": Emotion.JOY, **fields}
    draft = Draft(idempotency_key=key, touchpoint_id=journey.present[0].id, **said)
    return await parts.ingestion.submit(journey.tenant, draft)


async def read(reader, journey, chosen=None):
    """Return (seq, n) of a journey."""
    [state] = await reader.scores(journey.tenant, [(journey, chosen or ScoreFilter())])
    return state.seq, state.scores.n


def at(monkeypatch, moment):
    """Let reads believe in another moment."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    monkeypatch.setattr(reads, "datetime", Clock)


async def test_a_resident_window_costs_one_call(parts, reader, ear):
    """Cold: the pulses, then pulses and cells at one moment. Resident: the pulses alone."""
    journey = await store_journey(parts.mongo)
    await say(parts, journey)
    assert await read(reader, journey) == (1, 1)
    assert ear.heard() == [PULSES, PULSES, CELLS]
    assert await read(reader, journey) == (1, 1)
    assert ear.heard() == [PULSES]


async def test_what_another_process_wrote_costs_one_call_more(parts, reader, ear):
    """However many commits were missed, they come in one query, and the read shows all of them."""
    journey = await store_journey(parts.mongo)
    await read(reader, journey)
    ear.heard()
    for number in range(7):
        await say(parts, journey, str(number))
    assert await read(reader, journey) == (7, 7)
    assert ear.heard() == [PULSES, CHANGES]
    assert await read(reader, journey) == (7, 7)
    assert ear.heard() == [PULSES]


async def test_twenty_journeys_cost_what_one_does(parts, reader, ear):
    """A list of 20 headline scores: one call from memory, two when others wrote to all of them."""
    journeys = [await store_journey(parts.mongo) for _ in range(20)]
    wanted = [(journey, ScoreFilter()) for journey in journeys]
    await reader.scores("acme", wanted)
    ear.heard()
    for number, journey in enumerate(journeys):
        await say(parts, journey, str(number))
    states = await reader.scores("acme", wanted)
    assert ear.heard() == [PULSES, CHANGES]
    assert [(state.seq, state.scores.n) for state in states] == [(1, 1)] * 20
    await reader.scores("acme", wanted)
    assert ear.heard() == [PULSES]


async def test_own_commits_need_no_changes(parts, ear, mongo_uri):
    """What this process acknowledged is in its memory: the next read asks for the pulses alone."""
    journey = await store_journey(parts.mongo)
    client = AsyncMongoClient(mongo_uri, tz_aware=True, event_listeners=[ear])
    listening = Rollups(Mongo(client, client[parts.mongo.database.name], 3_000), GREAT)
    parts.outbox.on_commit(listening.hear)
    await read(listening, journey)
    for number in range(100):
        await say(parts, journey, str(number))
        ear.heard()
        assert await read(listening, journey) == (number + 1, number + 1)
        assert ear.heard() == [PULSES]
    await parts.ingestion.delete("acme", (await say(parts, journey, "0")).row["_id"])
    ear.heard()
    assert await read(listening, journey) == (101, 99)
    assert ear.heard() == [PULSES]
    await client.close()


async def test_dates_are_added_up_in_the_database(parts, reader, ear):
    """A dated filter never comes from the window, nor does it disturb it."""
    journey = await store_journey(parts.mongo)
    today = datetime.now(UTC)
    await say(parts, journey, "now")
    await say(parts, journey, "then", occurred_at=today - 200 * DAY)
    assert await read(reader, journey) == (2, 1)
    ear.heard()
    old = ScoreFilter(until=day_of(today) - 100)
    assert await read(reader, journey, old) == (2, 1)
    assert await read(reader, journey, ScoreFilter(since=0)) == (2, 2)
    assert ear.heard() == [PULSES, PULSES, CELLS] * 2
    assert await read(reader, journey) == (2, 1)
    assert ear.heard() == [PULSES]


async def test_a_new_utc_day_drops_the_oldest(parts, reader, ear, monkeypatch):
    """At 00:00 UTC the window rolls without a commit: the first read of the day loads it anew, seq stays."""
    journey = await store_journey(parts.mongo, score_window_days=2)
    now = datetime.now(UTC)
    await say(parts, journey, "today", occurred_at=now)
    await say(parts, journey, "yesterday", occurred_at=now - DAY)
    await say(parts, journey, "before", occurred_at=now - 2 * DAY)
    at(monkeypatch, now)
    assert await read(reader, journey) == (3, 2)
    ear.heard()
    at(monkeypatch, now + DAY)
    assert await read(reader, journey) == (3, 1)
    assert ear.heard() == [PULSES, PULSES, CELLS]
    at(monkeypatch, now + 2 * DAY)
    assert await read(reader, journey) == (3, 0)
    await say(parts, journey, "late", occurred_at=now)
    assert await read(reader, journey) == (4, 0)


async def test_the_last_moment_of_a_day_is_its_own(parts, reader):
    """A millisecond before midnight UTC is the day before, whatever the phone's zone says."""
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    journey = await store_journey(parts.mongo, score_window_days=1)
    await say(parts, journey, "before", occurred_at=midnight - timedelta(microseconds=1))
    assert await read(reader, journey) == (1, 0)
    await say(parts, journey, "at", occurred_at=midnight)
    assert await read(reader, journey) == (2, 1)
    assert (await recount(parts.mongo)).differences == []


async def test_a_window_of_other_days_is_loaded(parts, reader, ear):
    """When the map's window changes, so do the days that count; None is all time."""
    journey = await store_journey(parts.mongo, score_window_days=30)
    for days in (0, 20, 60, 300):
        await say(parts, journey, str(days), occurred_at=datetime.now(UTC) - days * DAY)
    assert (await read(reader, journey))[1] == 2
    for window_days, n in ((None, 4), (90, 3), (1, 1), (30, 2)):
        edited = await parts.editing.update_journey(
            "acme", journey.id, journey.revision, {"score_window_days": window_days}
        )
        assert await read(reader, edited) == (4 + edited.revision - 1, n)
        journey = edited
    ear.heard()


async def test_lost_changes_are_made_up_for(parts, reader, ear):
    """Changes that expired, all or some, cost a reload and no count."""
    journey = await store_journey(parts.mongo)
    changes = parts.mongo.of("acme")["changes"]
    await read(reader, journey)
    for number in range(3):
        await say(parts, journey, str(number))
    await changes.delete({})
    ear.heard()
    assert await read(reader, journey) == (3, 3)
    assert ear.heard() == [PULSES, CHANGES, PULSES, CELLS]
    for number in range(3, 6):
        await say(parts, journey, str(number))
    assert await changes.delete({"beat": 5}) == 1
    assert await read(reader, journey) == (6, 6)
    assert ear.heard() == [PULSES, CHANGES, PULSES, CELLS]
    for number in range(6, 9):
        await say(parts, journey, str(number))
    assert await changes.delete({"beat": 9}) == 1
    assert await read(reader, journey) == (9, 9)


async def test_too_far_behind_is_loaded_anew(parts, reader, ear, monkeypatch):
    """A window nobody read for long is added up again rather than caught up with commit by commit."""
    monkeypatch.setattr(reads, "MOST_BEHIND", 3)
    journey = await store_journey(parts.mongo)
    await read(reader, journey)
    for number in range(3):
        await say(parts, journey, str(number))
    ear.heard()
    assert await read(reader, journey) == (3, 3)
    assert ear.heard() == [PULSES, CHANGES]
    for number in range(3, 7):
        await say(parts, journey, str(number))
    assert await read(reader, journey) == (7, 7)
    assert ear.heard() == [PULSES, PULSES, CELLS]


async def test_a_restored_database_is_believed(parts, reader):
    """A database that went back to an earlier state is read as it is now, seq and runs included."""
    journey = await store_journey(parts.mongo, touchpoints=1)
    tables = ("feedback", "cells", "pulses", "changes", "runs")
    await say(parts, journey, "kept", run_ref="a")
    kept = {name: await parts.mongo.of("acme")[name].find({}) for name in tables}
    for number in range(4):
        await say(parts, journey, str(number), run_ref=f"r{number}")
    assert await read(reader, journey) == (5, 5)
    assert (await reader.likability("acme", journey, ScoreFilter(), 5)).n == 5
    for name in tables:
        await parts.mongo.of("acme")[name].delete({})
        for row in kept[name]:
            await parts.mongo.of("acme")[name].insert(row)
    assert await read(reader, journey) == (1, 1)
    for number in range(4):
        await say(parts, journey, f"again {number}", emotion=Emotion.ANGER, run_ref="b")
    assert await read(reader, journey) == (5, 5)
    assert (await reader.likability("acme", journey, ScoreFilter(), 5)).n == 2
    [state] = await reader.scores("acme", [(journey, ScoreFilter())])
    assert state.scores.valence.value == pytest.approx((0.85 - 4 * 0.70) / 5)


async def test_a_primary_that_is_behind_takes_nothing_back(parts, reader, monkeypatch):
    """Elected a moment ago, it tells less than was read before: a window as new as that is waited for."""
    journey = await store_journey(parts.mongo)
    for number in range(2):
        await say(parts, journey, str(number))
    assert await read(reader, journey) == (2, 2)
    truth = loads.read_window
    windows = [Window(Span(None, None), {0: 1}, Sheet.of({})) for _ in range(3)]

    async def read_window(*asked):
        return windows.pop() if windows else await truth(*asked)

    async def pulses(_tenant, journeys):
        return {each: Pulses({0: 1}, 0) for each in journeys}

    monkeypatch.setattr(loads, "read_window", read_window)
    monkeypatch.setattr(reader.board, "read", pulses)
    assert await read(reader, journey) == (1, 2)
    assert windows == []


async def test_a_small_memory_is_still_exact(parts, mongo):
    """With room for one window, journeys read in turn push each other out, and every read is right."""
    journeys = [await store_journey(parts.mongo) for _ in range(3)]
    small = Rollups(mongo, 1)
    for turn in range(1, 4):
        for number, journey in enumerate(journeys):
            await say(parts, journey, f"{turn} {number}")
            assert await read(small, journey) == (turn, turn)
            assert len(small._shelf) == 1  # noqa: SLF001  # memory has no public face
    states = await small.scores("acme", [(journey, ScoreFilter()) for journey in journeys])
    assert [state.scores.n for state in states] == [3, 3, 3]


async def test_a_crowd_loads_a_window_once(parts, reader, ear):
    """Fifty readers of a journey that is not resident, as at midnight: its cells are added up once."""
    journey = await store_journey(parts.mongo)
    await say(parts, journey)
    answers = await asyncio.gather(*(read(reader, journey) for _ in range(50)))
    assert set(answers) == {(1, 1)}
    assert ear.heard().count(CELLS) == 1


async def test_a_load_that_is_too_old_is_not_shared(parts, reader, ear):
    """Who has seen newer pulses than a load reflects waits for it in vain, and reads for himself."""
    journey = await store_journey(parts.mongo)
    await say(parts, journey)
    loading = Loads(reader._mongo, Shelf(1 << 20))  # noqa: SLF001  # the one that is listened to
    span = ScoreFilter().span(30, day_of(datetime.now(UTC)))

    async def load(*wanted):
        return await asyncio.gather(*(loading.at_least("acme", journey.id, span, each) for each in wanted))

    early = asyncio.create_task(load({}, {0: 1}))
    while CELLS not in ear.calls:  # noqa: ASYNC110  # the driver tells no event
        await asyncio.sleep(0)
    await say(parts, journey, "again")
    windows = [*await early, *await load({0: 2}, {0: 2})]
    assert [window.seq for window in windows] == [1, 1, 2, 2]
    assert ear.heard().count(CELLS) == 2


async def test_a_reader_that_goes_takes_no_load_with_it(parts, reader, ear):
    """The first of several readers gives up; the others still get the window it had begun to load."""
    journey = await store_journey(parts.mongo)
    await say(parts, journey)
    first, second = (asyncio.create_task(read(reader, journey)) for _ in range(2))
    while CELLS not in ear.calls:  # noqa: ASYNC110  # the driver tells no event
        await asyncio.sleep(0)
    first.cancel()
    assert await second == (1, 1)
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_tenants_have_their_own(parts, reader):
    """Another tenant's commits move nothing here."""
    ours, theirs = await store_journey(parts.mongo), await store_journey(parts.mongo, "other")
    await say(parts, theirs)
    assert await read(reader, ours) == (0, 0)
    assert await read(reader, theirs) == (1, 1)
    assert await reader.seqs("acme", [ours, theirs]) == {ours.id: 0, theirs.id: 0}
