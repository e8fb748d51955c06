"""Our own t and chi-square agree with scipy's."""

from math import pi, sqrt, tan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from scoring.distributions import chi_square_survival, incomplete_beta, t_quantile, upper_gamma

RELATIVE = 1e-9
DEGREES = [1, 1.5, 2, 3, 4, 7.3, 10, 30, 99, 100, 500, 999, 1000, 1001, 12_345, 1e6, 1e9]


@pytest.mark.parametrize("df", DEGREES)
@pytest.mark.parametrize("tail", [0.4, 0.25, 0.1, 0.025, 0.005, 1e-4, 1e-6, 1e-9])
def test_t_quantiles_agree(df, tail):
    """From the bulk to one in a billion, from 1 degree of freedom to a billion."""
    p = 1 - tail
    assert t_quantile(p, df) == pytest.approx(stats.t.isf(1 - p, df), rel=RELATIVE)


@given(st.floats(0.55, 1 - 1e-9), st.floats(1, 1e7))
def test_t_quantiles_agree_anywhere(p, df):
    """No gap between the cases above; the lower half mirrors the upper."""
    assert t_quantile(p, df) == pytest.approx(stats.t.isf(1 - p, df), rel=RELATIVE)
    assert t_quantile(1 - p, df) == -t_quantile(1 - (1 - p), df)


def test_known_t_quantiles():
    """Closed forms for 1 and 2 degrees of freedom, printed tables for 3 and 29; the median is 0."""
    known = {
        1: tan(0.475 * pi),
        2: 0.95 / sqrt(2 * 0.975 * 0.025),
        3: 3.182446305284263,
        29: 2.045229642132703,
    }
    assert {df: t_quantile(0.975, df) for df in known} == pytest.approx(known, rel=1e-12)
    assert t_quantile(0.5, 7) == 0
    assert t_quantile(0.025, 3) == pytest.approx(-3.182446305284263, rel=1e-12)


def test_quantiles_next_to_the_median_come_to_an_end():
    """Where rounding leaves Newton's method nothing to gain it stops."""
    assert 0 < t_quantile(0.5 + 1e-15, 5) < 1e-14


@given(st.floats(0.5, 4000), st.floats(1e-9, 8000))
def test_chi_square_tails_agree(df, x):
    """Wherever the tail is above what a float can hold."""
    expected = stats.chi2.sf(x, df)
    assert chi_square_survival(x, df) == pytest.approx(expected, rel=RELATIVE, abs=1e-290)


@pytest.mark.parametrize(("x", "df", "p"), [(3.841458820694124, 1, 0.05), (11.070497693516351, 5, 0.05)])
def test_known_chi_square_tails(x, df, p):
    """Printed tables."""
    assert chi_square_survival(x, df) == pytest.approx(p, rel=1e-12)


def test_the_ends_of_chi_square():
    """Nothing is below 0, and hardly anything far above."""
    assert chi_square_survival(0, 3) == chi_square_survival(-1, 3) == 1
    assert chi_square_survival(1e6, 3) == 0


@given(st.floats(0.5, 300), st.floats(0.5, 300), st.floats(0.001, 0.999))
def test_the_incomplete_beta_function_agrees(a, b, x):
    """On both sides of its mean."""
    front = x**a * (1 - x) ** b / special.beta(a, b)
    expected = special.betainc(a, b, x)
    assert incomplete_beta(a, b, x, 1 - x, front) == pytest.approx(expected, rel=RELATIVE, abs=1e-12)


@given(st.floats(0.25, 2000), st.floats(1e-6, 4000))
def test_the_incomplete_gamma_function_agrees(a, x):
    """On both sides of its mean."""
    assert upper_gamma(a, x) == pytest.approx(special.gammaincc(a, x), rel=RELATIVE, abs=1e-290)
