"""What is to be told of a commit, and what was told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from scoring.cell import COLUMN, PATHS
from service.documents.cell import DayKey
from service.documents.change import ChangeKind
from service.documents.pulse import pulse_id

Deltas = Mapping[DayKey, Mapping[str, int]]
"""What each cell gains, by the stored dotted name of the entry."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a commit does to one journey, before it has its number; `revision` is the map's if it made one."""

    tenant: str
    journey: str
    kind: ChangeKind
    deltas: Deltas = field(default_factory=dict)
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit did to one journey: the `beat`-th commit of `slot`."""

    tenant: str
    journey: str
    slot: int
    beat: int
    kind: ChangeKind
    deltas: Deltas

    def row(self, at: datetime) -> dict[str, Any]:
        """Return the document of the `changes` collection."""
        cells = [
            {**key.fields(), "by": [[COLUMN[path], amount] for path, amount in by.items()]}
            for key, by in self.deltas.items()
        ]
        return {
            "_id": f"{pulse_id(self.journey, self.slot)}:{self.beat}",
            "tenant": self.tenant,
            "journey": self.journey,
            "slot": self.slot,
            "beat": self.beat,
            "kind": self.kind,
            "at": at,
            "cells": cells,
        }

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Committed":
        """Read a document of the `changes` collection."""
        deltas = {
            DayKey.read(cell): {PATHS[column]: amount for column, amount in cell["by"]}
            for cell in row["cells"]
        }
        kind = ChangeKind(row["kind"])
        return cls(row["tenant"], row["journey"], row["slot"], row["beat"], kind, deltas)
