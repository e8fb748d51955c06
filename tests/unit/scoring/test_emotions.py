"""Every emotion has one place on the axis, and valence ints are exact."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.emotions import CODES, EMOTIONS, HUNDREDTHS, VALENCE, valence_int
from scoring.vocabulary import Emotion

TABLE = """
JOY .85 .35 😀
DELIGHT .80 .45 🤩
EXCITEMENT .70 .70 🎉
TRUST .55 -.10 🤝
SATISFACTION .55 -.30 🙂
GRATITUDE .50 -.10 🙏
RELIEF .40 -.30 😌
INTEREST .40 .20 🤔
SURPRISE .40 .60 😮
NEUTRAL .00 .00 😐
INDIFFERENCE -.15 -.50 😑
CONFUSION -.45 .20 😕
DISGUST -.50 .30 🤢
DISAPPOINTMENT -.55 -.20 😞
SADNESS -.65 -.40 😢
ANXIETY -.65 .55 😰
FRUSTRATION -.65 .45 😤
ANGER -.70 .80 😡
"""


def test_the_table_is_the_definition():
    """Valence, arousal and emoji are those of the published table, in enum order."""
    rows = [line.split() for line in TABLE.strip().splitlines()]
    told = [(e.code.name, e.valence, e.arousal, e.emoji) for e in EMOTIONS]
    assert told == [(name, float(v), float(a), emoji) for name, v, a, emoji in rows]
    assert [e.label for e in EMOTIONS] == [name.capitalize() for name, *_ in rows]


def test_codes_are_positions():
    """The stored code of an emotion is its place in the enum."""
    assert list(CODES.items()) == [(emotion, place) for place, emotion in enumerate(Emotion)]
    assert [Fraction(h, 100) for h in HUNDREDTHS] == [Fraction(str(v)) for v in VALENCE]


@pytest.mark.parametrize(
    ("emotion", "intensity", "expected"),
    [
        (Emotion.JOY, 1, 8500),
        (Emotion.JOY, 0.5, 4250),
        (Emotion.ANGER, 0.3, -2100),
        (Emotion.NEUTRAL, 0.7, 0),
        (Emotion.GRATITUDE, 0.0001, 0),  # .5 to even
        (Emotion.GRATITUDE, 0.0003, 2),  # 1.5 to even
        (Emotion.GRATITUDE, 0.0005, 2),  # 2.5 to even
        (Emotion.DISGUST, 0.0003, -2),
        (Emotion.TRUST, 0.0251, 138),  # 138.05
        (Emotion.TRUST, 0.0003, 2),  # 1.65
        (Emotion.JOY, 5e-324, 0),
        (Emotion.JOY, 0.1 + 0.2, 2550),
    ],
)
def test_valence_int_rounds_half_to_even(emotion, intensity, expected):
    """10^4 V intensity is rounded half to even, as decimal arithmetic on paper does."""
    assert valence_int(emotion, intensity) == expected


@given(st.sampled_from(Emotion), st.floats(1e-6, 1))
def test_valence_int_is_exact(emotion, intensity):
    """Fractions of the written decimals give the same integer for every intensity."""
    exact = Fraction(100 * HUNDREDTHS[CODES[emotion]]) * Fraction(repr(intensity))
    assert valence_int(emotion, intensity) == round(exact)
    assert abs(valence_int(emotion, intensity)) <= 8500


def test_halves_are_told_from_near_halves():
    """Every intensity of four decimals rounds as fractions do, where floats lose some of the halves."""
    for units in range(1, 10_000):
        exact = Fraction(5500 * units, 10_000)
        assert valence_int(Emotion.TRUST, units / 10_000) == round(exact)
