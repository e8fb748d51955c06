"""Erasure: feedback goes, every count is corrected exactly, and its key stays used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession

from service.documents.change import ChangeKind
from service.ingestion.commit import COMMIT_SECONDS
from service.ingestion.tally import RunCounts, Tally
from service.mongo.client import Mongo
from service.outbox import Committed, Outbox

ERASED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Erasure:
    """Which feedback of a tenant goes: one by `_id`, or a customer's."""

    tenant: str
    where: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Erased:
    """How much feedback went, and from which journeys."""

    feedback: int
    journeys: frozenset[str]


async def erase(mongo: Mongo, outbox: Outbox, erasure: Erasure) -> Erased:
    """Erase all that matches, at most `ERASED_AT_ONCE` in one transaction, until none is left."""
    feedback, journeys = 0, set[str]()
    while True:
        step = await _erase_some(mongo, outbox, erasure)
        feedback += step.feedback
        journeys |= step.journeys
        if step.feedback < ERASED_AT_ONCE:
            return Erased(feedback, frozenset(journeys))


async def _erase_some(mongo: Mongo, outbox: Outbox, erasure: Erasure) -> Erased:
    async def work(session: AsyncClientSession) -> tuple[list[dict[str, Any]], Sequence[Committed]]:
        there = {**erasure.where, "body": {"$exists": True}}
        found = mongo.of(erasure.tenant)["feedback"]
        rows = await found.find(there, limit=ERASED_AT_ONCE, session=session)
        if not rows:
            return [], ()
        tombstones = mongo.bulk("feedback")
        for row in rows:
            tombstones.replace(erasure.tenant, row["_id"], {})
        await tombstones.run(session)
        return rows, await _subtract(mongo, outbox, session, Tally.of(ChangeKind.ERASURE, -1, rows))

    rows, commits = await mongo.transact(work, COMMIT_SECONDS)
    outbox.tell(commits)
    return Erased(len(rows), frozenset(row["journey"] for row in rows))


async def _subtract(
    mongo: Mongo, outbox: Outbox, session: AsyncClientSession, tally: Tally
) -> Sequence[Committed]:
    cells = mongo.bulk("cells")
    tally.add_cells(cells, outbox.slot)
    await cells.run(session)
    await _subtract_runs(mongo, session, tally.runs)
    return await outbox.publish(session, tally.notes())


async def _subtract_runs(mongo: Mongo, session: AsyncClientSession, runs: Mapping[bytes, RunCounts]) -> None:
    """Take counts out of runs; a run without feedback goes, another may now begin later."""
    if not runs:
        return
    keys = [(run.journey[0], key) for key, run in runs.items()]
    writes = mongo.bulk("runs")
    for row in await mongo.rows("runs", keys, session):
        rest = _less(row, runs[row["_id"]])
        if rest["days"]:
            writes.replace(row["tenant"], row["_id"], rest)
        else:
            writes.delete(row["tenant"], row["_id"])
    await writes.run(session)


def _less(row: Mapping[str, Any], run: RunCounts) -> dict[str, Any]:
    seen = _positive(row["seen"], "seen", run.counts)
    days = _positive(row["days"], "days", run.counts)
    first = min((int(day) for day in days), default=0)
    return {"journey": row["journey"], "first": first, "seen": seen, "days": days}


def _positive(had: Mapping[str, int], part: str, change: Mapping[str, int]) -> dict[str, int]:
    left = {name: count + change.get(f"{part}.{name}", 0) for name, count in had.items()}
    return {name: count for name, count in left.items() if count}
