"""Adding up cells in the database: per key without the day, or per bucket of a trend."""

from collections.abc import Iterable, Mapping
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession

from scoring.cell import COLUMN, PATHS, WIDTH
from scoring.sheet import Sheet
from service.documents.cell import DayKey
from service.mongo.client import Mongo
from service.rollups.filter import Span
from service.rollups.pulses import read_pulses
from service.rollups.window import Window

_KEY = ("touchpoint", "channel", "persona", "source", "origin")
_NAMES = tuple(f"c{column}" for column in range(WIDTH))


async def read_window(mongo: Mongo, tenant: str, journey: str, span: Span) -> Window:
    """Read a journey's cells of a span and its pulses as they were at one moment."""

    async def read(session: AsyncClientSession) -> Window:
        pulses = (await read_pulses(mongo, tenant, [journey], session))[journey]
        return Window(span, pulses.vector, await _read_sheet(mongo, tenant, journey, span, session))

    return await mongo.at_one_moment(read)


async def _read_sheet(
    mongo: Mongo, tenant: str, journey: str, span: Span, session: AsyncClientSession
) -> Sheet:
    where = {"journey": journey, **span.match("day")}
    rows = await group_cells(mongo, tenant, where, {name: f"${name}" for name in _KEY}, PATHS, session)
    return Sheet.of({DayKey.read({"day": 0, **row["_id"]}).key: counts_of(row) for row in rows})


async def group_cells(
    mongo: Mongo,
    tenant: str,
    where: Mapping[str, Any],
    key: Mapping[str, Any],
    paths: Iterable[str],
    session: AsyncClientSession,
) -> list[dict[str, Any]]:
    """Add up entries of cells by a key of expressions; each row has its key as `_id` (see counts_of)."""
    sums = {f"c{COLUMN[path]}": {"$sum": f"${path}"} for path in paths}
    return await mongo.of(tenant)["cells"].aggregate(where, [{"$group": {"_id": key, **sums}}], session)


def counts_of(row: Mapping[str, Any]) -> list[int]:
    """Read a grouped row's sums as a cell's vector; what was not added up is 0."""
    return [row.get(name, 0) for name in _NAMES]
