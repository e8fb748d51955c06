"""Two ways to compute the earth mover's distance agree, and scipy's is a third."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from scipy import stats

from scoring.distance import levels, wasserstein
from scoring.emotions import HUNDREDTHS, VALENCE
from tests.unit.scoring.making import feelings, felt


def apart(one, other):
    """Return the distance of two cells' emotions."""
    return wasserstein(levels(one.emo, one.n), levels(other.emo, other.n))


def moved(one, other):
    """Move the sorted emotions of one onto the other's, quantile by quantile: W1 as a transport plan."""
    piles = [
        [
            [HUNDREDTHS[code], Fraction(cell.emo[code], cell.n)]
            for code in sorted(range(18), key=HUNDREDTHS.__getitem__)
        ]
        for cell in (one, other)
    ]
    here, there = ([pile for pile in each if pile[1]] for each in piles)
    cost = Fraction(0)
    while here:
        mass = min(here[0][1], there[0][1])
        cost += mass * abs(here[0][0] - there[0][0])
        for piles_ in (here, there):
            piles_[0][1] -= mass
            if not piles_[0][1]:
                piles_.pop(0)
    return cost / 100


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (felt(JOY=1), felt(ANGER=4), 1.55),
        (felt(JOY=1), felt(JOY=9), 0),
        (felt(TRUST=1), felt(SATISFACTION=1), 0),  # the same place on the axis
        (felt(ANXIETY=1, JOY=1), felt(FRUSTRATION=1, JOY=1), 0),
        (felt(JOY=1, ANGER=1), felt(NEUTRAL=1), 0.775),
        (felt(JOY=3, NEUTRAL=1), felt(JOY=1, NEUTRAL=3), 0.425),
    ],
)
def test_distances_worked_by_hand(one, other, expected):
    """How much share moves how far: half of all from 0 to .85 is .425."""
    assert apart(one, other) == pytest.approx(expected, abs=1e-12)
    assert apart(other, one) == apart(one, other)


@given(feelings, feelings)
def test_three_implementations_agree(one, other):
    """Area between the cumulative curves, cost of the best transport plan, and scipy."""
    assume(one.n and other.n)
    told = apart(one, other)
    assert told == pytest.approx(float(moved(one, other)), abs=1e-12)
    assert told == pytest.approx(stats.wasserstein_distance(VALENCE, VALENCE, one.emo, other.emo), abs=1e-12)
    assert 0 <= told <= 1.55 + 1e-12
