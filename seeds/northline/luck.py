"""Chance that repeats itself: the same seed and the same words always fall the same way."""

from bisect import bisect
from collections.abc import Mapping
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Outcome = TypeVar("Outcome")


def dice(*words: object) -> Random:
    """Return dice that depend on nothing but these words (their text)."""
    return Random("/".join(map(str, words)))  # noqa: S311  # a sample must repeat, and keeps no secret


def loaded(luck: int) -> Random:
    """Return dice that depend on one number alone."""
    return Random(luck)  # noqa: S311  # as above


class Chance(Generic[Outcome]):
    """Outcomes by weight; weights are relative, at least one is above 0."""

    __slots__ = ("_bounds", "_outcomes", "_total", "weights")

    def __init__(self, weights: Mapping[Outcome, float]) -> None:
        self.weights = {outcome: weight for outcome, weight in weights.items() if weight > 0}
        self._outcomes = tuple(self.weights)
        self._bounds = tuple(accumulate(self.weights.values()))
        self._total = self._bounds[-1]

    def draw(self, rng: Random) -> Outcome:
        """Return one outcome."""
        return self._outcomes[min(bisect(self._bounds, rng.random() * self._total), len(self._outcomes) - 1)]
