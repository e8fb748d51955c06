"""Figures are what their names say, worked out by hand."""

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.emotion.buckets import Floats
from scoring.emotion.figures import calibration_curve, calibration_error, f1_by_emotion, figures
from scoring.emotions import CODES
from scoring.vocabulary import Emotion

JOY, NEUTRAL, ANGER = CODES[Emotion.JOY], CODES[Emotion.NEUTRAL], CODES[Emotion.ANGER]


def answered(*answers: tuple[int, float]) -> Floats:
    """Give each answer its confidence, and what is left to the others alike."""
    rows = np.empty((len(answers), 18))
    for row, (code, confidence) in zip(rows, answers, strict=True):
        row[:] = (1 - confidence) / 17
        row[code] = confidence
    return rows


def test_figures_worked_by_hand() -> None:
    """Five texts: joy sure and right, anger read as joy surely and doubtfully, anger right, neutral doubtful.

    Right 3 of 5. F1 of joy 2 / (3 + 1), of anger 2 / (1 + 3), of neutral 1. Sure are three, two of them
    right. Of three angers one is scored as joy. Of four with a sign, two valences have it; 0 has none.
    Confidence .9 is right at 1 of 2, .6 at 1 of 1, .3 and .35 at 1 of 2: (2 * .4 + .4 + 2 * .175) / 5.
    """
    truth = np.array([JOY, ANGER, ANGER, ANGER, NEUTRAL])
    probabilities = answered((JOY, 0.9), (JOY, 0.9), (JOY, 0.3), (ANGER, 0.6), (NEUTRAL, 0.35))
    found = figures(truth, probabilities, np.array([0.8, 0.7, 0.0, -0.2, 0.9]))
    assert found.n == 5
    assert found.accuracy == pytest.approx(3 / 5)
    assert found.f1 == pytest.approx((1 / 2 + 1 / 2 + 1) / 3)
    assert found.error == pytest.approx((2 * 0.4 + 0.4 + 2 * 0.175) / 5)
    assert found.scored == pytest.approx(2 / 3)
    assert found.coverage == pytest.approx(3 / 5)
    assert found.inverted == pytest.approx(1 / 3)
    assert found.signs == pytest.approx(2 / 4)


def test_a_doubtful_inversion_is_none() -> None:
    """What is not scored misleads nobody; from .5 on it is scored."""
    truth = np.array([ANGER])
    assert figures(truth, answered((JOY, 0.499)), np.zeros(1)).inverted == 0
    assert figures(truth, answered((JOY, 0.5)), np.zeros(1)).inverted == 1


def test_a_positive_read_as_negative_is_no_inversion() -> None:
    """Only the other way round is counted; a negative one read as neutral is none either."""
    truth = np.array([JOY, ANGER])
    assert figures(truth, answered((ANGER, 0.9), (NEUTRAL, 0.9)), np.zeros(2)).inverted == 0


def test_what_cannot_be_divided_is_nan() -> None:
    """None scored: no share of them is right. None negative: none inverted. None with a sign: none right."""
    found = figures(np.array([NEUTRAL]), answered((NEUTRAL, 0.4)), np.zeros(1))
    assert isnan(found.scored)
    assert isnan(found.inverted)
    assert isnan(found.signs)
    assert (found.coverage, found.accuracy, found.f1) == (0, 1, 1)


def test_f1_is_of_emotions_that_occur() -> None:
    """An emotion that is only answered has none; one that is never answered has 0."""
    assert f1_by_emotion(np.array([JOY, ANGER]), np.array([JOY, NEUTRAL])) == {JOY: 1.0, ANGER: 0.0}


def test_f1_is_between_precision_and_recall() -> None:
    """Joy: 2 right of 3 answered and of 4 true: 4 / 7."""
    truth, answers = np.array([JOY] * 4 + [ANGER]), np.array([JOY, JOY, ANGER, ANGER, JOY])
    assert f1_by_emotion(truth, answers)[JOY] == pytest.approx(4 / 7)


def test_a_curve_has_the_bins_that_have_answers() -> None:
    """.1 begins the second of ten, 1 is in the last; empty bins are left out."""
    right = np.array([True, False, True, False])
    curve = calibration_curve(right, np.array([0.1, 0.15, 0.95, 1.0]))
    assert curve == [pytest.approx((0.125, 0.5, 2)), pytest.approx((0.975, 0.5, 2))]


@pytest.mark.parametrize(
    ("right", "confidence", "error"),
    [((1, 0, 0, 1), 0.5, 0), ((1, 1), 0.7, 0.3), ((0, 0), 1, 1), ((1,), 1, 0)],
)
def test_calibration_is_confidence_less_what_is_right(
    right: tuple[int, ...], confidence: float, error: float
) -> None:
    """Half sure and right half of the time is no error; doubting what is right is one, as is being sure."""
    assert calibration_error(np.array(right, bool), np.full(len(right), confidence, float)) == pytest.approx(
        error
    )


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1))
def test_an_error_is_a_share(answers: list[tuple[bool, float]]) -> None:
    """Within 0..1 for any answers; the curve's numbers are all of them, in order of confidence."""
    right, confidence = (np.array(column) for column in zip(*answers, strict=True))
    curve = calibration_curve(right, confidence)
    assert 0 <= calibration_error(right, confidence) <= 1 + 1e-9
    assert sum(n for _, _, n in curve) == len(answers)
    assert [mean for mean, _, _ in curve] == sorted(mean for mean, _, _ in curve)
