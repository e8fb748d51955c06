"""Student's t and chi-square, from incomplete beta and gamma functions of our own."""

from collections.abc import Callable
from functools import lru_cache
from itertools import count
from math import exp, lgamma, log, log1p, pi
from statistics import NormalDist
from typing import Final

_NORMAL: Final = NormalDist()
_PRECISION: Final = 1e-15
_CLOSE: Final = 1e-12
_STEPS: Final = 50
_TINY: Final = 1e-300
_LARGE: Final = 1000


@lru_cache(maxsize=8192)
def t_quantile(p: float, df: float) -> float:
    """Return Student's t quantile for 0 < p < 1 and df >= 1 degrees of freedom; p = .5 gives 0.

    Newton's method on the logarithm of the tail against the logarithm of t, where the tail of every t
    distribution is concave, so it cannot escape; from 1000 df on, where the continued fraction of the tail
    converges too slowly to be trusted, the expansion it starts from is exact to 1e-10 on its own.
    """
    if p <= 0.5:  # noqa: PLR2004 - the median
        return 0.0 if p == 0.5 else -t_quantile(1 - p, df)  # noqa: PLR2004 - the median
    z = _NORMAL.inv_cdf(p)
    t, wanted = _expansion(z, df), log(1 - p)
    for _ in range(_STEPS if df < _LARGE else 0):
        tail, slope = _student_tail(t, df)
        step = (log(tail) - wanted) * tail / slope
        t *= exp(step)
        if abs(step) < _CLOSE:
            break
    return t


def chi_square_survival(x: float, df: float) -> float:
    """Return the chance that a chi-square variable of df > 0 degrees of freedom exceeds x; 1 for x <= 0."""
    return 1.0 if x <= 0 else upper_gamma(df / 2, x / 2)


def upper_gamma(a: float, x: float) -> float:
    """Return the regularised upper incomplete gamma function Q(a, x) for a > 0, x > 0.

    A power series below x = a + 1, Legendre's continued fraction above (DLMF 8.11.4 and 8.9.2).
    """
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        return 1 - front * _gamma_series(a, x)
    return front / (x + 1 - a + _continued(lambda i: (i * (a - i), x + 2 * i + 1 - a)))


def incomplete_beta(a: float, b: float, x: float, y: float, front: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b) for y = 1 - x and front = x^a y^b / B(a, b).

    The caller knows both more precisely than x alone tells them. Continued fraction DLMF 8.17.22, on
    the side of the mean where it converges fast.
    """
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, y, x, front)
    return front / a / (1 + _continued(lambda i: (_beta_term(a, b, x, i), 1.0)))


def _student_tail(t: float, df: float) -> tuple[float, float]:
    """Return the chance of exceeding t > 0, and t times the density there."""
    beyond = t * t / df
    x = 1 / (1 + beyond)
    log_beta = lgamma(df / 2) + log(pi) / 2 - lgamma((df + 1) / 2)
    front = exp(-df / 2 * log1p(beyond) + log(beyond * x) / 2 - log_beta)
    return incomplete_beta(df / 2, 0.5, x, beyond * x, front) / 2, front


def _expansion(z: float, df: float) -> float:
    """Return Student's quantile from the normal one z, for many df (Abramowitz & Stegun 26.7.5)."""
    s = z * z
    first = z * (s + 1) / 4
    second = z * ((5 * s + 16) * s + 3) / 96
    third = z * (((3 * s + 19) * s + 17) * s - 15) / 384
    fourth = z * ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160
    return z + (first + (second + (third + fourth / df) / df) / df) / df


def _gamma_series(a: float, x: float) -> float:
    term = total = 1 / a
    for i in count(1):
        term *= x / (a + i)
        total += term
        if term < total * _PRECISION:
            break
    return total


def _beta_term(a: float, b: float, x: float, i: int) -> float:
    m = i // 2
    if i % 2:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))


def _continued(term: Callable[[int], tuple[float, float]]) -> float:
    """Return a1/(b1 + a2/(b2 + ...)) for term(i) = (ai, bi), by the modified Lentz method."""
    value, c, d = _TINY, _TINY, 0.0
    for i in count(1):
        above, below = term(i)
        d = 1 / ((below + above * d) or _TINY)
        c = (below + above / c) or _TINY
        value *= c * d
        if abs(c * d - 1) < _PRECISION:
            break
    return value
