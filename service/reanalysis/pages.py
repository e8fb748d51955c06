"""Pages: a tenant's feedback, newest first, however much of it there is."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Final

from service.mongo.access import Fields, Row
from service.mongo.client import Mongo
from service.reanalysis.patience import patiently

PAGE: Final = 250
"""Feedback of a page: 4 MB at the most, and well within the time a transaction has."""

NEWEST_FIRST: Final = (("occurredAt", -1), ("_id", 1))
NEVER: Final = datetime.max.replace(tzinfo=UTC)


async def tenants_of(mongo: Mongo) -> list[str]:
    """Name every tenant that anything was said to; a key of an index is read for each."""
    return sorted(await patiently(lambda: mongo.database["feedback"].distinct("tenant")))


async def pages(mongo: Mongo, tenant: str) -> AsyncIterator[list[Row]]:
    """Give all feedback, at most `PAGE` at once, in an index's order; what was erased has no place in it.

    Nothing is held open in between. What is stored meanwhile at a place that was passed is not given.
    """
    page = await _find(mongo, tenant, {"occurredAt": {"$lt": NEVER}}, PAGE)
    while page:
        yield page
        page = await _after(mongo, tenant, page[-1])


async def _after(mongo: Mongo, tenant: str, last: Row) -> list[Row]:
    """Find what comes next, level with the last one by id, then older: no page reads over another's.

    Imports say thousands of things at one moment.
    """
    moment = last["occurredAt"]
    level = await _find(mongo, tenant, {"occurredAt": moment, "_id": {"$gt": last["_id"]}}, PAGE)
    if len(level) == PAGE:
        return level
    return level + await _find(mongo, tenant, {"occurredAt": {"$lt": moment}}, PAGE - len(level))


async def _find(mongo: Mongo, tenant: str, where: Fields, limit: int) -> list[Row]:
    collection = mongo.of(tenant)["feedback"]
    return await patiently(lambda: collection.find(where, sort=NEWEST_FIRST, limit=limit))
