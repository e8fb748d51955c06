"""Intervals are the textbooks', and what was not asked has none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scoring.estimate import Estimate, mean_estimate, no_data, point, share_estimate
from scoring.vocabulary import ScoreStatus

OK, NO_DATA = ScoreStatus.OK, ScoreStatus.NO_DATA


def test_nobody_asked():
    """No answer is null with its status, not 0."""
    nothing = Estimate(None, None, None, 0, NO_DATA)
    assert no_data() == mean_estimate(0, 0, 0) == share_estimate(0, 0) == nothing
    assert no_data(7).n == 7


def test_one_answer_has_a_mean_and_no_interval():
    """A single answer tells nothing about the spread."""
    assert mean_estimate(1, 8500, 8500**2, 10_000) == Estimate(0.85, None, None, 1, OK)
    assert point(0.5, 3) == Estimate(0.5, None, None, 3, OK)


def test_a_mean_worked_by_hand():
    """7 6 5 1: mean 4.75, s^2 = 20.75/3, s/2 = 1.314978, t(.975, 3) = 3.182446, half width 4.184847."""
    told = mean_estimate(4, 19, 111)
    assert told.value == 4.75
    assert (told.low, told.high) == pytest.approx((0.5651527, 8.9348473), abs=1e-6)


def test_equal_answers_have_no_width():
    """Integers cancel exactly, however large."""
    told = mean_estimate(3_000_000, 3_000_000 * 5500, 3_000_000 * 5500**2, 10_000)
    assert told == Estimate(0.55, 0.55, 0.55, 3_000_000, OK)


@given(st.lists(st.integers(-8500, 8500), min_size=2, max_size=30).filter(lambda seen: len(set(seen)) > 1))
def test_a_mean_has_students_interval(seen):
    """The interval from sums of integers is scipy's from the answers."""
    told = mean_estimate(len(seen), sum(seen), sum(v * v for v in seen), 10_000)
    values = [v / 10_000 for v in seen]
    error = stats.sem(values)
    low, high = stats.t.interval(0.95, len(seen) - 1, loc=stats.tmean(values), scale=error)
    assert (told.low, told.high) == pytest.approx((low, high), rel=1e-9, abs=1e-11)
    assert told.value == pytest.approx(stats.tmean(values), abs=1e-12)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_has_wilsons_interval(answers):
    """The interval is scipy's, inside 0..1, and holds the share."""
    told = share_estimate(*answers)
    expected = stats.binomtest(*answers).proportion_ci(method="wilson")
    assert (told.low, told.high) == pytest.approx((expected.low, expected.high), rel=1e-9, abs=1e-12)
    assert 0 <= told.low <= told.value + 1e-12
    assert told.value - 1e-12 <= told.high <= 1


def test_a_share_worked_by_hand():
    """1 of 4: (1 + 1.92073 -+ 1.96 sqrt(.75 + .96036)) / 7.841459."""
    told = share_estimate(1, 4)
    assert told.value == 0.25
    assert (told.low, told.high) == pytest.approx((0.045587, 0.699358), abs=1e-6)
