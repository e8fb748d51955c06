"""A point on the curve."""

import pytest

from scoring.cell import EMPTY
from scoring.curve import CurvePoint, curve_point
from scoring.vocabulary import EmotionZone
from tests.unit.scoring.making import felt, rated


def test_the_mean_is_as_measured_and_the_zone_is_shrunk():
    """One joy in a journey of -.40: mean .85, but (.85 - 2)/6 = -.19 is the zone."""
    told = curve_point("t", felt(JOY=1), -0.4)
    assert told == CurvePoint("t", 0.85, None, None, 1, EmotionZone.NEGATIVE, "😀")


def test_a_point_has_its_interval():
    """Joy and anger: mean .075, half width t(.975, 1) * .775."""
    told = curve_point("t", felt(JOY=1, ANGER=1), 0)
    assert (told.mean, told.low, told.high) == pytest.approx((0.075, 0.075 - 9.8473087, 0.075 + 9.8473087))
    assert told.emoji == "😀"  # the stronger of two equally frequent


@pytest.mark.parametrize("cell", [EMPTY, rated(nps=[1])])
def test_without_an_emotion_all_is_null(cell):
    """The point is there, and says nothing."""
    assert curve_point("t", cell, 0.5) == CurvePoint("t", None, None, None, 0, None, None)
