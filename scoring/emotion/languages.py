"""Which language a text is read in."""

from collections.abc import Callable
from typing import Final

from scoring.emotion.words import Reading

ENGLISH: Final = "en"
"""The language of the lexicons and the model (ISO 639-1)."""

SURE: Final = 0.5
"""A language less likely than this is none: a few Latin words are read as English then."""

Identify = Callable[[str], tuple[str, float]]
"""Tells a text's language: its ISO 639-1 code and its probability."""


def language_of(reading: Reading, identify: Identify) -> str | None:
    """Tell the language; None where there is no word, only signs, numbers or emoji."""
    if not any(word[0].isalpha() for word in reading.words):
        return None
    language, probability = identify(reading.plain)
    return ENGLISH if probability < SURE and _latin(reading.words) else language


def _latin(words: tuple[str, ...]) -> bool:
    """Whether half of the words or more are of unaccented letters."""
    spoken = [word for word in words if word[0].isalpha()]
    return sum(word.isascii() for word in spoken) * 2 >= len(spoken)
