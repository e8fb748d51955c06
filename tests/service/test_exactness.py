"""Counting is exact: whatever is sent, repeated, erased and read, by whichever process, in whatever order."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from service.app.parts import Parts, assemble
from service.mongo.client import Mongo, connect
from service.mongo.migrate import migrate
from service.rollups import Rollups, ScoreFilter, recount
from service.settings import Limits
from tests.service.company import Company

EXAMPLES = int(os.environ.get("HEARTLINE_TEST_EXAMPLES", "10"))
MERGES = int(os.environ.get("HEARTLINE_TEST_MERGES", "2000"))


@dataclass(repr=False)
class Processes:
    """Two processes on one database, each with its own slot, and one that remembers nothing."""

    runner: asyncio.Runner
    mongo: Mongo
    parts: list[Parts]
    readers: list[Rollups]


@pytest.fixture(scope="module")
def processes(mongo_uri: str, mongo_client) -> Iterator[Processes]:
    """Run two processes for all examples: each example is a company of its own."""
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        mongo = connect(mongo_uri, "test-exactness")

        async def start() -> list[Parts]:
            await migrate(mongo)
            return [
                await stack.enter_async_context(assemble(mongo, refs_key=b"r" * 32, limits=Limits()))
                for _ in range(2)
            ]

        parts = runner.run(start())
        assert {each.outbox.slot for each in parts} == {0, 1}
        forgetful = Rollups(mongo, 1)
        yield Processes(runner, mongo, parts, [*(each.rollups for each in parts), forgetful])
        runner.run(stack.aclose())
        runner.run(mongo.aclose())
    mongo_client.drop_database("test-exactness")


CLIENTS = ("submit", "submit", "send_again", "reuse", "delete", "forget", "change_window")
steps = st.tuples(st.sampled_from(CLIENTS), st.integers(0, 1), st.integers(0, 2**32))
rounds = st.lists(
    st.sampled_from(["lose_changes", "restart", "copies"]) | st.lists(steps, min_size=1, max_size=5),
    min_size=1,
    max_size=8,
)


async def play(processes: Processes, story) -> None:
    """Let each round's clients act at once, and check everything after each round."""
    company = await Company.found(processes.mongo)
    readers = list(processes.readers)
    for number, happening in enumerate(story):
        if happening == "lose_changes":
            await company.lose_changes()
        elif happening == "restart":
            readers[number % 2] = Rollups(processes.mongo, 1 << 24)
            processes.parts[number % 2].outbox.on_commit(readers[number % 2].hear)
        elif happening == "copies":
            await company.copies(processes.parts, Random(number))
        else:
            await asyncio.gather(
                *(getattr(company, what)(processes.parts[who], Random(seed)) for what, who, seed in happening)
            )
        await company.check(readers)
    assert (await recount(processes.mongo)).differences == []


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would tell thousands of stories
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(rounds)
def test_every_count_is_what_the_feedback_says(processes, story):
    """Any story of two processes: memory, a fresh read, cells and runs equal plain loops over raw feedback.

    HEARTLINE_TEST_EXAMPLES sets how many stories are told.
    """
    processes.runner.run(play(processes, story))


def test_many_merges_and_erasures_are_exact(processes):
    """Thousands of commits and erasures by two processes at once: no difference in cells, runs or memory.

    HEARTLINE_TEST_MERGES sets how many feedback are counted or erased.
    """
    processes.runner.run(churn(processes, MERGES, Random(7)))


async def churn(processes: Processes, merges: int, random: Random) -> None:
    """Send and erase until so much was counted or erased."""
    company = await Company.found(processes.mongo, customers=max(4, merges // 50))
    while company.taken + company.erased < merges:
        await asyncio.gather(
            *(company.submit(parts, random, 100) for parts in processes.parts for _ in range(3)),
            *(company.delete(parts, random) for parts in processes.parts for _ in range(20)),
            *(company.send_again(parts, random) for parts in processes.parts for _ in range(5)),
            *(company.forget(parts, random) for parts in processes.parts for _ in range(2)),
        )
    assert company.erased > merges // 20
    await company.check(processes.readers)
    assert (await recount(processes.mongo)).differences == []


def test_what_is_read_under_load_is_a_state_that_was(processes):
    """While two processes write, a read shows all that was acknowledged before, and one state per vector."""
    processes.runner.run(read_under_load(processes))


async def read_under_load(processes: Processes) -> None:
    """Read at three places while two write."""
    company = await Company.found(processes.mongo)
    states: dict[tuple[tuple[int, int], ...], int] = {}
    writing = True

    async def write(parts: Parts) -> None:
        random = Random(parts.outbox.slot)
        for _ in range(25):
            await company.submit(parts, random)
            await company.delete(parts, random)

    async def read(reader: Rollups) -> None:
        journey, seq = company.journeys[0], 0
        while writing:
            acknowledged = await acknowledged_commits()
            [state] = await reader.scores(company.tenant, [(journey, ScoreFilter())])
            assert state.seq >= max(seq, acknowledged)
            seq = state.seq
            window = reader._shelf.get((company.tenant, journey.id))  # noqa: SLF001  # whose vector is internal
            if window and window.seq == seq:
                vector = tuple(sorted(window.vector.items()))
                assert states.setdefault(vector, state.scores.n) == state.scores.n

    async def acknowledged_commits() -> int:
        journey = company.journeys[0]
        return (await processes.readers[2].seqs(company.tenant, [journey]))[journey.id]

    reading = [asyncio.create_task(read(reader)) for reader in processes.readers]
    await asyncio.gather(*(write(parts) for parts in processes.parts))
    writing = False
    await asyncio.gather(*reading)
    assert len(states) > 20
    await company.check(processes.readers)
