"""Which row of a sheet is which cell, as arrays of small codes that can be compared all at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from scoring.selection import CellKey, Selection
from scoring.vocabulary import Channel, EmotionOrigin, FeedbackSource

Ints = npt.NDArray[np.int64]

TOUCHPOINT: Final = 0
CHANNEL: Final = 1
PERSONA: Final = 2
SOURCE: Final = 3
ORIGIN: Final = 4
"""The rows of a legend's codes."""

CHANNELS: Final = tuple(Channel)
SOURCES: Final = tuple(FeedbackSource)
ORIGINS: Final = tuple(EmotionOrigin)

NOBODY: Final = -1
"""The code of no persona."""

_KEY_BYTES: Final = 160
"""A key, its place in the dictionary and its row number; the strings are shared."""

_POSITION: Final = {
    axis: {code: position for position, code in enumerate(codes)}
    for axis, codes in ((CHANNEL, CHANNELS), (SOURCE, SOURCES), (ORIGIN, ORIGINS))
}


def frozen(array: Ints) -> Ints:
    """Return the same array, now refusing writes."""
    array.setflags(write=False)
    return array


@dataclass(frozen=True, slots=True)
class Legend:
    """Keys in row order; extending makes a new legend and leaves this one as it was."""

    rows: Mapping[CellKey, int]
    touchpoints: Mapping[str, int]
    personas: Mapping[str, int]
    codes: Ints

    @classmethod
    def empty(cls) -> Self:
        """Return the legend of no rows."""
        return cls({}, {}, {}, frozen(np.empty((5, 0), np.int64)))

    def extended(self, keys: Iterable[CellKey]) -> "Legend":
        """Add a row for every key not here yet, in the order given."""
        fresh = [key for key in dict.fromkeys(keys) if key not in self.rows]
        if not fresh:
            return self
        rows, touchpoints, personas = dict(self.rows), dict(self.touchpoints), dict(self.personas)
        codes = np.empty((5, len(fresh)), np.int64)
        for column, key in enumerate(fresh):
            rows[key] = len(rows)
            codes[:, column] = (
                touchpoints.setdefault(key.touchpoint, len(touchpoints)),
                _POSITION[CHANNEL][key.channel],
                NOBODY if key.persona is None else personas.setdefault(key.persona, len(personas)),
                _POSITION[SOURCE][key.source],
                _POSITION[ORIGIN][key.origin],
            )
        return Legend(rows, touchpoints, personas, frozen(np.concatenate((self.codes, codes), axis=1)))

    def matching(self, selection: Selection) -> Ints:
        """Return the row numbers a selection counts, ascending."""
        wanted = np.ones(len(self.rows), np.bool_)
        sets = (selection.channels, selection.personas, selection.sources, selection.origins)
        axes = ((CHANNEL, CHANNELS), (PERSONA, self.personas), (SOURCE, SOURCES), (ORIGIN, ORIGINS))
        for chosen, (axis, names) in zip(sets, axes, strict=True):
            if chosen is not None:
                wanted &= _table(names, chosen.__contains__)[self.codes[axis]]
        return np.flatnonzero(wanted)

    @property
    def nbytes(self) -> int:
        """Estimate the memory it holds, in bytes."""
        return self.codes.nbytes + _KEY_BYTES * len(self.rows)


def _table(names: Iterable[str], chosen: Callable[[object], bool]) -> npt.NDArray[np.bool_]:
    return np.array([*map(chosen, names), False], np.bool_)  # the last answers for NOBODY, -1
