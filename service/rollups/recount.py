"""The recount: cells, runs and pulses against raw feedback, as they were at one moment."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession

from scoring.cell import PATHS
from service.documents.cell import DayKey
from service.documents.feedback import day_key, observation_of
from service.documents.run import run_id
from service.mongo.client import Mongo

BATCH = 2_000

Balance = dict[tuple[Any, ...], int]
"""What the feedback says less what is held, by what is counted."""

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
        for tenant, journey in await _journeys(mongo, session):
            where = {"tenant": tenant, "journey": journey}
            balance: Balance = {}
            async for row in _rows(mongo, "feedback", where, session):
                result.feedback += 1
                _count(row, balance)
                tick(1)
            async for row in _rows(mongo, "cells", where, session):
                result.cells += 1
                _take_cell(row, balance)
            async for row in _rows(mongo, "runs", where, session):
                result.runs += 1
                _take_run(row, balance, result)
            told = f"tenant {tenant}, journey {journey}"
            result.differences += [f"{told}, {_said(key, left)}" for key, left in balance.items()]
        await _compare_pulses(mongo, session, result)
        return result

    return await mongo.at_one_moment(read)


async def _journeys(mongo: Mongo, session: AsyncClientSession) -> list[tuple[str, str]]:
    """Find every tenant's journeys that anything counted belongs to; tombstones belong to none."""
    found: set[tuple[str, str]] = set()
    for collection in ("feedback", "cells", "runs"):
        group = {"$group": {"_id": {"tenant": "$tenant", "journey": "$journey"}}}
        cursor = await mongo.database[collection].aggregate([group], session=session)
        keys = [row["_id"] async for row in cursor]
        found |= {(key["tenant"], key["journey"]) for key in keys if "journey" in key}
    return sorted(found)


def _rows(
    mongo: Mongo, collection: str, where: Mapping[str, str], session: AsyncClientSession
) -> AsyncIterator[dict[str, Any]]:
    return mongo.database[collection].find(where, session=session, batch_size=BATCH)


def _count(row: Mapping[str, Any], balance: Balance) -> None:
    """Add what a feedback should have been counted as."""
    key = day_key(row)
    for path, by in observation_of(row).increments().items():
        _add(balance, (key, path), by)
    if "run" in row:
        run = run_id(row["tenant"], row["journey"], row["run"])
        _add(balance, (run, "seen", key.key.touchpoint), 1)
        _add(balance, (run, "days", str(key.day)), 1)


def _take_cell(row: Mapping[str, Any], balance: Balance) -> None:
    """Take what a cell holds."""
    key = DayKey.read(row)
    for path in PATHS:
        part, _, value = path.partition(".")
        held = row.get(part, {}).get(value, 0) if value else row.get(part, 0)
        _add(balance, (key, path), -held)


def _take_run(row: Mapping[str, Any], balance: Balance, result: Recount) -> None:
    """Take what a run holds."""
    for part in ("seen", "days"):
        for name, count in row[part].items():
            _add(balance, (row["_id"], part, name), -count)
    first = min((int(day) for day in row["days"]), default=None)
    if first != row["first"]:
        result.differences.append(f"run {row['_id'].hex()}: first is {row['first']}, its days say {first}")


def _add(balance: Balance, key: tuple[Any, ...], by: int) -> None:
    """Keep what does not cancel out, and nothing else."""
    left = balance.get(key, 0) + by
    if left:
        balance[key] = left
    else:
        balance.pop(key, None)


def _said(key: tuple[Any, ...], left: int) -> str:
    """Say what is counted wrong, and how far."""
    counted, *names = key
    if isinstance(counted, DayKey):
        place = "cell " + " ".join(f"{name}={value}" for name, value in counted.fields().items())
    else:
        place = f"run {counted.hex()}"
    return f"{place}: {' '.join(names)} is {abs(left)} too {'low' if left > 0 else 'high'}"


async def _compare_pulses(mongo: Mongo, session: AsyncClientSession, result: Recount) -> None:
    """A pulse must count at least the changes that are still kept, and end at the newest of them."""
    newest: dict[tuple[str, int], int] = {}
    async for row in _rows(mongo, "changes", {}, session):
        key = (row["journey"], row["slot"])
        newest[key] = max(newest.get(key, 0), row["beat"])
    async for row in _rows(mongo, "pulses", {}, session):
        result.pulses += 1
        last = newest.pop((row["journey"], row["slot"]), row["beat"])
        if last != row["beat"]:
            result.differences.append(f"pulse {row['_id']}: counts {row['beat']}, the last change is {last}")
    result.differences += [f"change {key}: no pulse counts it" for key in newest]
