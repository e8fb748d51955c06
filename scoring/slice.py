"""A slice: the cells one selection counts, added up along whatever question is asked."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from scoring.cell import Cell
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
        return {names[code]: cell for code, cell in sums}

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

    def _grouped(self, inner: Ints, groups: Sequence[Group]) -> dict[str, dict[Group, Cell]]:
        names = list(self._legend.touchpoints)
        known = np.flatnonzero(inner != NOBODY)
        codes = self._codes[TOUCHPOINT, known] * len(groups) + inner[known]
        grouped: dict[str, dict[Group, Cell]] = {}
        for code, cell in _sums(codes, self._counts, self._rows[known]):
            touchpoint, group = divmod(code, len(groups))
            grouped.setdefault(names[touchpoint], {})[groups[group]] = cell
        return grouped


def _sums(codes: Ints, counts: Ints, rows: Ints) -> list[tuple[int, Cell]]:
    """Add up the rows that share a code, by ascending code, leaving out sums that are zero throughout."""
    if not codes.size:
        return []
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    sums = np.add.reduceat(counts[rows[order]], starts, axis=0)
    pairs = zip(ordered[starts].tolist(), sums.tolist(), strict=True)
    return [(code, Cell.from_vector(row)) for code, row in pairs if any(row)]
