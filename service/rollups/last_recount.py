"""What the last recount found: kept for /metrics, because the command that finds it is gone by then."""

from datetime import UTC, datetime
from typing import NamedTuple

from service.mongo.client import Mongo

_WHERE = {"_id": "recount"}


class LastRecount(NamedTuple):
    """How many differences there were, and when (seconds since 1970)."""

    differences: int
    timestamp: float


async def note_recount(mongo: Mongo, differences: int) -> None:
    """Keep what was found just now."""
    found = {"differences": differences, "at": datetime.now(UTC)}
    await mongo.database["meta"].replace_one(_WHERE, found, upsert=True)


async def last_recount(mongo: Mongo) -> LastRecount | None:
    """Tell what was found last; None before the first recount."""
    row = await mongo.database["meta"].find_one(_WHERE)
    return LastRecount(row["differences"], row["at"].timestamp()) if row else None
