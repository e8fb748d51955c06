"""Deltas: what a commit adds to cells, read when somebody needs them and not before."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import bson

from scoring.cell import PATHS
from service.documents.cell import DayKey

Deltas = Mapping[DayKey, Mapping[str, int]]
"""What each cell gains, by the stored dotted name of the entry."""

CELL_BYTES = 235
"""What a cell of one feedback takes as it is stored: measured."""


def read_deltas(cells: Sequence[Mapping[str, Any]]) -> Deltas:
    """Read the `cells` of a document of the `changes` collection."""
    return {DayKey.read(cell): {PATHS[column]: amount for column, amount in cell["by"]} for cell in cells}


class StoredDeltas(Deltas):
    """Deltas that are bytes until first asked for: most commits heard concern no window in memory."""

    __slots__ = ("_raw", "_read")

    def __init__(self, raw: bytes) -> None:
        """`raw` is a BSON document with the field `cells`."""
        self._raw = raw
        self._read: Deltas | None = None

    @property
    def cells(self) -> int:
        """Tell how many cells there are: about, until they are read."""
        return len(self._raw) // CELL_BYTES if self._read is None else len(self._read)

    def _deltas(self) -> Deltas:
        if self._read is None:
            self._read = read_deltas(bson.decode(self._raw)["cells"])
            self._raw = b""
        return self._read

    def __getitem__(self, key: DayKey) -> Mapping[str, int]:
        return self._deltas()[key]

    def __iter__(self) -> Iterator[DayKey]:
        return iter(self._deltas())

    def __len__(self) -> int:
        return len(self._deltas())
