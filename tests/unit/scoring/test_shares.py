"""Which emotions were felt, and how often."""

import pytest
from hypothesis import given

from scoring.cell import EMPTY
from scoring.shares import EmotionShare, emotion_shares, modal_emoji
from scoring.vocabulary import Emotion
from tests.unit.scoring.making import feelings, felt


def test_emotions_come_by_count_then_in_enum_order():
    """The most frequent first; equals as in the enum; what nobody felt is not there."""
    told = emotion_shares(felt(ANGER=1, TRUST=2, JOY=1))
    assert told == (
        EmotionShare(Emotion.TRUST, 2, 0.5),
        EmotionShare(Emotion.JOY, 1, 0.25),
        EmotionShare(Emotion.ANGER, 1, 0.25),
    )
    assert emotion_shares(EMPTY) == ()


@given(feelings)
def test_shares_sum_to_one(cell):
    """Counts sum to n and shares to 1."""
    told = emotion_shares(cell)
    assert sum(each.count for each in told) == cell.n
    if told:
        assert sum(each.share for each in told) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("cell", "emoji"),
    [
        (EMPTY, None),
        (felt(NEUTRAL=2, JOY=1), "😐"),
        (felt(NEUTRAL=1, INDIFFERENCE=1), "😑"),  # the stronger
        (felt(ANGER=1, EXCITEMENT=1), "🎉"),  # equally strong: enum order
        (felt(FRUSTRATION=1, ANXIETY=1, SADNESS=1), "😢"),
    ],
)
def test_the_emoji_is_the_most_frequent_emotions(cell, emoji):
    """Of equally frequent ones the stronger, then the first in the enum."""
    assert modal_emoji(cell) == emoji
