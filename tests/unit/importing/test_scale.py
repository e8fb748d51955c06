"""Scales are laid on each other exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BadUserInput, ProblemCode
from service.importing.scale import Scale, exact
from service.importing.unfit import Unfit


@pytest.mark.parametrize(
    ("scale", "value", "rating"),
    [
        ("csat=-4..4", "-4", 1),
        ("csat=-4..4", "4", 5),
        ("csat=-4..4", "-0.9", 3),
        ("csat=-4..4", "-1", 2),  # 2.5: the even one
        ("csat=-4..4", "1", 4),  # 3.5: the even one
        ("csat=-4..4", "3", 4),  # 4.5: the even one
        ("csat=-4..4", "3.0000000000000000001", 5),
        ("csat=1..10", "5.5", 3),
        ("csat=6..1", "6", 1),  # school marks: 1 is the best
        ("csat=6..1", "1", 5),
        ("csat=0..1", "0.875", 4),  # 4.5
        ("csat=0.1..0.3", "0.2", 3),  # what floats would miss
        ("nps=1..5", "2", 2),  # 2.5
        ("ces=0..100", "75", 6),  # 5.5
        ("importance=0..100%", "50", 0),
    ],
)
def test_a_value_becomes_the_nearest_rating_halves_the_even_one(scale, value, rating):
    """least + (x - worst) (most - least) / (best - worst), rounded half to even."""
    if "%" in scale:
        with pytest.raises(BadUserInput, match="give a rating and its two ends"):
            Scale.told(scale)
    else:
        assert Scale.told(scale).rating(value) == rating


@given(st.decimals(-4, 4, places=6))
def test_a_rating_is_in_its_range_and_the_nearest(value):
    """Against the definition in fractions."""
    rating = Scale.told("csat=-4..4").rating(str(value))
    assert 1 <= rating <= 5
    assert abs(Fraction(rating) - (Fraction(value) / 2 + 3)) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("scale", "value", "rule", "said"),
    [
        (
            Scale.told("csat=-4..4"),
            "4.01",
            ProblemCode.OUT_OF_RANGE,
            "csat is '4.01': the scale goes from -4 to 4",
        ),
        (Scale.told("csat=6..1"), "0", ProblemCode.OUT_OF_RANGE, "the scale goes from 1 to 6"),
        (Scale.ours("nps"), "11", ProblemCode.OUT_OF_RANGE, "the scale goes from 0 to 10"),
        (Scale.ours("nps"), "9.5", ProblemCode.MALFORMED, "nps is '9.5': it has to be whole"),
        (Scale.ours("nps"), "nine", ProblemCode.MALFORMED, "nps is 'nine': it has to be a number"),
        (Scale.ours("nps"), "NaN", ProblemCode.MALFORMED, "it has to be a number"),
        (Scale.ours("nps"), "1/2", ProblemCode.MALFORMED, "it has to be a number"),
        (Scale.ours("nps"), "9" * 5_000, ProblemCode.MALFORMED, "it has to be a number"),
        (Scale.ours("nps"), "٣", ProblemCode.MALFORMED, "it has to be a number"),
        (Scale.ours("nps"), "9,0", ProblemCode.MALFORMED, "it has to be a number"),
    ],
)
def test_what_is_off_the_scale_is_refused(scale, value, rule, said):
    """Never clipped, never guessed."""
    with pytest.raises(Unfit, match=said) as unfit:
        scale.rating(value)
    assert unfit.value.rule is rule


def test_our_own_scale_takes_whole_numbers_however_written():
    """4, 4.0 and 4e0 are four."""
    assert [Scale.ours("csat").rating(text) for text in ("4", " 4.0 ", "+4", "4e0")] == [4, 4, 4, 4]


def test_a_decimal_comma_is_taken_if_told():
    """Then a point is no decimal mark: 1.000 could be a thousand."""
    assert exact("4,5", ",") == Fraction(9, 2)
    assert exact("4.5", ",") is None
    assert exact("4,5") is None


@pytest.mark.parametrize(
    "told", ["csat", "csat=1", "csat=1-5", "csat=a..b", "csat=3..3", "emotion=1..5", "=1..5"]
)
def test_a_scale_that_is_none_is_refused(told):
    """With an example of one."""
    with pytest.raises(BadUserInput, match=r"as in csat=1\.\.10"):
        Scale.told(told)
