"""A comparison of two models on the same texts, none of which the newer one learned from."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log
from typing import Final

import numpy as np

from scoring.emotion.buckets import Floats, Ints
from scoring.emotion.figures import Figures, f1_by_emotion, figures, read_by
from scoring.emotion.languages import ENGLISH
from scoring.emotion.linear import LinearAnalyser
from scoring.emotion.model import Model

CHANCE: Final = 0.05
"""What could be chance more often than this proves nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A model's figures, and the F1 of each emotion that occurs, by code."""

    figures: Figures
    f1: dict[int, float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both models' figures; how many texts only the newer names rightly (`gained`), and only the older.

    `counts` has how many texts each emotion has, by code.
    """

    before: Measured
    after: Measured
    gained: int
    lost: int
    counts: dict[int, int]

    @property
    def chance(self) -> float:
        """How often two equally good models differ so much in the newer one's favour (one-sided sign test).

        1 where they never differ in what they name rightly. McNemar 1947 (10.1007/BF02295996), exact.
        """
        count = self.gained + self.lost
        terms = (
            lgamma(count + 1) - lgamma(each + 1) - lgamma(count - each + 1) - count * log(2)
            for each in range(self.gained, count + 1)
        )
        return min(1.0, sum(map(exp, terms)))

    @property
    def better(self) -> bool:
        """Whether the newer names more texts rightly, by more than chance."""
        return self.gained > self.lost and self.chance < CHANCE


def compared(before: Model, after: Model, texts: Sequence[str], codes: Ints) -> Comparison:
    """Compare as the analyser answers, whatever language the texts are in."""
    older, newer = _read(before, texts), _read(after, texts)
    was, now = (found[0].argmax(axis=1) == codes for found in (older, newer))
    return Comparison(
        _measured(*older, codes),
        _measured(*newer, codes),
        int((now & ~was).sum()),
        int((was & ~now).sum()),
        {int(code): int((codes == code).sum()) for code in np.unique(codes)},
    )


def _read(model: Model, texts: Sequence[str]) -> tuple[Floats, Floats]:
    return read_by(LinearAnalyser(model, lambda _: (ENGLISH, 1.0)), texts)


def _measured(probabilities: Floats, valences: Floats, codes: Ints) -> Measured:
    answers = probabilities.argmax(axis=1)
    return Measured(figures(codes, probabilities, valences), f1_by_emotion(codes, answers))
