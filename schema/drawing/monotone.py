"""A smooth curve that never claims more than its points: the monotone cubic of Fritsch and Carlson."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

Spot = tuple[float, float]
Bezier = tuple[Spot, Spot, Spot, Spot]


def curve_through(spots: Sequence[Spot]) -> list[Bezier]:
    """One cubic Bezier between each two neighbours, with x rising; none for fewer than two spots.

    Each stays between the heights of its two ends, so no peak or valley is invented between touchpoints.
    Source: Fritsch & Carlson 1980, 10.1137/0717021.
    """
    slopes = tangents(spots)
    return [
        _bezier(start, end, slopes[index], slopes[index + 1])
        for index, (start, end) in enumerate(pairwise(spots))
    ]


def tangents(spots: Sequence[Spot]) -> list[float]:
    """Slopes at the spots, limited so that the cubic between each two is monotone; 0 for a lone spot."""
    secants = [(end[1] - start[1]) / (end[0] - start[0]) for start, end in pairwise(spots)]
    if not secants:
        return [0.0] * len(spots)
    inner = [(left + right) / 2 if left * right > 0 else 0.0 for left, right in pairwise(secants)]
    slopes = [secants[0], *inner, secants[-1]]
    for index, secant in enumerate(secants):
        _limit(slopes, index, secant)
    return slopes


def _limit(slopes: list[float], index: int, secant: float) -> None:
    if secant == 0:
        slopes[index] = slopes[index + 1] = 0.0
        return
    steepness = hypot(slopes[index] / secant, slopes[index + 1] / secant)
    if steepness > 3:  # noqa: PLR2004 the circle of radius 3 inside which Fritsch and Carlson prove monotonicity
        slopes[index] *= 3 / steepness
        slopes[index + 1] *= 3 / steepness


def _bezier(start: Spot, end: Spot, leaving: float, arriving: float) -> Bezier:
    third = (end[0] - start[0]) / 3
    return (
        start,
        (start[0] + third, start[1] + leaving * third),
        (end[0] - third, end[1] - arriving * third),
        end,
    )
