"""What is to be told of a commit, and what was told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from scoring.cell import COLUMN
from service.documents.change import ChangeKind
from service.documents.pulse import pulse_id
from service.outbox.deltas import Deltas, StoredDeltas, read_deltas

NO_MOMENT = datetime.min.replace(tzinfo=UTC)


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
    """What a commit did to one journey: the `beat`-th commit of `slot`.

    `revision` is the map's if the commit made one, else 0; `at` when it was made, by its process's clock.
    """

    tenant: str
    journey: str
    slot: int
    beat: int
    kind: ChangeKind
    deltas: Deltas
    revision: int = 0
    at: datetime = NO_MOMENT

    @property
    def cells(self) -> int:
        """Tell how many cells it moves: about, where they were not read yet."""
        return self.deltas.cells if isinstance(self.deltas, StoredDeltas) else len(self.deltas)

    def row(self) -> dict[str, Any]:
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
            "revision": self.revision,
            "at": self.at,
            "cells": cells,
        }

    @classmethod
    def read(cls, row: Mapping[str, Any], deltas: Deltas | None = None) -> "Committed":
        """Read a document of the `changes` collection; where `deltas` are given it needs no cells."""
        return cls(
            row["tenant"],
            row["journey"],
            row["slot"],
            row["beat"],
            ChangeKind(row["kind"]),
            read_deltas(row["cells"]) if deltas is None else deltas,
            row.get("revision", 0),
            row["at"],
        )
