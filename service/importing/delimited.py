"""Records of delimited text: cells parted by a character; within quotes a record goes on over lines."""

import csv
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from service.importing.lines import LONGEST, Line, shown, undecoded
from service.importing.row import Unreadable


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of a record, the first line it stands on, and how it stands there."""

    line: int
    cells: list[str]
    raw: str


class Tape:
    """Lines for the csv reader, which can be wound back to just after the first that it took for a record."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._ahead: deque[Line] = deque()
        self.taken: list[Line] = []

    def __iter__(self) -> "Tape":
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else next(self._lines)
        self.taken.append(line)
        if line.cut:
            raise csv.Error(f"the line is longer than {LONGEST:,} characters")
        return line.text

    def wind_back(self) -> None:
        """Read the lines after the record's first one again."""
        self._ahead.extendleft(reversed(self.taken[1:]))


def records(
    lines: Iterator[Line], delimiter: str, quote: str | None
) -> Generator[Record | Unreadable, None, None]:
    """Part lines into records; lines without a cell that says something are passed over.

    A quote that is never closed, or closed within a cell, costs its own line and no other: reading goes on
    with the next line. No cell is longer than 131,072 characters.
    """
    tape = Tape(lines)
    reader = csv.reader(
        tape,
        delimiter=delimiter,
        quotechar=quote,
        quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
        strict=True,
    )
    while True:
        tape.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            tape.wind_back()
            yield Unreadable(tape.taken[0].number, shown(tape.taken[0].text), _told(error, quote))
            continue
        first = tape.taken[0].number
        raw = "".join(line.text for line in tape.taken)
        if undecoded(raw):
            yield Unreadable(first, shown(raw), UNDECODED)
        elif any(cell.strip() for cell in cells):
            yield Record(first, cells, raw)


UNDECODED = "some bytes are no text in the file's encoding: save it as UTF-8, or give --encoding"


def _told(error: csv.Error, quote: str | None) -> str:
    said = str(error)
    if quote is None:
        return f"the line cannot be read: {said}"
    return f"the line cannot be read ({said}): double a {quote} within quotes, or give --quote none"
