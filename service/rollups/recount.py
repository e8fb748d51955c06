"""The recount: cells, runs and pulses against raw feedback, as they were at one moment."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession

from scoring.cell import PATHS
from service.documents.cell import DayKey
from service.documents.feedback import day_key, observation_of
from service.documents.run import run_id
from service.mongo.client import Mongo

BATCH = 2_000

Tick = Callable[[int], object]


@dataclass(slots=True)
class Recount:
    """What was compared and every difference found, in words; `exact` when there is none."""

    feedback: int = 0
    cells: int = 0
    runs: int = 0
    pulses: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def exact(self) -> bool:
        """Whether every count is what the feedback says."""
        return not self.differences


async def recount(mongo: Mongo, tick: Tick = lambda _: None) -> Recount:
    """Recount all tenants from raw feedback; right on a live service too. `tick` hears of progress."""

    async def read(session: AsyncClientSession) -> Recount:
        result = Recount()
        cells: Counter[tuple[Any, ...]] = Counter()
        runs: Counter[tuple[Any, ...]] = Counter()
        async for row in _rows(mongo, "feedback", session):
            if "body" in row:
                result.feedback += 1
                _count(row, cells, runs)
            tick(1)
        await _compare_cells(mongo, session, cells, result)
        await _compare_runs(mongo, session, runs, result)
        await _compare_pulses(mongo, session, result)
        return result

    return await mongo.at_one_moment(read)


def _count(row: dict[str, Any], cells: Counter[tuple[Any, ...]], runs: Counter[tuple[Any, ...]]) -> None:
    key = day_key(row)
    for path, by in observation_of(row).increments().items():
        cells[row["tenant"], row["journey"], key, path] += by
    if "run" in row:
        run = run_id(row["tenant"], row["journey"], row["run"])
        runs[run, "seen", key.key.touchpoint] += 1
        runs[run, "days", str(key.day)] += 1


def _rows(mongo: Mongo, collection: str, session: AsyncClientSession) -> AsyncIterator[dict[str, Any]]:
    return mongo.database[collection].find({}, session=session, batch_size=BATCH)


async def _compare_cells(
    mongo: Mongo, session: AsyncClientSession, expected: Counter[tuple[Any, ...]], result: Recount
) -> None:
    stored: Counter[tuple[Any, ...]] = Counter()
    async for row in _rows(mongo, "cells", session):
        result.cells += 1
        key = DayKey.read(row)
        for path in PATHS:
            part, _, value = path.partition(".")
            held = row.get(part, {}).get(value, 0) if value else row.get(part, 0)
            stored[row["tenant"], row["journey"], key, path] += held
    _report("cell", expected, stored, result)


async def _compare_runs(
    mongo: Mongo, session: AsyncClientSession, expected: Counter[tuple[Any, ...]], result: Recount
) -> None:
    stored: Counter[tuple[Any, ...]] = Counter()
    async for row in _rows(mongo, "runs", session):
        result.runs += 1
        for part in ("seen", "days"):
            for name, count in row[part].items():
                stored[row["_id"], part, name] += count
        first = min((int(day) for day in row["days"]), default=None)
        if first != row["first"]:
            result.differences.append(
                f"run {row['_id'].hex()}: first is {row['first']}, its days say {first}"
            )
    _report("run", expected, stored, result)


async def _compare_pulses(mongo: Mongo, session: AsyncClientSession, result: Recount) -> None:
    """A pulse must count at least the changes that are still kept, and end at the newest of them."""
    newest: dict[tuple[str, int], int] = {}
    async for row in _rows(mongo, "changes", session):
        key = (row["journey"], row["slot"])
        newest[key] = max(newest.get(key, 0), row["beat"])
    async for row in _rows(mongo, "pulses", session):
        result.pulses += 1
        last = newest.pop((row["journey"], row["slot"]), row["beat"])
        if last != row["beat"]:
            result.differences.append(f"pulse {row['_id']}: counts {row['beat']}, the last change is {last}")
    result.differences += [f"change {key}: no pulse counts it" for key in newest]


def _report(
    noun: str, expected: Counter[tuple[Any, ...]], stored: Counter[tuple[Any, ...]], result: Recount
) -> None:
    for key in expected.keys() | stored.keys():
        if expected[key] != stored[key]:
            result.differences.append(f"{noun} {key}: holds {stored[key]}, the feedback says {expected[key]}")
