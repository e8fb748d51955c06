"""Words on a picture: made harmless, measured without a font, wrapped and cut."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import escape

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_REORDERING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_ILLEGAL_IN_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
# A base, then whatever belongs to it: flags are pairs, emoji carry modifiers and joined partners. Bounded, so
# that a tower of accents stays a small one.
_CLUSTER = re.compile(
    r"[\U0001f1e6-\U0001f1ff]{2}"
    r"|.(?:[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    r"\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d.){0,12}",
    re.DOTALL,
)
_NARROW = frozenset(" ijlItfr.,:;'|!()[]-/")
_WIDE = frozenset("mwMWOQ@%\N{EM DASH}") | {ELLIPSIS}


def harmless(text: str) -> str:
    """The text with control characters as blanks, and nothing that reorders text or breaks XML."""
    shown = _REORDERING.sub("", _BLANKS.sub(" ", text))
    return _ILLEGAL_IN_XML.sub("\N{REPLACEMENT CHARACTER}", shown).strip()


def xml(text: str) -> str:
    """The text as XML character data or attribute value, harmless."""
    return escape(harmless(text))


def clusters(text: str) -> list[str]:
    """What a reader sees as single characters: an accented letter, a flag and a joined emoji are one each."""
    return _CLUSTER.findall(text)


@lru_cache(maxsize=4096)
def _em(cluster: str) -> float:
    if cluster in _NARROW:
        return 0.4
    if cluster in _WIDE:
        return 1.0
    if unicodedata.east_asian_width(cluster[0]) in "WF":
        return 1.3 if cluster[0] > "\uffff" else 1.05
    return 0.72 if cluster[0].isupper() else 0.6


def measure(text: str, size: float) -> float:
    """The width in pixels at a font size, on the safe side: as the widest common sans serif sets it."""
    return size * sum(map(_em, clusters(text)))


def clip(text: str, size: float, width: float) -> str:
    """The text, or as much of its beginning as fits the width with an ellipsis."""
    if measure(text, size) <= width:
        return text
    room = width - measure(ELLIPSIS, size)
    return _beginning(clusters(text), size, room).rstrip() + ELLIPSIS


def wrap(text: str, size: float, width: float, lines: int) -> list[str]:
    """The text on at most so many lines of that width, the last one clipped; a word too wide is broken."""
    rows = [""]
    for part in _parts(text, size, width):
        joined = f"{rows[-1]} {part}".strip()
        if measure(joined, size) <= width:
            rows[-1] = joined
        else:
            rows.append(part)
    if len(rows) <= lines:
        return rows
    return [*rows[: lines - 1], clip(" ".join(rows[lines - 1 :]), size, width)]


def _parts(text: str, size: float, width: float) -> Iterator[str]:
    for word in text.split():
        rest = clusters(word)
        while sum(map(_em, rest)) * size > width:
            head = clusters(_beginning(rest, size, width - measure("-", size))) or rest[:1]
            rest = rest[len(head) :]
            yield "".join(head) + ("-" if head[-1].isascii() and head[-1].isalnum() and rest else "")
        if rest:
            yield "".join(rest)


def _beginning(characters: list[str], size: float, width: float) -> str:
    used, count = 0.0, 0
    for character in characters:
        used += _em(character) * size
        if used > width:
            break
        count += 1
    return "".join(characters[:count])
