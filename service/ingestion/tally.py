"""A tally: what a set of feedback adds to cells and runs, or takes from them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.documents.cell import DayKey
from service.documents.change import ChangeKind
from service.documents.feedback import day_key, observation_of
from service.documents.run import run_id
from service.mongo.access import BulkWrites
from service.outbox import Note

Counts = dict[str, int]
Journey = tuple[str, str]
"""Tenant and journey."""


def _counts() -> Counts:
    return defaultdict(int)


@dataclass(slots=True)
class RunCounts:
    """What one run gains: feedback per touchpoint (`seen.<id>`) and per day (`days.<day>`)."""

    journey: Journey
    counts: Counts = field(default_factory=_counts)
    first: int = 1 << 31


@dataclass(slots=True)
class Tally:
    """Sums by cell and by run. `sign` is 1 for feedback that comes and -1 for feedback that goes."""

    kind: ChangeKind
    sign: int
    journeys: dict[Journey, dict[DayKey, Counts]] = field(default_factory=dict)
    runs: dict[bytes, RunCounts] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: ChangeKind, sign: int, rows: Iterable[Mapping[str, Any]]) -> "Tally":
        """Add up stored feedback."""
        tally = cls(kind, sign)
        for row in rows:
            tally._add(row)
        return tally

    def _add(self, row: Mapping[str, Any]) -> None:
        journey = (row["tenant"], row["journey"])
        key = day_key(row)
        counts = self.journeys.setdefault(journey, {}).setdefault(key, _counts())
        for path, by in observation_of(row).increments().items():
            counts[path] += self.sign * by
        if "run" in row:
            run = self.runs.setdefault(run_id(*journey, row["run"]), RunCounts(journey))
            run.counts[f"seen.{key.key.touchpoint}"] += self.sign
            run.counts[f"days.{key.day}"] += self.sign
            run.first = min(run.first, key.day)

    def notes(self) -> list[Note]:
        """Tell what it does to each journey."""
        return [
            Note(tenant, journey, self.kind, deltas) for (tenant, journey), deltas in self.journeys.items()
        ]

    def add_cells(self, writes: BulkWrites, slot: int) -> None:
        """Write its increments of cells, in one slot."""
        for (tenant, journey), deltas in self.journeys.items():
            for key, counts in deltas.items():
                on_insert = {"journey": journey, **key.fields(), "slot": slot}
                writes.upsert(tenant, key.digest(tenant, journey, slot), on_insert, counts)

    def add_runs(self, writes: BulkWrites) -> None:
        """Write its increments of runs. Only for feedback that comes: what goes needs `first` looked at."""
        for key, run in self.runs.items():
            tenant, journey = run.journey
            writes.upsert(tenant, key, {"journey": journey}, run.counts, min={"first": run.first})
