"""The committer answers everybody once: full, stopping, cancelled, poisoned or without its database."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from pymongo.errors import BulkWriteError

from scoring.vocabulary import Channel, Emotion
from service.app.parts import assemble
from service.documents.feedback import Feedback
from service.errors import LimitExceeded, Overloaded, ProblemCode
from service.ingestion import Accepted, Draft, Ingestion, Refs
from service.ingestion.atlas_cache import AtlasCache
from service.ingestion.committer import Committer
from service.ingestion.remark import Remark, body_hash, normalised, written
from service.mongo.client import Mongo, connect
from service.mongo.embedded import EmbeddedMongo
from service.mongo.embedded.address import Address
from service.mongo.migrate import migrate
from service.outbox import Outbox, SlotLease
from service.rollups import ScoreFilter, recount
from service.settings import Limits
from tests.service.atlas import store_journey

REFS = Refs(b"r" * 32)


def draft(journey, key, **fields):
    """Return a joyful draft for the journey's first touchpoint."""
    said = {"channel": Channel.WEB, "emotion": Emotion.JOY, **fields}
    return Draft(idempotency_key=str(key), touchpoint_id=journey.present[0].id, **said)


def remark(journey, key, **fields):
    """Return what a draft is stored as."""
    said, now = normalised(draft(journey, key, **fields)), datetime.now(UTC)
    return written(journey.tenant, said, body_hash(said, REFS), journey.id, now, now, REFS)


@asynccontextmanager
async def stopped(mongo: Mongo, **limits: int) -> AsyncIterator[SimpleNamespace]:
    """Make an ingestion whose committer takes nothing until it is entered."""
    bounds = Limits(**limits)
    async with SlotLease(mongo) as lease:
        committer = Committer(mongo, Outbox(mongo, lease), bounds)
        ingestion = Ingestion(mongo, committer, AtlasCache(mongo), REFS, bounds)
        yield SimpleNamespace(committer=committer, ingestion=ingestion)


def start(*work):
    """Begin all of it, in this order."""
    return [asyncio.create_task(each) for each in work]


async def settled(service, tasks) -> None:
    """Wait until everything that is begun waits in the queue, or was refused."""
    queue = service.committer._queue  # noqa: SLF001  # nobody else need know what waits
    while len(queue) + sum(isinstance(task, asyncio.Task) and task.done() for task in tasks) < len(tasks):  # noqa: ASYNC110  # it tells no event
        await asyncio.sleep(0.001)


async def stored(mongo: Mongo) -> int:
    """Count the feedback there is."""
    return await mongo.database["feedback"].count_documents({"body": {"$exists": True}})


async def test_a_full_queue_refuses_at_once_and_recovers(mongo):
    """One more than fits is LimitExceeded, retryable after a second; the others are stored, later it fits."""
    journey = await store_journey(mongo)
    async with stopped(mongo, queue_items=3) as service:
        waiting = start(*(service.ingestion.submit("acme", draft(journey, key)) for key in range(3)))
        await settled(service, waiting)
        for refused in (
            service.ingestion.submit("acme", draft(journey, 3)),
            service.ingestion.forget("acme", "bo"),
            service.ingestion.delete("acme", "x"),
        ):
            with pytest.raises(LimitExceeded) as refusal:
                await refused
            assert refusal.value.code is ProblemCode.QUEUE_FULL
            assert (refusal.value.retryable, refusal.value.retry_after_ms) == (True, 1_000)
        async with service.committer:
            assert [answer.duplicate for answer in await asyncio.gather(*waiting)] == [False] * 3
            assert not (await service.ingestion.submit("acme", draft(journey, 3))).duplicate
    assert await stored(mongo) == 4
    assert (await recount(mongo)).differences == []


async def test_a_queue_is_full_of_bytes_too(mongo):
    """Long texts fill it before their number does."""
    journey = await store_journey(mongo)
    async with stopped(mongo, queue_bytes=40_000) as service:
        texts = [draft(journey, key, text="x" * 4_000) for key in range(3)]
        waiting = start(*(service.ingestion.submit("acme", each) for each in texts))
        await settled(service, waiting)
        assert [task.done() for task in waiting] == [False, False, True]
        assert isinstance(waiting[2].exception(), LimitExceeded)
        async with service.committer:
            await asyncio.gather(*waiting[:2])
    assert await stored(mongo) == 2


async def test_in_a_batch_only_what_does_not_fit_is_refused(mongo):
    """Each item has its own answer: two waited and were stored, three are to be sent again."""
    journey = await store_journey(mongo)
    async with stopped(mongo, queue_items=2) as service:
        items = [draft(journey, key) for key in range(5)]
        [batch] = start(service.ingestion.submit_batch("acme", items))
        await settled(service, items[:2])
        async with service.committer:
            names = [type(answer).__name__ for answer in await batch]
    assert names == ["Accepted"] * 2 + ["LimitExceeded"] * 3
    assert await stored(mongo) == 2


