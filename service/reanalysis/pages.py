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
    Imports say thousands of things at one moment: those are walked by id, so that no page reads over others'.
    """
    where: Fields = {"occurredAt": {"$lt": NEVER}}
    while page := await _page(mongo, tenant, where):
        yield page
        moment = page[-1]["occurredAt"]
        while len(page) == PAGE:
            level = {"occurredAt": moment, "_id": {"$gt": page[-1]["_id"]}}
            if page := await _page(mongo, tenant, level):
                yield page
        where = {"occurredAt": {"$lt": moment}}


async def _page(mongo: Mongo, tenant: str, where: Fields) -> list[Row]:
    collection = mongo.of(tenant)["feedback"]
    return await patiently(lambda: collection.find(where, sort=NEWEST_FIRST, limit=PAGE))
