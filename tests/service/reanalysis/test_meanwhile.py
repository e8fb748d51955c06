"""What others do while texts are read, and what a database does that stops answering."""

import asyncio

import pytest
from pymongo.errors import AutoReconnect, OperationFailure

from service.app.parts import assemble
from service.errors import Overloaded
from service.reanalysis import Outcome, Reanalysis, patience, reanalysis
from service.reanalysis.correct import correct
from service.rollups import recount
from service.settings import Limits
from tests.service.reanalysis.oracle import Oracle, reanalyse


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Wait no longer than a test has to."""
    monkeypatch.setattr(patience, "PAUSES", (0, 0, 0))


@pytest.fixture
def interrupted(parts):
    """Read acme's texts, and have something done after they were read and before they are stored."""

    async def run(oracle, act):
        async def read(rows):
            after = await oracle.read(rows)
            await act()
            return after

        outcome = Outcome()
        await Reanalysis(parts.mongo, parts.outbox, oracle, read).run(["acme"], outcome, lambda _: None)
        return outcome

    return run


@pytest.fixture
def all_of(parts):
    """Read all feedback that is there, by id."""

    async def read():
        rows = await parts.mongo.of("acme")["feedback"].find({"body": {"$exists": True}})
        return {row["_id"]: row for row in rows}

    return read


async def test_what_is_erased_meanwhile_stays_erased(parts, say, interrupted, all_of):
    """The rest is stored; nothing of it is counted."""
    gone, kept = await say("a"), await say("b")
    outcome = await interrupted(Oracle(), lambda: parts.ingestion.delete("acme", gone))
    assert str(outcome) == "read 1, changed 1, left 1"
    assert (await all_of()).keys() == {kept}
    [tombstone] = await parts.mongo.of("acme")["feedback"].find({"_id": gone})
    assert tombstone == {"_id": gone, "tenant": "acme"}
    assert (await recount(parts.mongo)).differences == []


async def test_what_somebody_else_read_meanwhile_is_left(parts, say, interrupted, all_of):
    """Who came first is not undone by who read the feedback before."""
    for key in "abc":
        await say(key)
    outcome = await interrupted(Oracle("1"), lambda: reanalyse(parts, Oracle("2")))
    assert str(outcome) == "read 0, changed 0, left 3"
    assert {row["analysis"]["version"] for row in (await all_of()).values()} == {"2"}
    assert (await recount(parts.mongo)).differences == []


async def test_several_at_once(parts, say, all_of, monkeypatch):
    """Whoever stores a reading first, it is counted once."""
    monkeypatch.setattr("service.reanalysis.pages.PAGE", 5)
    for key in range(30):
        await say(f"{key}", run_ref=f"{key % 4}")
    async with assemble(parts.mongo, b"r" * 32, Limits()) as other:
        await asyncio.gather(*(reanalyse(each, Oracle()) for each in (parts, other, parts, other)))
    assert {row["analysis"]["version"] for row in (await all_of()).values()} == {"1"}
    assert (await recount(parts.mongo)).differences == []


async def test_an_outcome_that_is_not_known_is_settled(parts, say, all_of, monkeypatch):
    """The commit went through, its answer was lost: tried again, it is counted once."""
    for key in "abc":
        await say(key)
    asked = []

    async def lose_the_answer(mongo, outbox, rereadings):
        asked.append(len(rereadings))
        stored = await correct(mongo, outbox, rereadings)
        if len(asked) == 1:
            raise AutoReconnect("lost")
        return stored

    monkeypatch.setattr(reanalysis, "correct", lose_the_answer)
    outcome = await reanalyse(parts, Oracle())
    assert (outcome.read, outcome.left, asked) == (3, 0, [3, 2, 1])
    assert {row["analysis"]["version"] for row in (await all_of()).values()} == {"1"}
    pulses = await parts.mongo.of("acme")["pulses"].find({})
    assert sum(row["beat"] for row in pulses) == 3 + 1
    assert (await recount(parts.mongo)).differences == []


async def test_a_database_that_stays_silent_ends_it(parts, say, all_of, monkeypatch):
    """With Overloaded, which says what to do; the same again reads all."""
    await say("a")

    async def fail(*_):
        raise AutoReconnect("away")

    with monkeypatch.context() as broken:
        broken.setattr(reanalysis, "correct", fail)
        with pytest.raises(Overloaded, match="run the same command again later"):
            await reanalyse(parts, Oracle())
    assert "analysis" not in next(iter((await all_of()).values()))
    assert (await reanalyse(parts, Oracle())).read == 1


async def test_a_database_that_refuses_is_not_asked_again(parts, say, monkeypatch):
    """Its error goes through."""
    await say("a")
    asked = []

    async def refuse(*_):
        asked.append(1)
        raise OperationFailure("not authorized", 13)

    monkeypatch.setattr(reanalysis, "correct", refuse)
    with pytest.raises(OperationFailure, match="not authorized"):
        await reanalyse(parts, Oracle())
    assert asked == [1]
