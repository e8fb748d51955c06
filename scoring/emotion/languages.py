"""Which language a text is read in."""

from collections.abc import Callable, Sequence
from typing import Final

from scoring.emotion.lexicon_entries import read_lexicon
from scoring.emotion.words import Reading

ENGLISH: Final = "en"
"""The language of the lexicons and the model (ISO 639-1)."""

SURE: Final = 0.5
"""A language less likely than this is doubtful: Latin words are English then if one of them is known."""

UNDETERMINED: Final = "und"
"""The language of words that might be English, or any other (ISO 639-2)."""

EVIDENT: Final = 0.25
"""Share of words like "the" and "with" that is English without asking."""

_WORDS: Final = """
    the and my your you they with have has had this that not from would been very what when which there their
    i'm it's don't didn't can't our she were just could after again still because about how out get than then
    will why who
"""
_COMMON: Final = frozenset(_WORDS.split())
_KNOWN: Final = _COMMON | read_lexicon().words.keys() | read_lexicon().phrases.keys()

Identify = Callable[[str], tuple[str, float]]
"""Tells a text's language: its ISO 639-1 code and its probability."""


def language_of(reading: Reading, identify: Identify) -> str | None:
    """Tell the language; None where there is no word, only signs, numbers or emoji.

    Typing errors leave a word that is known, or enough letters to tell by; "Berbat" and "trop cher" do not.
    """
    spoken = [word for word in reading.words if word[0].isalpha()]
    if not spoken:
        return None
    common = sum(word in _COMMON for word in spoken)
    if common > 1 and common >= EVIDENT * len(spoken):
        return ENGLISH
    language, probability = identify(reading.plain)
    if probability >= SURE:
        return language
    if _latin(spoken) and not _KNOWN.isdisjoint(spoken):
        return ENGLISH
    return UNDETERMINED if language == ENGLISH else language


def _latin(spoken: Sequence[str]) -> bool:
    """Whether half of the words or more are of unaccented letters."""
    return sum(word.isascii() for word in spoken) * 2 >= len(spoken)
