"""One commit of many remarks: a transaction that stores the new ones and counts exactly those."""

from collections.abc import Sequence
from dataclasses import dataclass

from pymongo.asynchronous.client_session import AsyncClientSession

from service.documents.change import ChangeKind
from service.documents.feedback import FeedbackRow
from service.ingestion.remark import Remark
from service.ingestion.tally import Tally
from service.mongo.client import Mongo
from service.outbox import Committed, Outbox

COMMIT_SECONDS = 8
"""How long a commit is tried again: long enough for a fail-over, short of a client's patience."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The fate of a remark's key: the row it has now (None: erased), and whether this remark made it."""

    row: FeedbackRow | None
    new: bool


async def commit(mongo: Mongo, outbox: Outbox, remarks: Sequence[Remark]) -> list[Stored]:
    """Store remarks with distinct keys; each that is new is counted once, in the same transaction.

    Raises PyMongoError when the database cannot commit; then nothing, or all of it, is stored.
    """

    async def work(session: AsyncClientSession) -> tuple[list[Stored], Sequence[Committed]]:
        fates = await _store(mongo, session, remarks)
        fresh = [remark.row for remark, fate in zip(remarks, fates, strict=True) if fate.new]
        return fates, await count(mongo, outbox, session, Tally.of(ChangeKind.FEEDBACK, 1, fresh))

    fates, commits = await mongo.transact(work, COMMIT_SECONDS)
    outbox.tell(commits)
    return fates


async def _store(mongo: Mongo, session: AsyncClientSession, remarks: Sequence[Remark]) -> list[Stored]:
    """Find what was there and insert the rest; nobody can come between, both see the same moment.

    Measured for 256 new ones: 60 % less CPU of the database than an upsert each. A lone one is upserted,
    which is one question less.
    """
    if len(remarks) == 1:
        return [await _upsert(mongo, session, remarks[0])]
    keys = [(remark.tenant, remark.id) for remark in remarks]
    there = {row["_id"]: row for row in await mongo.rows("feedback", keys, session)}
    fresh = [dict(remark.row) for remark in remarks if remark.id not in there]
    if fresh:
        await mongo.insert("feedback", fresh, session)
    return [
        Stored(_unless_erased(there[remark.id]), new=False)
        if remark.id in there
        else Stored(remark.row, new=True)
        for remark in remarks
    ]


async def _upsert(mongo: Mongo, session: AsyncClientSession, remark: Remark) -> Stored:
    """Insert a remark, or read back what was there."""
    writes = mongo.bulk("feedback")
    row = {name: value for name, value in remark.row.items() if name not in {"_id", "tenant"}}
    writes.upsert(remark.tenant, remark.id, row)
    done = await writes.run(session)
    if done and done.upserted_count:
        return Stored(remark.row, new=True)
    [known] = await mongo.rows("feedback", [(remark.tenant, remark.id)], session)
    return Stored(_unless_erased(known), new=False)


def _unless_erased(row: dict[str, object]) -> FeedbackRow | None:
    return row if "body" in row else None  # type: ignore[return-value]  # rows of the collection have this shape


async def count(
    mongo: Mongo, outbox: Outbox, session: AsyncClientSession, tally: Tally
) -> Sequence[Committed]:
    """Add a tally of new feedback to cells and runs, and tell the outbox."""
    cells, runs = mongo.bulk("cells"), mongo.bulk("runs")
    tally.add_cells(cells, outbox.slot)
    tally.add_runs(runs)
    await cells.run(session)
    await runs.run(session)
    return await outbox.publish(session, tally.notes())
