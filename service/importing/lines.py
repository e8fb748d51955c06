"""The lines of a file, one after the other: whatever its size, and whatever bytes are in it."""

import codecs
import io
import re
from collections.abc import Callable, Generator
from dataclasses import dataclass
from itertools import count
from typing import Final

from service.errors import BadUserInput
from service.importing.form import Form

LONGEST: Final = 1_000_000
"""Characters of a line; what is longer is no line of an export."""

_MARK: Final = "heartline.mark"
_MARKED: Final = re.compile("[\udc00-\udcff]")
_SIXTEEN: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Advance = Callable[[int], object]
"""Hears how many more bytes were read."""


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Let a lone surrogate stand for each byte that is no text."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(chr(0xDC00 + byte) for byte in lost), error.end


codecs.register_error(_MARK, _mark)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its ending, numbered from 1. `cut`: it was longer than LONGEST, the rest is passed over."""

    number: int
    text: str
    cut: bool = False


def lines_of(form: Form, advance: Advance = lambda _: None) -> Generator[Line, None, None]:
    """Read the lines after those to skip. Raises BadUserInput for UTF-16 that is said to be UTF-8."""
    with form.path.open("rb") as file:
        if form.encoding == "utf-8-sig" and file.read(2) in _SIXTEEN:
            raise BadUserInput(f"{form.path.name} is UTF-16: give --encoding utf-16")
        file.seek(0)
        text = io.TextIOWrapper(file, form.encoding, _MARK, newline="")
        position = 0
        for number in count(1):
            line = _line(text, number)
            if not line.text:
                return
            advance(file.tell() - position)
            position = file.tell()
            if number > form.skip:
                yield line


def _line(text: io.TextIOWrapper, number: int) -> Line:
    start = text.readline(LONGEST)
    cut = len(start) == LONGEST and not start.endswith(("\n", "\r"))
    rest = start
    while cut and rest and not rest.endswith(("\n", "\r")):
        rest = text.readline(LONGEST)
    return Line(number, start, cut)


def undecoded(text: str) -> bool:
    """Tell whether some of it could not be decoded."""
    return _MARKED.search(text) is not None


def shown(text: str) -> str:
    r"""Write a line for people: without its ending, bytes that are no text as \xNN."""
    return _MARKED.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", text.rstrip("\r\n"))
