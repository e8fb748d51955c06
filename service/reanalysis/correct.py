"""A correction in one transaction: the readings are replaced, and every count follows."""

from collections.abc import Sequence

from pymongo.asynchronous.client_session import AsyncClientSession

from service.ingestion.commit import COMMIT_SECONDS
from service.ingestion.tally import Tally
from service.mongo.client import Mongo
from service.outbox import Committed, Outbox
from service.reanalysis.rereading import Rereading, correction


async def correct(mongo: Mongo, outbox: Outbox, rereadings: Sequence[Rereading]) -> list[Rereading]:
    """Store readings and move counts, all or nothing; answers those that are stored now.

    A feedback that is not as it was found, erased or read by somebody else meanwhile, is left. Raises
    PyMongoError when the database cannot commit; then nothing, or all of it, is stored, and the same again
    settles it.
    """

    async def work(session: AsyncClientSession) -> tuple[list[Rereading], Sequence[Committed]]:
        there = {
            row["_id"]: row
            for row in await mongo.rows("feedback", [each.key for each in rereadings], session)
        }
        fresh = [each for each in rereadings if there.get(each.key[1]) == each.before]
        stored = [each for each in rereadings if there.get(each.key[1]) in (each.before, each.after)]
        writes = mongo.bulk("feedback")
        for each in fresh:
            writes.replace(*each.key, each.after)
        await writes.run(session)
        return stored, await _move(mongo, outbox, session, correction(fresh))

    stored, commits = await mongo.transact(work, COMMIT_SECONDS)
    outbox.tell(commits)
    return stored


async def _move(
    mongo: Mongo, outbox: Outbox, session: AsyncClientSession, tally: Tally
) -> Sequence[Committed]:
    cells = mongo.bulk("cells")
    tally.add_cells(cells, outbox.slot)
    await cells.run(session)
    return await outbox.publish(session, tally.notes())
