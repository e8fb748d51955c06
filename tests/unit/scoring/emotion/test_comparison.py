"""Two models are compared on the same texts, and chance is told from progress."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.emotion.comparison import Comparison, compared
from tests.unit.scoring.emotion.small import model

TEXTS = ["the parcel came late", "thanks!", "not good", "bad", "😡", "the parcel came"]


def differing(gained: int, lost: int) -> Comparison:
    """Compare models that differ so."""
    found = compared(model(), model(), TEXTS, np.arange(6))
    return Comparison(found.before, found.after, gained, lost, found.counts)


@given(st.integers(0, 60), st.integers(0, 60))
def test_chance_is_that_of_a_fair_coin(gained, lost):
    """Heads at least as often as gained."""
    count = gained + lost
    heads = sum(comb(count, each) for each in range(gained, count + 1))
    assert differing(gained, lost).chance == pytest.approx(heads / 2**count)


@pytest.mark.parametrize(
    ("gained", "lost", "better"),
    [(0, 0, False), (4, 0, False), (5, 0, True), (10, 5, False), (5, 10, False), (900, 700, True)],
)
def test_better_is_more_than_chance(gained, lost, better):
    """By the usual .05."""
    assert differing(gained, lost).better is better


def test_a_model_is_as_good_as_itself():
    """Nothing gained or lost, the same figures, and chance explains it all."""
    codes = np.array([0, 0, 5, 5, 17, 17])
    found = compared(model(), model(), TEXTS, codes)
    assert (found.gained, found.lost, found.chance, found.better) == (0, 0, 1.0, False)
    assert found.before == found.after
    assert found.counts == {0: 2, 5: 2, 17: 2}
    assert list(found.before.f1) == [0, 5, 17]


def test_what_one_names_rightly_and_the_other_not():
    """Labelled by the newer's own answers, all is right with it; what differs is gained."""
    older, newer = model((0, 1)), model((2, 3))
    words = [text.replace("!", " !").split() for text in TEXTS]
    codes = newer.probabilities(words)[0].argmax(axis=1)
    was = older.probabilities(words)[0].argmax(axis=1)
    codes[4] = -1  # an emoji alone is read by the lexicon, of either
    found = compared(older, newer, TEXTS[:4] + TEXTS[5:], np.delete(codes, 4))
    assert found.after.figures.accuracy == 1
    assert (found.gained, found.lost) == (int(np.delete(was != codes, 4).sum()), 0)
    assert found.gained > 0
