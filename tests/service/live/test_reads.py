"""Score reads while the stream is heard: pulses from memory, own commits at once, others' within a second."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
from pymongo import AsyncMongoClient

from scoring.selection import DEFAULT_SELECTION
from scoring.vocabulary import ScoreMetric, TimeBucket
from service.app.parts import Parts, assemble
from service.errors import NotFound
from service.mongo.client import Mongo
from service.rollups import ScoreFilter
from service.settings import Limits
from tests.service.atlas import store_journey
from tests.service.ear import CELLS, CHANGES, PULSES, Ear
from tests.service.live.subscribers import say, until

BOUND_SECONDS = 1.0
SLACK_SECONDS = 5.0
"""What a busy machine may add."""


@pytest.fixture
def ear() -> Ear:
    """Listen to the calls of a process."""
    return Ear()


@pytest.fixture
async def heard(parts: Parts, mongo_uri: str, ear: Ear) -> AsyncIterator[Parts]:
    """Run a process that listens, and whose calls are heard."""
    client = AsyncMongoClient(
        mongo_uri, tz_aware=True, readConcernLevel="majority", w="majority", event_listeners=[ear]
    )
    mongo = Mongo(client, client[parts.mongo.database.name], 3_000)
    async with assemble(mongo, b"r" * 32, Limits()) as assembled, assembled.hub:
        await until(lambda: assembled.hub.fresh)
        vouch = assembled.rollups.board.vouch
        assembled.hub.vouch = lambda until: vouch(until + 60)  # however busy the machine is
        yield assembled
    await mongo.aclose()


def asked(ear: Ear) -> list[tuple[str, str]]:
    """Tell what was asked of pulses, changes and cells since the last look."""
    return [call for call in ear.heard() if call in (PULSES, CHANGES, CELLS)]


async def read(parts, journey):
    """Return (seq, n)."""
    [state] = await parts.rollups.scores(journey.tenant, [(journey, ScoreFilter())])
    return state.seq, state.scores.n


async def reads(parts, journey, expected) -> None:
    """Read until the answer is as expected."""
    async with asyncio.timeout(30):
        while await read(parts, journey) != expected:  # noqa: ASYNC110  # the database tells no event
            await asyncio.sleep(0.005)


async def test_a_warm_read_asks_for_nothing(heard, ear):
    """Scores, seqs and trends of a journey that was read before need no pulses while the stream is heard."""
    journey = await store_journey(heard.mongo)
    await read(heard, journey)
    ear.heard()
    assert await read(heard, journey) == (0, 0)
    assert await heard.rollups.seqs("acme", [journey]) == {journey.id: 0}
    assert asked(ear) == []
    week = (date(2026, 1, 5), date(2026, 1, 12), TimeBucket.WEEK)
    state = await heard.rollups.trend("acme", journey, ScoreMetric.VALENCE, *week, DEFAULT_SELECTION)
    assert (state.seq, asked(ear)) == (0, [CELLS])


async def test_own_commits_are_read_at_once(heard, ear):
    """What this process acknowledged is in its next read, whether the stream has told it yet or not."""
    journey = await store_journey(heard.mongo)
    await read(heard, journey)
    ear.heard()
    for number in range(1, 31):
        await say(heard, journey)
        assert await read(heard, journey) == (number, number)
    assert asked(ear) == []
    edited = await heard.editing.update_journey("acme", journey.id, 1, {"name": "Another"})
    assert await read(heard, edited) == (31, 30)
    assert await read(heard, journey) == (30, 30)  # a map read before the edit is of the seq before


async def test_commits_of_others_are_read_within_the_bound(parts, heard, ear):
    """What another process acknowledged is read here a second later at most, and needs no question."""
    journey = await store_journey(parts.mongo)
    await read(heard, journey)
    ear.heard()
    for number in range(1, 11):
        await say(parts, journey)
        acknowledged = time.monotonic()
        await reads(heard, journey, (number, number))
        assert time.monotonic() - acknowledged < BOUND_SECONDS + SLACK_SECONDS
    assert asked(ear) == []


async def test_without_fresh_news_the_database_is_asked(parts, heard, ear):
    """A stream that says nothing for a second is not trusted: reads are exact again, as without it."""
    journey = await store_journey(parts.mongo)
    await read(heard, journey)
    heard.hub.vouch = lambda _: None
    heard.rollups.board.vouch(0.0)
    ear.heard()
    await say(parts, journey)
    assert await read(heard, journey) == (1, 1)
    assert PULSES in asked(ear)


async def test_a_window_loaded_between_is_no_restored_database(parts, heard):
    """A window may be a moment ahead of the stream: it is kept, and the database is asked for the pulses."""
    journey = await store_journey(parts.mongo)
    await heard.rollups.seqs("acme", [journey])
    hear, heard.hub.hear = heard.hub.hear, lambda _: None
    await say(parts, journey)
    assert (await read(heard, journey))[1] == 1
    assert await read(heard, journey) == (1, 1)
    assert heard.rollups._shelf.get(("acme", journey.id)).seq == 1  # noqa: SLF001
    heard.hub.hear = hear


async def test_a_crowd_of_writers_leaves_every_process_exact(parts, heard):
    """Two processes commit at once while one is read: in the end memory says what the database says."""
    journey = await store_journey(parts.mongo)

    async def reading():
        seqs = []
        while not all(task.done() for task in writers):
            seqs.append((await read(heard, journey))[0])
            await asyncio.sleep(0.001)
        return seqs

    writers = [
        asyncio.create_task(say(process, journey, n % 2)) for n in range(60) for process in (parts, heard)
    ]
    seqs = await reading()
    await asyncio.gather(*writers)
    assert seqs == sorted(seqs)
    exact = await read(parts, journey)
    await reads(heard, journey, exact)
    assert exact[1] == 120


async def test_an_edit_elsewhere_is_known_to_ingestion(parts, heard):
    """A touchpoint that another process removed takes no feedback here, as soon as that was heard."""
    journey = await store_journey(parts.mongo)
    await say(heard, journey)
    await parts.editing.remove_touchpoint("acme", journey.present[0].id)
    async with asyncio.timeout(4):  # less than the 5 s that a place may be old
        while True:
            try:
                await say(heard, journey)
            except NotFound:
                break
            await asyncio.sleep(0.02)


async def test_a_new_day_loads_the_window_once(heard, ear, monkeypatch):
    """The window rolls while pulses are in memory: the first read of the day adds up cells, the next none."""
    journey = await store_journey(heard.mongo, score_window_days=1)
    await say(heard, journey)
    assert await read(heard, journey) == (1, 1)
    tomorrow = datetime.now(UTC) + timedelta(days=1)

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return tomorrow.astimezone(tz)

    monkeypatch.setattr("service.rollups.reads.datetime", Clock)
    ear.heard()
    assert await read(heard, journey) == (1, 0)
    assert CELLS in asked(ear)
    assert await read(heard, journey) == (1, 0)
    assert asked(ear) == []
