"""A slice: the cells one selection counts, added up along whatever question is asked."""

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

import numpy as np

from scoring.cell import COLUMN, Cell
from scoring.legend import (
    CHANNEL,
    CHANNELS,
    NOBODY,
    ORIGIN,
    ORIGINS,
    PERSONA,
    SOURCE,
    SOURCES,
    TOUCHPOINT,
    Ints,
    Legend,
)
from scoring.vocabulary import Channel, EmotionOrigin, FeedbackSource

Group = TypeVar("Group", bound=str)
Sum = TypeVar("Sum")

_EMOTIONS: Final = slice(COLUMN["n"], COLUMN["n"] + 1)


class Slice:
    """An immutable snapshot of selected cells; every answer is a new dictionary without all-zero groups.

    Touchpoints without data are absent. A touchpoint's groups stand in enum order, personas by id.
    """

    __slots__ = ("_codes", "_counts", "_legend", "_rows")

    def __init__(self, legend: Legend, counts: Ints, rows: Ints) -> None:
        self._legend = legend
        self._counts = counts
        self._rows = rows
        self._codes = legend.codes[:, rows]

    def totals(self) -> dict[str, Cell]:
        """Return each touchpoint's cell."""
        names = list(self._legend.touchpoints)
        sums = _sums(self._codes[TOUCHPOINT], self._counts, self._rows)
        return {names[code]: Cell.from_vector(row) for code, row in sums}

    def by_channel(self) -> dict[str, dict[Channel, Cell]]:
        """Return each touchpoint's cells by channel."""
        return self._grouped(self._codes[CHANNEL], CHANNELS)

    def by_persona(self) -> dict[str, dict[str, Cell]]:
        """Return each touchpoint's cells by persona; feedback from no persona is in none."""
        personas = sorted(self._legend.personas)
        place = {persona: place for place, persona in enumerate(personas)}
        places = np.array([*(place[persona] for persona in self._legend.personas), NOBODY], np.int64)
        return self._grouped(places[self._codes[PERSONA]], personas)

    def by_source(self) -> dict[str, dict[FeedbackSource, Cell]]:
        """Return each touchpoint's cells by source."""
        return self._grouped(self._codes[SOURCE], SOURCES)

    def by_origin(self) -> dict[str, dict[EmotionOrigin, Cell]]:
        """Return each touchpoint's cells by who named the emotion."""
        return self._grouped(self._codes[ORIGIN], ORIGINS)

    def emotions_by_source(self) -> dict[str, dict[FeedbackSource, int]]:
        """Count each touchpoint's emotions by source, at a tenth of the cost of whole cells."""
        return self._counted(self._codes[SOURCE], SOURCES)

    def emotions_by_origin(self) -> dict[str, dict[EmotionOrigin, int]]:
        """Count each touchpoint's emotions by who named them, at a tenth of the cost of whole cells."""
        return self._counted(self._codes[ORIGIN], ORIGINS)

    def _grouped(self, inner: Ints, groups: Sequence[Group]) -> dict[str, dict[Group, Cell]]:
        known = np.flatnonzero(inner != NOBODY)
        codes = self._codes[TOUCHPOINT, known] * len(groups) + inner[known]
        sums = _sums(codes, self._counts, self._rows[known])
        return self._nested(groups, ((code, Cell.from_vector(row)) for code, row in sums))

    def _counted(self, inner: Ints, groups: Sequence[Group]) -> dict[str, dict[Group, int]]:
        codes = self._codes[TOUCHPOINT] * len(groups) + inner
        sums = _sums(codes, self._counts[:, _EMOTIONS], self._rows)
        return self._nested(groups, ((code, row[0]) for code, row in sums))

    def _nested(
        self, groups: Sequence[Group], sums: Iterable[tuple[int, Sum]]
    ) -> dict[str, dict[Group, Sum]]:
        names = list(self._legend.touchpoints)
        nested: dict[str, dict[Group, Sum]] = {}
        for code, total in sums:
            touchpoint, group = divmod(code, len(groups))
            nested.setdefault(names[touchpoint], {})[groups[group]] = total
        return nested


def _sums(codes: Ints, counts: Ints, rows: Ints) -> list[tuple[int, list[int]]]:
    """Add up the rows that share a code, by ascending code, leaving out sums that are zero throughout."""
    if not codes.size:
        return []
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    sums = np.add.reduceat(counts[rows[order]], starts, axis=0)
    return [pair for pair in zip(ordered[starts].tolist(), sums.tolist(), strict=True) if any(pair[1])]
