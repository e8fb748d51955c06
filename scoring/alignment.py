"""Alignment: whether people feel what the touchpoint was designed to make them feel."""

from collections.abc import Iterable, Sequence
from operator import mul

from scoring.cell import Cell
from scoring.emotions import CODES, VALENCE
from scoring.estimate import Estimate, no_data, point
from scoring.vocabulary import Emotion
from scoring.weighted import weighted_mean


def alignment(cell: Cell, intended: Sequence[tuple[Emotion, float]]) -> Estimate:
    """Return 1 - mean |V - v*| / (1 + |v*|), 0..1, v* the weighted mean valence of the intended ones.

    No emotion felt, or none intended: NO_DATA with n 0, since nothing was compared. No interval.
    """
    aim = weighted_mean((VALENCE[CODES[emotion]], weight) for emotion, weight in intended)
    if aim is None or cell.n < 1:
        return no_data()
    missed = sum(map(mul, cell.emo, (abs(valence - aim) for valence in VALENCE)))
    return point(1 - missed / (cell.n * (1 + abs(aim))), cell.n)


def journey_alignment(touchpoints: Iterable[tuple[float, Estimate]]) -> Estimate:
    """Return the momentWeight-weighted mean over the touchpoints that have one; n is the sum of theirs."""
    aligned = [(each.value, weight, each.n) for weight, each in touchpoints if each.value is not None]
    mean = weighted_mean((value, weight) for value, weight, _ in aligned)
    return no_data() if mean is None else point(mean, sum(n for _, _, n in aligned))
