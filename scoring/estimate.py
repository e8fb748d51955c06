"""A number with what it rests on: how many answers, and how far the truth may lie from it."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

from scoring.distributions import t_quantile
from scoring.vocabulary import ScoreStatus

Z: Final = 1.959963984540054
"""The normal distribution's .975 quantile: two-sided 95 % intervals throughout."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % interval, the n it rests on and its status.

    `value` is None exactly when `status` is not OK; `low` and `high` are both None where no interval exists.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    status: ScoreStatus


def no_data(n: int = 0) -> Estimate:
    """Return the estimate of something nobody told us about: null, not 0."""
    return Estimate(None, None, None, n, ScoreStatus.NO_DATA)


def point(value: float, n: int) -> Estimate:
    """Return an estimate that has no interval."""
    return Estimate(value, None, None, n, ScoreStatus.OK)


def mean_estimate(n: int, total: int, squares: int, unit: int = 1) -> Estimate:
    """Estimate a mean from n integers' sum and sum of squares; n = 0 is no data, n = 1 has no interval.

    The result is in multiples of `unit`. The interval is Student's, mean +- t(.975, n - 1) s / sqrt(n), not
    clipped to the scale; the variance is taken from exact integers, so equal answers have width 0.
    """
    if n < 1:
        return no_data()
    mean = total / (n * unit)
    if n == 1:
        return point(mean, n)
    half = t_quantile(0.975, n - 1) * sqrt((n * squares - total * total) / (n - 1)) / (n * unit)
    return Estimate(mean, mean - half, mean + half, n, ScoreStatus.OK)


def share_estimate(successes: int, n: int) -> Estimate:
    """Estimate a share 0..1; n = 0 is no data.

    The interval is Wilson's score interval (Wilson 1927, 10.1080/01621459.1927.10502953).
    """
    if n < 1:
        return no_data()
    centre = successes + Z * Z / 2
    half = Z * sqrt(successes * (n - successes) / n + Z * Z / 4)
    scale = n + Z * Z
    low, high = (centre - half) / scale, (centre + half) / scale
    return Estimate(successes / n, max(low, 0.0), min(high, 1.0), n, ScoreStatus.OK)
