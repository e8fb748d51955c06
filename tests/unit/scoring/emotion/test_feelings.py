"""The lexicons' findings as numbers: in their places, bounded, zero where nothing was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.emotion.feelings import FOUND, MOST, VALENCE, WIDTH, feelings
from scoring.emotion.lexicon import felt
from scoring.emotions import CODES
from scoring.vocabulary import Emotion
from tests.unit.scoring.emotion.small import ANYTHING


def test_nothing_found_is_all_zero() -> None:
    """A table has no feelings; neither has no word at all."""
    assert feelings(["table"]) == feelings([]) == (0.0,) * WIDTH == (0.0,) * 22


def test_each_finding_has_its_place() -> None:
    """Valence, positive, negative, whether there is any, then an emotion by its code."""
    words = ["thank", "you"]
    found, numbers = felt(words), feelings(words)
    expected = [0.0] * WIDTH
    expected[:4] = [found.valence or 0, found.positive, 0, 1]
    expected[4 + CODES[Emotion.GRATITUDE]] = found.emotions[Emotion.GRATITUDE]
    assert numbers == tuple(expected)
    assert numbers[VALENCE] > 0
    assert numbers[FOUND] == 1


def test_a_straight_face_is_not_nothing() -> None:
    """Valence 0 that was found is told from none."""
    assert (feelings(["😐"])[VALENCE], feelings(["😐"])[FOUND]) == (0, 1)


@pytest.mark.parametrize(("word", "place", "empty"), [("great", 1, 2), ("terrible", 2, 1)])
def test_more_of_the_same_is_bounded(word: str, place: int, empty: int) -> None:
    """What is said twenty times counts 2, and nothing for the other side."""
    numbers = feelings([word] * 20)
    assert (numbers[place], numbers[empty]) == (MOST, 0)


@given(st.lists(ANYTHING, max_size=12))
def test_numbers_are_bounded(words: list[str]) -> None:
    """Always as many; valence within -1..1, the rest within 0..2."""
    valence, *rest = feelings(words)
    assert len(rest) == WIDTH - 1
    assert -1 <= valence <= 1
    assert all(0 <= number <= MOST for number in rest)