async def test_leaving_answers_everybody(mongo):
    """What was let in before the service stops is stored and answered, in as many commits as it takes."""
    journey = await store_journey(mongo)
    async with stopped(mongo) as service:
        waiting = start(*(service.ingestion.submit("acme", draft(journey, key)) for key in range(1_200)))
        await settled(service, waiting)
        async with service.committer:
            pass
        async with asyncio.timeout(1):
            assert {answer.duplicate for answer in await asyncio.gather(*waiting)} == {False}
    assert await stored(mongo) == 1_200
    assert await mongo.database["changes"].count_documents({}) == 3
    assert (await recount(mongo)).differences == []


@pytest.mark.parametrize("shutdown_seconds", [0, 1])
async def test_a_cut_leaves_nobody_without_an_answer(mongo, shutdown_seconds):
    """When stopping takes too long the rest is turned away: each is stored, or told to send again."""
    journey = await store_journey(mongo)
    async with stopped(mongo, shutdown_seconds=shutdown_seconds, commit_items=1) as service:
        waiting = start(*(service.ingestion.submit("acme", draft(journey, key)) for key in range(3_000)))
        await settled(service, waiting)
        async with service.committer:
            await asyncio.sleep(0.02)
        async with asyncio.timeout(5):
            answers = await asyncio.gather(*waiting, return_exceptions=True)
    told = {type(answer) for answer in answers}
    taken = sum(not isinstance(answer, Overloaded) for answer in answers)
    assert told <= {Accepted, Overloaded}
    assert shutdown_seconds <= taken < 3_000
    assert await stored(mongo) - taken in {0, 1}
    assert (await recount(mongo)).differences == []


async def test_who_comes_after_the_end_is_told_so(mongo):
    """A stopped committer holds nobody: feedback and erasures are Overloaded at once, nothing is stored."""
    journey = await store_journey(mongo)
    async with stopped(mongo) as service:
        async with service.committer:
            await service.ingestion.submit("acme", draft(journey, "in time"))
        for late in (
            service.ingestion.submit("acme", draft(journey, "late")),
            service.ingestion.forget("acme", "bo"),
        ):
            with pytest.raises(Overloaded, match="stopping"):
                await asyncio.wait_for(late, 1)
    assert await stored(mongo) == 1


async def test_a_caller_that_goes_harms_nobody(mongo):
    """Cancelled callers lose no commit of others, nor their own, and the committer goes on."""
    journey = await store_journey(mongo)
    async with stopped(mongo) as service:
        waiting = start(*(service.ingestion.submit("acme", draft(journey, key)) for key in range(9)))
        [erasing] = start(service.ingestion.forget("acme", "nobody"))
        await settled(service, [*waiting, erasing])
        for task in (waiting[0], waiting[4], waiting[8], erasing):
            task.cancel()
        async with service.committer:
            answers = await asyncio.gather(*waiting, erasing, return_exceptions=True)
            again = await service.ingestion.submit("acme", draft(journey, 4))
    assert sum(isinstance(answer, asyncio.CancelledError) for answer in answers) == 4
    assert [answer.duplicate for answer in answers[1:4]] == [False] * 3
    assert again.duplicate
    assert await stored(mongo) == 9


async def test_a_caller_that_goes_while_its_commit_runs_harms_nobody(parts):
    """Cancelling in the middle of a transaction stops neither it nor the next."""
    journey = await store_journey(parts.mongo)
    for turn in range(10):
        tasks = start(*(parts.ingestion.submit("acme", draft(journey, f"{turn} {key}")) for key in range(5)))
        await asyncio.sleep(0.002 * turn)
        tasks[turn % 5].cancel()
        answers = await asyncio.gather(*tasks, return_exceptions=True)
        assert sum(isinstance(answer, BaseException) for answer in answers) <= 1
    again = await parts.ingestion.submit_batch("acme", [draft(journey, f"9 {key}") for key in range(5)])
    assert len(again) == 5
    assert await stored(parts.mongo) >= 41
    assert (await recount(parts.mongo)).differences == []


async def refuse_tens(mongo: Mongo) -> None:
    """Make the database refuse feedback with an nps of 10."""
    settings = Feedback.Settings
    schema = {**settings.validator, "bsonType": "object", "properties": {"nps": {"maximum": 9}}}
    await mongo.database.command("collMod", settings.name, validator={"$jsonSchema": schema})


@pytest.mark.parametrize("place", [0, 7, 19])
async def test_what_the_database_refuses_fails_alone(mongo, place):
    """One of twenty that the collection's validator refuses: nineteen are stored and counted, one is told."""
    journey, other = await store_journey(mongo), await store_journey(mongo, "other")
    await refuse_tens(mongo)
    async with stopped(mongo) as service:
        scores = [10 if key == place else 9 for key in range(20)]
        waiting = start(
            *(
                service.ingestion.submit(at.tenant, draft(at, key, nps=nps))
                for key, nps in enumerate(scores)
                for at in (journey if key % 2 == place % 2 else other,)
            )
        )
        await settled(service, waiting)
        async with service.committer:
            answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(answers.pop(place), BulkWriteError)
    assert [answer.duplicate for answer in answers] == [False] * 19
    assert await stored(mongo) == 19
    assert (await recount(mongo)).differences == []


