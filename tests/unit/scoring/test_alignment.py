"""Alignment with the intended emotions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.alignment import alignment, journey_alignment
from scoring.cell import EMPTY, Observation
from scoring.estimate import Estimate, no_data, point
from scoring.vocabulary import Emotion, ScoreStatus
from tests.unit.scoring.making import cell_of, feelings, felt, rated

JOY = ((Emotion.JOY, 1.0),)


def test_an_alignment_worked_by_hand():
    """Intended joy once, trust twice: v* = .65. Felt joy and anger miss by .2 and 1.35: 1 - .775/1.65."""
    told = alignment(felt(JOY=1, ANGER=1), ((Emotion.JOY, 1), (Emotion.TRUST, 2)))
    assert told == Estimate(pytest.approx(1 - 0.775 / 1.65), None, None, 2, ScoreStatus.OK)


def test_feeling_as_intended_is_full_alignment():
    """Whatever the intensity."""
    assert alignment(cell_of([Observation(Emotion.JOY, 0.2)]), JOY) == point(1, 1)
    assert alignment(felt(ANGER=2), ((Emotion.ANGER, 1),)) == point(1, 2)


@pytest.mark.parametrize(
    ("cell", "intended"),
    [
        (EMPTY, JOY),
        (rated(csat=[5]), JOY),
        (felt(JOY=3), ()),
        (felt(JOY=3), ((Emotion.JOY, 0),)),
        (EMPTY, ()),
    ],
)
def test_nothing_felt_or_nothing_intended_compares_nothing(cell, intended):
    """NO_DATA with n 0, though feelings may exist: the number would rest on none of them."""
    assert alignment(cell, intended) == no_data()


@given(feelings, st.lists(st.tuples(st.sampled_from(Emotion), st.floats(0.01, 100)), min_size=1, max_size=4))
def test_alignment_is_a_share(cell, intended):
    """Between 0 and 1 for every intention."""
    told = alignment(cell, intended)
    if cell.n:
        assert -1e-12 <= told.value <= 1 + 1e-12


def test_a_journeys_alignment_weighs_its_moments():
    """(2 * .5 + 1 * .8) / 3 over those that have one; n is the sum of theirs."""
    told = journey_alignment([(2, point(0.5, 4)), (1, point(0.8, 3)), (9, no_data())])
    assert told == Estimate(pytest.approx(0.6), None, None, 7, ScoreStatus.OK)
    assert journey_alignment([(1, no_data())]) == journey_alignment([]) == no_data()
