"""A cell: the integers that a set of observations leaves behind, exact, order-free and reversible."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import add, sub
from typing import Final, Self

import numpy as np

from scoring.emotions import CODES, valence_int
from scoring.vocabulary import Emotion, EmotionOrigin

SCALES: Final[dict[str, range]] = {
    "emo": range(len(CODES)),
    "nps": range(11),
    "csat": range(1, 6),
    "ces": range(1, 8),
    "imp": range(1, 6),
}
"""The values each histogram counts, by its stored name."""

PATHS: Final[tuple[str, ...]] = (
    "n",
    "sumV",
    "sumV2",
    "unclassified",
    *(f"{scale}.{value}" for scale, values in SCALES.items() for value in values),
)
"""The stored dotted name of every entry, in the order of the vector's columns."""

COLUMN: Final[dict[str, int]] = {path: column for column, path in enumerate(PATHS)}
"""The column of each stored name."""

WIDTH: Final = len(PATHS)
"""Columns of a cell's vector."""

CONFIDENT: Final = 0.5
"""An inferred emotion less certain than this is not counted as an emotion."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Counts over a set of observations; sums of valence are in valence ints, histograms by position.

    `nps` starts at 0, `csat`, `ces` and `imp` at 1, `emo` is by emotion code.
    """

    n: int
    sum_v: int
    sum_v2: int
    unclassified: int
    emo: tuple[int, ...]
    nps: tuple[int, ...]
    csat: tuple[int, ...]
    ces: tuple[int, ...]
    imp: tuple[int, ...]

    @classmethod
    def from_vector(cls, row: Iterable[int]) -> Self:
        """Read the fixed layout of `WIDTH` integers (a list, a tuple, or a row of an int64 matrix)."""
        v = tuple(row.tolist() if isinstance(row, np.ndarray) else row)
        return cls(v[0], v[1], v[2], v[3], v[4:22], v[22:33], v[33:38], v[38:45], v[45:50])

    def vector(self) -> tuple[int, ...]:
        """Return the fixed layout of `WIDTH` integers."""
        sums = (self.n, self.sum_v, self.sum_v2, self.unclassified)
        return (*sums, *self.emo, *self.nps, *self.csat, *self.ces, *self.imp)

    def __add__(self, other: "Cell") -> "Cell":
        return Cell.from_vector(map(add, self.vector(), other.vector()))

    def __sub__(self, other: "Cell") -> "Cell":
        return Cell.from_vector(map(sub, self.vector(), other.vector()))

    @staticmethod
    def sum(cells: Iterable["Cell"]) -> "Cell":
        """Merge any number of cells; none gives the empty cell."""
        parts = tuple(cells)
        if len(parts) < 2:  # noqa: PLR2004 - nothing to add
            return parts[0] if parts else EMPTY
        return Cell.from_vector(map(sum, zip(*(part.vector() for part in parts), strict=True)))


EMPTY: Final = Cell.from_vector((0,) * WIDTH)
"""No observation at all."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One person's answer at one touchpoint: an emotion, ratings, or both, each as submitted and in range."""

    emotion: Emotion | None = None
    intensity: float = 1.0
    confidence: float | None = None
    origin: EmotionOrigin = EmotionOrigin.REPORTED
    nps: int | None = None
    csat: int | None = None
    ces: int | None = None
    importance: int | None = None
    has_text: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether an emotion was inferred with too little confidence to count."""
        inferred = self.origin == EmotionOrigin.INFERRED and self.emotion is not None
        return inferred and self.confidence is not None and self.confidence < CONFIDENT

    @property
    def scored(self) -> bool:
        """Whether it counts for emotion: it has one, and that is not too doubtful."""
        return self.emotion is not None and not self.doubtful

    @property
    def unclassified(self) -> bool:
        """Whether it had an emotion to find and none was found with confidence; ratings alone never are."""
        return self.doubtful or (self.emotion is None and self.has_text)

    @property
    def valence_int(self) -> int | None:
        """10^4 times its valence, intensity included; None unless scored."""
        return valence_int(self.emotion, self.intensity) if self.emotion and not self.doubtful else None

    def increments(self) -> dict[str, int]:
        """Return what it adds to its cell, by stored dotted name, entries of zero left out.

        Ratings always count, those beside an unclassified emotion too.
        """
        return {path: by for path, by in self._entries() if by}

    def _entries(self) -> Iterable[tuple[str, int]]:
        v = self.valence_int
        if self.emotion is not None and v is not None:
            yield from (("n", 1), ("sumV", v), ("sumV2", v * v), (f"emo.{CODES[self.emotion]}", 1))
        yield "unclassified", int(self.unclassified)
        ratings = (("nps", self.nps), ("csat", self.csat), ("ces", self.ces), ("imp", self.importance))
        yield from ((f"{scale}.{value}", 1) for scale, value in ratings if value is not None)