async def test_what_cannot_be_encoded_fails_alone(mongo):
    """A row no driver can write fails before the database sees it; its neighbours are stored."""
    journey = await store_journey(mongo)
    async with stopped(mongo) as service:
        rows = [remark(journey, key) for key in range(9)]
        rows[4] = Remark("acme", {**rows[4].row, "intensity": 1 << 70}, rows[4].size)
        waiting = start(*(service.committer.store(each) for each in rows))
        await settled(service, waiting)
        async with service.committer:
            answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(answers.pop(4), OverflowError)
    assert [answer.new for answer in answers] == [True] * 8
    assert await stored(mongo) == 8
    assert (await recount(mongo)).differences == []


async def test_an_erasure_that_fails_leaves_all_as_it_was(mongo):
    """Tombstones the database refuses: who asked is told, feedback and counts stay, the committer goes on."""
    journey = await store_journey(mongo)
    async with stopped(mongo) as service, service.committer:
        await service.ingestion.submit("acme", draft(journey, "a", customer_ref="al", run_ref="r"))
        schema = {"bsonType": "object", "required": ["tenant", "body"]}
        await mongo.database.command("collMod", "feedback", validator={"$jsonSchema": schema})
        with pytest.raises(BulkWriteError):
            await service.ingestion.forget("acme", "al")
        await service.ingestion.submit("acme", draft(journey, "b"))
    assert await stored(mongo) == 2
    assert (await recount(mongo)).differences == []


async def test_copies_in_one_commit_fail_and_succeed_alike(mongo):
    """Copies of a key share its fate: of a refused one all are refused, of a good one the first is new."""
    journey = await store_journey(mongo)
    await refuse_tens(mongo)
    async with stopped(mongo) as service:
        bad, good = draft(journey, "bad", nps=10), draft(journey, "good", nps=9)
        waiting = start(*(service.ingestion.submit("acme", each) for each in (bad, good, bad, good)))
        await settled(service, waiting)
        async with service.committer:
            answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(answer).__name__ for answer in answers[::2]] == ["BulkWriteError"] * 2
    assert [answer.duplicate for answer in answers[1::2]] == [False, True]


async def test_commits_gather_what_came_meanwhile(parts):
    """Two hundred clients at once cost a handful of commits, and a lone one waits for nobody."""
    journey = await store_journey(parts.mongo)
    await parts.ingestion.submit("acme", draft(journey, "alone"))
    assert await parts.rollups.seqs("acme", [journey]) == {journey.id: 1}
    await asyncio.gather(*(parts.ingestion.submit("acme", draft(journey, key)) for key in range(200)))
    assert (await parts.rollups.seqs("acme", [journey]))[journey.id] <= 6
    assert await stored(parts.mongo) == 201


async def test_a_database_that_hangs_is_overloaded_and_comes_back(data_dir: Path, monkeypatch):
    """While mongod hangs, everybody is told in bounded time to send again; after it, all is exact."""
    for module in ("commit", "erasure"):
        monkeypatch.setattr(f"service.ingestion.{module}.COMMIT_SECONDS", 1)
    with EmbeddedMongo(data_dir) as embedded:
        mongo = connect(embedded.uri, "heartline")
        await migrate(mongo)
        await mongo.client.admin.command("setParameter", 1, transactionLifetimeLimitSeconds=1)
        journey = await store_journey(mongo)
        async with assemble(mongo, refs_key=b"r" * 32, limits=Limits()) as parts:
            await parts.ingestion.submit("acme", draft(journey, "before", customer_ref="al"))
            items = [draft(journey, key) for key in range(20)]
            pid = Address.read(data_dir).pid
            os.kill(pid, signal.SIGSTOP)
            try:
                began = time.monotonic()
                answers = await asyncio.gather(
                    *(parts.ingestion.submit("acme", each) for each in items),
                    parts.ingestion.forget("acme", "al"),
                    return_exceptions=True,
                )
                assert time.monotonic() - began < 6
            finally:
                os.kill(pid, signal.SIGCONT)
            assert {type(answer) for answer in answers} == {Overloaded}
            assert {answer.message for answer in answers} == {
                "the database did not answer in time: send the same again, nothing is counted twice"
            }
            again = await until_answered(lambda: parts.ingestion.submit_batch("acme", items))
            assert {answer.key for answer in again} == {str(key) for key in range(20)}
            [state] = await parts.rollups.scores("acme", [(journey, ScoreFilter())])
            assert state.scores.n == await stored(mongo) >= 20
            assert (await recount(mongo)).differences == []
        await mongo.aclose()


async def until_answered(ask):
    """Do what the answer says: send the same again."""
    while True:
        try:
            return await ask()
        except Overloaded:
            await asyncio.sleep(0.1)
