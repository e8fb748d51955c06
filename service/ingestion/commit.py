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
    """Insert what is new, and read back what was there."""
    writes = mongo.bulk("feedback")
    for remark in remarks:
        row = {name: value for name, value in remark.row.items() if name not in {"_id", "tenant"}}
        writes.upsert(remark.tenant, remark.id, row)
    done = await writes.run(session)
    inserted = done.upserted_ids or {} if done else {}
    known = [(remark.tenant, remark.id) for place, remark in enumerate(remarks) if place not in inserted]
    there = {row["_id"]: row for row in await mongo.rows("feedback", known, session)} if known else {}
    return [
        Stored(remark.row, new=True)
        if place in inserted
        else Stored(_unless_erased(there[remark.id]), new=False)
        for place, remark in enumerate(remarks)
    ]


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
