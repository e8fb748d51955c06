"""A language is told where there are words to tell it by."""

import pytest

from scoring.emotion.languages import language_of
from scoring.emotion.words import read_words


@pytest.mark.parametrize("text", ["", "   ", "12 34", "😀 !!!", ":)", "<br>", "\ud800", "\u0301"])
def test_without_words_there_is_none(text: str) -> None:
    """Signs, numbers and emoji are of no language; nobody is asked."""

    def asked(_: str) -> tuple[str, float]:
        raise AssertionError

    assert language_of(read_words(text), asked) is None


@pytest.mark.parametrize("probability", [0.5, 0.9, 1.0])
def test_a_sure_answer_is_taken(probability: float) -> None:
    """From .5 on it is what was told, whatever the letters."""
    assert language_of(read_words("super danke"), lambda _: ("de", probability)) == "de"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("super thanks", "en"),
        ("Дякую дуже", "nl"),
        ("super danke", "en"),
        ("heel slecht", "nl"),
        ("ok Дякую", "en"),
        ("ok Дякую дуже", "nl"),
        ("über 12 😀", "nl"),
    ],
)
def test_a_doubtful_answer_is_english(text: str, language: str) -> None:
    """Where half of the words are of plain letters and one is known; else what was told, in doubt."""
    assert language_of(read_words(text), lambda _: ("nl", 0.49)) == language


@pytest.mark.parametrize(("text", "language"), [("berbat", "und"), ("trop cher", "und"), ("so cher", "en")])
def test_a_doubtful_answer_of_english_is_none_without_a_known_word(text: str, language: str) -> None:
    """What tells languages apart says English, faintly, of letters that it has never seen."""
    assert language_of(read_words(text), lambda _: ("en", 0.12)) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the tram and", "en"),
        ("the a b c the d e f", "en"),
        ("the a b c the d e f g", "de"),
        ("the", "de"),
        ("The THE", "en"),
        ("", None),
    ],
)
def test_what_is_plainly_english_is_not_asked_about(text: str, language: str | None) -> None:
    """Two words or more that only English has, and a quarter of all; else it is as told."""
    assert language_of(read_words(text), lambda _: ("de", 1.0)) == language


def test_the_text_is_told_by_as_it_was_written() -> None:
    """Case helps to tell; markup and addresses would not."""
    heard = []

    def identify(text: str) -> tuple[str, float]:
        heard.append(text)
        return "de", 1.0

    language_of(read_words("<i>Der Zug</i> https://x.example"), identify)
    assert heard == [" Der Zug   url "]
