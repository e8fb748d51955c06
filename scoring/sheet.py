"""A sheet: all cells of one journey's window as one immutable table of integers."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from scoring.cell import COLUMN, WIDTH
from scoring.legend import Ints, Legend, frozen
from scoring.selection import DEFAULT_SELECTION, CellKey, Selection
from scoring.slice import Slice

__all__ = ["DEFAULT_SELECTION", "CellKey", "Selection", "Sheet", "Slice"]

Delta = Mapping[str, int]
"""A change of one cell by stored dotted name, negative after an erasure."""


class Sheet:
    """Cells by key, a row each. Never changes: adding gives a new sheet, and older ones stay as they were."""

    __slots__ = ("_counts", "_legend")

    def __init__(self, legend: Legend, counts: Ints) -> None:
        self._legend = legend
        self._counts = frozen(counts)

    @classmethod
    def of(cls, cells: Mapping[CellKey, Delta | Sequence[int] | Ints]) -> "Sheet":
        """Make a sheet from cells, each a vector of `WIDTH` integers or {stored dotted name: count}."""
        legend = Legend.empty().extended(cells)
        counts = np.zeros((len(cells), WIDTH), np.int64)
        sparse: list[tuple[int, Delta]] = []
        for row, cell in enumerate(cells.values()):
            if isinstance(cell, Mapping):
                sparse.append((row, cell))
            else:
                counts[row] = cell
        _add(counts, sparse)
        return cls(legend, counts)

    def plus(self, deltas: Iterable[tuple[CellKey, Delta]]) -> "Sheet":
        """Return a new sheet with the deltas added; a key may come more than once, and be new."""
        changes = list(deltas)
        legend = self._legend.extended(key for key, _ in changes)
        counts = np.zeros((len(legend.rows), WIDTH), np.int64)
        counts[: len(self._counts)] = self._counts
        _add(counts, [(legend.rows[key], delta) for key, delta in changes])
        return Sheet(legend, counts)

    def select(self, selection: Selection = DEFAULT_SELECTION) -> Slice:
        """Return the cells a selection counts."""
        return Slice(self._legend, self._counts, self._legend.matching(selection))

    @property
    def touchpoints(self) -> int:
        """How many touchpoints have cells."""
        return len(self._legend.touchpoints)

    @property
    def nbytes(self) -> int:
        """Estimate the memory it holds, in bytes."""
        return self._counts.nbytes + self._legend.nbytes


def _add(counts: Ints, deltas: list[tuple[int, Delta]]) -> None:
    """Add each delta to its row."""
    entries = [(row, COLUMN[path], by) for row, delta in deltas for path, by in delta.items()]
    rows, columns, amounts = np.array(entries, np.int64).reshape(-1, 3).T
    np.add.at(counts, (rows, columns), amounts)
