"""The stream breaks in every way it can: subscribers hold the last state all the same, reads are true."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import pymongo
import pytest
from bson.timestamp import Timestamp

from service.app.parts import Parts, assemble
from service.documents.journey import Journey
from service.live import Hub, UpdateKind
from service.mongo.client import connect
from service.mongo.migrate import migrate
from service.rollups import Rollups, ScoreFilter
from service.settings import Limits
from tests.conftest import fast_folder
from tests.service.atlas import store_journey
from tests.service.live.fragile import Faults, fragile_mongod
from tests.service.live.subscribers import last, rises, say, seated, sit, until

CURSOR_NOT_FOUND, EXCEEDED_TIME_LIMIT, HISTORY_LOST, FATAL = 43, 262, 286, 280


@pytest.fixture(scope="module")
def fragile_uri() -> Iterator[str]:
    """Run a MongoDB that fails on command."""
    with fast_folder() as folder, fragile_mongod(folder) as uri:
        yield uri


@pytest.fixture
def faults(fragile_uri: str) -> Iterator[Faults]:
    """Let it fail."""
    faults = Faults(fragile_uri)
    yield faults
    faults.close()


@pytest.fixture
async def parts(fragile_uri: str, faults: Faults) -> AsyncIterator[Parts]:
    """Run a process that listens, on a database that fails on command."""
    mongo = connect(fragile_uri, f"test-{uuid4().hex}")
    await migrate(mongo)
    async with assemble(mongo, refs_key=b"r" * 32, limits=Limits()) as parts, parts.hub:
        await until(lambda: parts.hub.fresh)
        yield parts
        faults.stop()
    await mongo.client.drop_database(mongo.database.name)
    await mongo.aclose()


async def lose_history(parts: Parts, journey: Journey, uri: str) -> None:
    """Let the feed go on after a commit that the oplog does not hold, as after a long absence."""
    name = parts.mongo.database.name
    with pymongo.MongoClient(uri) as client, client[name]["changes"].watch() as stream:
        await say(parts, journey)
        stream.next()
        data = stream.resume_token["_data"]
    parts.hub._feed._token = {"_data": f"{data[:2]}{1:08x}{1:08x}{data[18:]}"}  # noqa: SLF001  # no waiting


async def test_a_cursor_killed_from_outside_loses_nothing(parts, fragile_uri):
    """The stream goes on where it was: what came between is told as what it was."""
    journey = await store_journey(parts.mongo)
    _, listener = await seated(parts.hub, journey)
    namespace = f"{parts.mongo.database.name}.changes"
    idle = [{"$currentOp": {"idleCursors": True}}, {"$match": {"cursor.tailable": True}}]
    with pymongo.MongoClient(fragile_uri) as client:
        for number in range(1, 6):
            found = [op for op in client.admin.aggregate(idle) if op["ns"] == namespace]
            cursors = [op["cursor"]["cursorId"] for op in found]
            client[parts.mongo.database.name].command("killCursors", "changes", cursors=cursors)
            await say(parts, journey)
            await until(lambda number=number: last(listener) == number)
    assert {update.kind for update in listener.told[1:]} == {UpdateKind.FEEDBACK}


@pytest.mark.parametrize(
    "how",
    [
        {"errorCode": CURSOR_NOT_FOUND},
        {"errorCode": EXCEEDED_TIME_LIMIT},
        {"closeConnection": True},
        {"errorCode": HISTORY_LOST},
        {"errorCode": FATAL},
    ],
    ids=str,
)
async def test_a_stream_that_fails_for_a_while(parts, faults, how):
    """Commits made while it cannot be read are told when it can, with kind and touchpoints."""
    journey = await store_journey(parts.mongo, touchpoints=3)
    _, listener = await seated(parts.hub, journey)
    faults.fail("getMore", "aggregate", **how)
    for place in (0, 1):
        await say(parts, journey, place)
    await until(lambda: not parts.hub.fresh)
    faults.stop()
    await until(lambda: last(listener) == 2 and parts.hub.fresh)
    told = listener.told[1:]
    assert {update.kind for update in told} == {UpdateKind.FEEDBACK}
    places = frozenset().union(*(update.touchpoints for update in told))
    assert places == {place.id for place in journey.present[:2]}
    await say(parts, journey, 2)
    await until(lambda: last(listener) == 3)
    assert listener.told[-1].touchpoints == {journey.present[2].id}


async def test_cut_off_for_longer_than_the_oplog(parts, faults, fragile_uri):
    """The stream cannot go on: subscribed journeys are read again, and told with what `changes` still has."""
    journeys = [await store_journey(parts.mongo, tenant) for tenant in ("acme", "acme", "other")]
    listeners = [(await seated(parts.hub, journey))[1] for journey in journeys]
    reads = [(await parts.rollups.scores(each.tenant, [(each, ScoreFilter())]))[0].seq for each in journeys]
    assert reads == [0, 0, 0]
    faults.fail("getMore", "aggregate", errorCode=EXCEEDED_TIME_LIMIT)
    await until(lambda: not parts.hub.fresh)
    for _ in range(3):
        await say(parts, journeys[2], 1)
    await parts.mongo.of("other")["changes"].delete({})
    await lose_history(parts, journeys[0], fragile_uri)
    faults.stop()
    await until(lambda: [last(listener) for listener in listeners] == [1, 0, 3])
    assert [len(listener.told) for listener in listeners] == [2, 1, 2]
    first, third = listeners[0].told[1], listeners[2].told[1]
    assert (first.kind, first.touchpoints) == (UpdateKind.FEEDBACK, {journeys[0].present[0].id})
    assert (third.kind, third.touchpoints) == (UpdateKind.SNAPSHOT, None)


async def test_a_restored_collection(parts):
    """Dropped and put back as it was some commits ago: a snapshot of a lower seq at once; reads follow."""
    journey = await store_journey(parts.mongo)
    tables = ("feedback", "cells", "pulses", "changes", "runs")
    await say(parts, journey, key="kept")
    kept = {name: await parts.mongo.of("acme")[name].find({}) for name in tables}
    for _ in range(4):
        await say(parts, journey)
    _, listener = await seated(parts.hub, journey)
    assert last(listener) == 5
    for name in tables:
        await parts.mongo.database[name].drop()
    await migrate(parts.mongo)
    for name, rows in kept.items():
        if rows:
            await parts.mongo.database[name].insert_many(rows)
    await until(lambda: last(listener) == 1)
    assert listener.told[1].kind is UpdateKind.SNAPSHOT
    await until(lambda: parts.hub.fresh)
    [state] = await parts.rollups.scores("acme", [(journey, ScoreFilter())])
    assert (state.seq, state.scores.n) == (1, 1)
    await say(parts, journey)
    await until(lambda: last(listener) == 2)


async def test_a_database_restored_below_the_stream(parts, monkeypatch):
    """Numbers that fell while the stream went on are found by comparing, now and then."""
    journey = await store_journey(parts.mongo)
    for _ in range(3):
        await say(parts, journey)
    _, listener = await seated(parts.hub, journey)
    await parts.rollups.seqs("acme", [journey])
    await parts.mongo.of("acme")["pulses"].update({"journey": journey.id}, {"$set": {"beat": 1}})
    monkeypatch.setattr("service.live.feed.COMPARE_SECONDS", 0.1)
    await until(lambda: last(listener) == 1)
    assert listener.told[-1].kind is UpdateKind.SNAPSHOT
    assert await parts.rollups.seqs("acme", [journey]) == {journey.id: 1}


async def test_a_primary_that_lags_is_not_believed(parts, faults, monkeypatch):
    """A primary whose majority has not what was heard is asked again; if it never has it, all begins anew."""
    journey = await store_journey(parts.mongo)
    _, listener = await seated(parts.hub, journey)
    monkeypatch.setattr("service.live.feed.REFUSALS", 3)
    monkeypatch.setattr(parts.hub._feed, "_reached", Timestamp(2**32 - 1, 1))  # noqa: SLF001  # no fail-over
    faults.fail("getMore", times=1, errorCode=CURSOR_NOT_FOUND)
    await until(lambda: parts.hub._feed._failures >= 2)  # noqa: SLF001
    await say(parts, journey)
    await until(lambda: last(listener) == 1 and parts.hub.fresh)
    assert parts.hub._feed._reached < Timestamp(2**32 - 1, 1)  # noqa: SLF001


async def test_a_silent_server_is_noticed(parts, faults, monkeypatch):
    """A server that neither answers nor hangs up is left after a moment, and the stream goes on."""
    monkeypatch.setattr("service.live.stream.PATIENCE_SECONDS", 0.3)
    journey = await store_journey(parts.mongo)
    _, listener = await seated(parts.hub, journey)
    faults.fail("getMore", "hello", times=4, blockConnection=True, blockTimeMS=5_000)
    await until(lambda: not parts.hub.fresh)
    faults.stop()
    await say(parts, journey)
    await until(lambda: last(listener) == 1 and parts.hub.fresh)
    assert rises(listener)


async def test_a_slow_answer_is_waited_for(parts, faults, monkeypatch):
    """A server that takes its time, as for a long oplog, but is there, is not left."""
    monkeypatch.setattr("service.live.stream.PATIENCE_SECONDS", 0.1)
    journey = await store_journey(parts.mongo)
    _, listener = await seated(parts.hub, journey)
    begun = parts.hub._feed._failures  # noqa: SLF001  # how it feels
    faults.fail("getMore", times=1, blockConnection=True, blockTimeMS=1_500)
    await until(lambda: not parts.hub.fresh)
    await say(parts, journey)
    await until(lambda: last(listener) == 1)
    assert parts.hub._feed._failures == begun  # noqa: SLF001


async def test_a_bug_while_hearing_is_healed(parts):
    """An exception in a listener costs a re-reading, not an update."""
    journey = await store_journey(parts.mongo)
    _, listener = await seated(parts.hub, journey)
    hear = parts.hub.hear

    def trip(_):
        parts.hub.hear = hear
        raise ZeroDivisionError

    parts.hub.hear = trip
    await say(parts, journey)
    await until(lambda: last(listener) == 1 and parts.hub.fresh)


async def test_a_hub_without_a_database_starts_and_ends():
    """Nobody answers: subscribers wait, nothing is raised, and the end comes soon."""
    mongo = connect("mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=200", "nothing")
    async with Hub(mongo, Rollups(mongo, 1 << 20)) as hub:
        journey = type("Somewhere", (), {"id": "j", "tenant": "acme"})
        _, listener = sit(hub, journey)
        await asyncio.sleep(0.5)
        assert (hub.fresh, listener.told, hub.seats) == (False, [], 1)
        began = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - began < 10
    await mongo.aclose()
