"""Trends: a metric per bucket of days, from day cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession

from scoring.buckets import Bucket, buckets
from scoring.cell import PATHS
from scoring.estimate import Estimate
from scoring.selection import CellKey, Selection
from scoring.sheet import Sheet
from scoring.trend import trend_estimate
from scoring.vocabulary import Channel, EmotionOrigin, FeedbackSource, ScoreMetric, ScoreStatus, TimeBucket
from service.documents.cell import day_number
from service.documents.journey import Journey
from service.mongo.client import Mongo
from service.rollups.cells import counts_of, group_cells
from service.rollups.pulses import Pulses, read_pulses

_PARTS = {
    ScoreMetric.VALENCE: {"n", "sumV", "sumV2"},
    ScoreMetric.CONSISTENCY: {"n", "emo"},
    ScoreMetric.NPS: {"nps"},
    ScoreMetric.CSAT: {"csat"},
    ScoreMetric.EFFORT: {"ces"},
}


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A metric over [start, end); null with NO_DATA where nobody spoke."""

    start: datetime
    end: datetime
    value: float | None
    low: float | None
    high: float | None
    n: int
    status: ScoreStatus


@dataclass(frozen=True, slots=True)
class TrendState:
    """A trend as of a seq."""

    seq: int
    as_of: datetime
    points: list[TrendPoint]


async def read_trend(
    mongo: Mongo,
    tenant: str,
    journey: Journey,
    metric: ScoreMetric,
    cut: tuple[date, date, TimeBucket],
    selection: Selection,
    known: Pulses | None = None,
) -> TrendState:
    """Add up the days of each bucket in the database, at one moment; pulses too, unless `known` before.

    Raises scoring.buckets.BadSpan.
    """
    parts = buckets(*cut)
    now = datetime.now(UTC)
    paths = [path for path in PATHS if path.partition(".")[0] in _PARTS[metric]]
    key = {"bucket": _bucket(parts, cut[2]), "touchpoint": "$touchpoint", "channel": "$channel"}
    where = _where(journey, parts, selection)

    async def read(session: AsyncClientSession) -> tuple[int, list[dict[str, Any]]]:
        pulses = known or (await read_pulses(mongo, tenant, [journey.id], session))[journey.id]
        return pulses.seq_for(journey), await group_cells(mongo, tenant, where, key, paths, session)

    seq, rows = await mongo.at_one_moment(read)
    sheets = _sheets(rows)
    points = [
        _point(part, trend_estimate(metric, journey.plan, sheets.get(place, Sheet.of({})).select()))
        for place, part in enumerate(parts)
    ]
    return TrendState(seq, now, points)


def _where(journey: Journey, parts: Sequence[Bucket], selection: Selection) -> dict[str, Any]:
    chosen = {
        "channel": selection.channels,
        "persona": selection.personas,
        "source": selection.sources,
        "origin": selection.origins,
    }
    return {
        "journey": journey.id,
        "day": {"$gte": day_number(parts[0].start), "$lt": day_number(parts[-1].end)},
        **{name: {"$in": sorted(members)} for name, members in chosen.items() if members is not None},
    }


def _bucket(parts: Sequence[Bucket], bucket: TimeBucket) -> dict[str, Any]:
    """Number a cell's bucket: by division where buckets are equal, by the months begun where they are not."""
    starts = [day_number(part.start) for part in parts]
    if bucket is TimeBucket.MONTH:
        begun = {"$filter": {"input": starts, "as": "start", "cond": {"$lte": ["$$start", "$day"]}}}
        return {"$subtract": [{"$size": begun}, 1]}
    days = 7 if bucket is TimeBucket.WEEK else 1
    return {"$toInt": {"$floor": {"$divide": [{"$subtract": ["$day", starts[0]]}, days]}}}


def _sheets(rows: Sequence[Mapping[str, Any]]) -> dict[int, Sheet]:
    """Make a sheet per bucket; source and origin were selected already, so that any will do."""
    cells: dict[int, dict[CellKey, list[int]]] = {}
    for row in rows:
        touchpoint, channel = row["_id"]["touchpoint"], Channel(row["_id"]["channel"])
        key = CellKey(touchpoint, channel, None, FeedbackSource.OTHER, EmotionOrigin.REPORTED)
        cells.setdefault(row["_id"]["bucket"], {})[key] = counts_of(row)
    return {place: Sheet.of(counts) for place, counts in cells.items()}


def _point(part: Bucket, value: Estimate) -> TrendPoint:
    start, end = (datetime.combine(day, time(), UTC) for day in (part.start, part.end))
    return TrendPoint(start, end, value.value, value.low, value.high, value.n, value.status)
