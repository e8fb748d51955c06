"""Words: a text as an analyser reads it, whatever markup, alphabet or length it came in."""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MOST_CHARACTERS: Final = 4_000
"""Characters that are read; the rest is cut off before anything else is done."""

MOST_WORDS: Final = 800
"""Words that are read: as many as so many characters have. A text of more would take too long (10 ms)."""

MOST_DIFFERENT: Final = 500
"""Different words that are read: more than any prose of so many characters has. Each new one takes time."""

_PIECE: Final = 250
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,400}>")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_HANDLE = re.compile(r"(?<!\w)@\w+")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_JOINERS = re.compile("[\u200b-\u200f\u2060\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_WORD = re.compile(
    r"[:;=8][-']?[)(dp/|\\*\]\[]+(?!\w)|<3|"  # emoticons
    r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,:]\d+)*|[?!]+|\.{2,}|[^\w\s-]"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's plain form (case kept), its words in lower case, and whether it was cut."""

    plain: str
    words: tuple[str, ...]
    truncated: bool


def read_words(text: str) -> Reading:
    """Read a text: at most `MOST_CHARACTERS` and `MOST_WORDS` of it; emoji and runs of ! and ? are words.

    Markup goes, addresses become "url" and handles "user"; compatible letters are made plain (NFKC), lone
    surrogates dropped. Total: any string has a reading, in time linear in `MOST_CHARACTERS`.
    """
    normal = _normal(text[:MOST_CHARACTERS])
    plain = _plain(normal[:MOST_CHARACTERS])
    words = _WORD.findall(_DRAWN_OUT.sub(r"\1\1", plain.lower()))
    read = words[: _end(words)]
    truncated = max(len(text), len(normal)) > MOST_CHARACTERS or len(read) < len(words)
    return Reading(plain, tuple(read), truncated)


def _end(words: Sequence[str]) -> int:
    """Tell how many words are read."""
    if len(words) <= MOST_DIFFERENT:
        return len(words)
    different: set[str] = set()
    for at, word in enumerate(words[:MOST_WORDS]):
        different.add(word)
        if len(different) > MOST_DIFFERENT:
            return at
    return min(len(words), MOST_WORDS)


def _plain(normal: str) -> str:
    if not normal.isascii():
        normal = _JOINERS.sub("", normal.replace("\u2019", "'"))
    if "<" in normal:
        normal = _TAG.sub(" ", normal)
    if "&" in normal:
        normal = html.unescape(normal)
    if "/" in normal or "www" in normal:
        normal = _ADDRESS.sub(" url ", normal)
    if "@" in normal:
        normal = _HANDLE.sub(" user ", normal)
    return normal


def _normal(text: str) -> str:
    """Give compatible letters their plain form, piece by piece till it is enough: one may become eighteen."""
    if text.isascii():
        return text
    safe, normal = text.encode("utf-8", "ignore").decode(), ""
    for first in range(0, len(safe), _PIECE):
        normal += unicodedata.normalize("NFKC", safe[first : first + _PIECE])
        if len(normal) > MOST_CHARACTERS:
            break
    return normal
