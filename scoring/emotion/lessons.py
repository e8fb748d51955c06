"""Lessons: texts that somebody labelled, in parts to learn from, to calibrate by and to judge by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.emotion.buckets import Ints

CALIBRATED: Final = 0.2
"""The share of what is not held out that nothing learns from either: confidence is fitted to it."""

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Texts given as words, and the code of each one's emotion."""

    texts: tuple[Words, ...]
    codes: Ints

    def __len__(self) -> int:
        return len(self.texts)

    def chosen(self, which: Ints) -> "Lessons":
        """Give those at these places."""
        return Lessons(tuple(self.texts[at] for at in which), self.codes[which])


@dataclass(frozen=True, slots=True)
class Parts:
    """The places of the lessons of each part; every one is in one of them."""

    learn: Ints
    calibrate: Ints
    held_out: Ints


def different(texts: Sequence[Words]) -> tuple[Ints, Ints]:
    """Find equal texts: the place of the first of each, and for every text which of these it equals."""
    numbers: dict[tuple[str, ...], int] = {}
    same = np.array([numbers.setdefault(tuple(words), len(numbers)) for words in texts], np.int64)
    return np.unique(same, return_index=True)[1], same


def parted(lessons: Lessons, held_out: float, seed: int) -> Parts:
    """Part lessons at random, emotion by emotion alike. Texts with the same words stay together.

    `held_out` is the share, 0..1, of different texts; of the rest `CALIBRATED` is to calibrate by. The same
    lessons and seed make the same parts.
    """
    random = np.random.default_rng(seed)
    firsts, same = different(lessons.texts)
    ordered = np.lexsort((random.random(len(firsts)), lessons.codes[firsts]))
    judging = _every(len(ordered), held_out, random)
    rest = ordered[~judging]
    part = np.zeros(len(firsts), np.int64)
    part[ordered[judging]] = 2
    part[rest[_every(len(rest), CALIBRATED, random)]] = 1
    return Parts(*(np.flatnonzero(part[same] == number) for number in range(3)))


def _every(count: int, share: float, random: np.random.Generator) -> NDArray[np.bool_]:
    """Choose a share of places at even distances, from a random one on."""
    steps = np.floor(np.arange(count + 1) * share + random.random())
    chosen: NDArray[np.bool_] = steps[1:] > steps[:-1]
    return chosen
