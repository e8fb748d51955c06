"""NPS, CSAT and effort."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scoring.cell import EMPTY
from scoring.estimate import Estimate, no_data
from scoring.ratings import Effort, csat, effort, mean_csat, nps
from scoring.vocabulary import ScoreStatus
from tests.unit.scoring.making import felt, rated

OK = ScoreStatus.OK


@pytest.mark.parametrize("cell", [EMPTY, felt(JOY=5)])
def test_nobody_rated(cell):
    """Emotions say nothing about ratings."""
    assert nps(cell) == csat(cell) == no_data()
    assert effort(cell) == Effort(no_data(), no_data(), None)
    assert mean_csat(cell) is None


def test_an_nps_worked_by_hand():
    """Six promoters, two detractors of ten: 40.

    n' = 13, p' = 6.75/13, d' = 2.75/13, net 4/13; se = sqrt((9.5/13 - 16/169)/13) = .2212022.
    """
    told = nps(rated(nps=[9, 9, 9, 10, 10, 10, 7, 8, 0, 6]))
    assert (told.value, told.n, told.status) == (40, 10, OK)
    assert (told.low, told.high) == pytest.approx((-12.58559, 74.12405), abs=1e-4)


def test_the_nps_interval_is_clipped_to_the_scale():
    """Every one of two hundred promotes: the interval ends at 100."""
    told = nps(rated(nps=[10] * 200))
    assert (told.value, told.high) == (100, 100)
    assert 95 < told.low < 100
    assert nps(rated(nps=[0] * 200)).low == -100


@given(st.lists(st.integers(0, 10), min_size=1, max_size=40))
def test_nps_is_promoters_less_detractors(answers):
    """In -100..100, its interval too, and n counts its own answers."""
    told = nps(rated(nps=answers) + felt(JOY=3))
    net = sum(a >= 9 for a in answers) - sum(a <= 6 for a in answers)
    assert told.value == pytest.approx(100 * net / len(answers))
    assert told.n == len(answers)
    assert -100 <= told.low <= told.high <= 100


def test_csat_is_the_share_of_fours_and_fives():
    """2 of 4, Wilson: (2 + 1.920729 -+ 1.959964 sqrt(1 + .960365)) / 7.841459; the mean answer is 3.25."""
    cell = rated(csat=[5, 4, 3, 1])
    told = csat(cell)
    assert (told.value, told.n) == (0.5, 4)
    assert (told.low, told.high) == pytest.approx((0.1500390, 0.8499610), abs=1e-6)
    assert mean_csat(cell) == 3.25


def test_effort_worked_by_hand():
    """7 6 5 1: mean 4.75 with Student's interval, three of four easy, index (7 - 4.75)/6."""
    told = effort(rated(ces=[7, 6, 5, 1]))
    assert told.mean.value == 4.75
    assert (told.mean.low, told.mean.high) == pytest.approx((0.5651527, 8.9348473), abs=1e-6)
    assert (told.easy.value, told.easy.n) == (0.75, 4)
    assert told.index == 0.375


@pytest.mark.parametrize(("answer", "index", "easy"), [(7, 0, 1), (1, 1, 0), (4, 0.5, 0), (5, 1 / 3, 1)])
def test_effort_runs_from_effortless_to_hard(answer, index, easy):
    """A single answer has its index, and no interval of the mean."""
    told = effort(rated(ces=[answer]))
    assert told.mean == Estimate(answer, None, None, 1, OK)
    assert told.index == pytest.approx(index)
    assert told.easy.value == easy


@given(st.lists(st.integers(1, 7), min_size=2, max_size=30).filter(lambda seen: len(set(seen)) > 1))
def test_effort_has_students_interval(answers):
    """As scipy has it from the answers themselves."""
    told = effort(rated(ces=answers)).mean
    low, high = stats.t.interval(0.95, len(answers) - 1, loc=stats.tmean(answers), scale=stats.sem(answers))
    assert (told.low, told.high) == pytest.approx((low, high), rel=1e-9, abs=1e-9)
