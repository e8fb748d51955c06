"""JSON lines: an export with an object on each line."""

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import Any, Final, NoReturn

from service.errors import BadUserInput
from service.importing.delimited import UNDECODED
from service.importing.form import Form
from service.importing.lines import LONGEST, Advance, Line, lines_of, shown, undecoded
from service.importing.row import Cell, Row, Unreadable, digest_of

MOST_NAMED: Final = 40


class JsonLines:
    """Rows under the names of their fields; a field within an object is named `outer.inner`."""

    def __init__(self, form: Form) -> None:
        self._form = form

    def resolve(self, columns: Sequence[str]) -> dict[str, str]:
        """Find each wanted field in some line. Raises BadUserInput naming what is there instead."""
        missing, seen = set(columns), dict.fromkeys("")
        with closing(self.rows(lambda _: None)) as rows:
            for row in rows:
                if not missing:
                    break
                if isinstance(row, Row):
                    missing -= row.cells.keys()
                    if len(seen) < MOST_NAMED:
                        seen |= dict.fromkeys(row.cells)
        for column in columns:
            if column in missing:
                there = ", ".join(seen) or "none"
                raise BadUserInput(
                    f"no line of {self._form.path.name} has a field {column!r}: there are {there}"
                )
        return {column: column for column in columns}

    def rows(self, advance: Advance) -> Generator[Row | Unreadable, None, None]:
        """Read the lines; blank ones are passed over."""
        with closing(lines_of(self._form, advance)) as lines:
            for line in lines:
                if line.text.strip():
                    yield _row(line)


def _row(line: Line) -> Row | Unreadable:
    try:
        cells = dict(_cells(_parsed(line)))
    except (ValueError, RecursionError) as error:
        said = "it is nested too deep" if isinstance(error, RecursionError) else str(error)
        return Unreadable(line.number, shown(line.text), f"the line is no JSON object: {said}")
    return Row(line.number, cells, digest_of(cells))


def _parsed(line: Line) -> dict[str, Any]:
    """Parse a line, its numbers as they are written: a rating of 0.1 is a tenth."""
    if line.cut:
        raise ValueError(f"it is longer than {LONGEST:,} characters")
    if undecoded(line.text):
        raise ValueError(UNDECODED)
    found = json.loads(line.text, parse_int=str, parse_float=str, parse_constant=_no_number)
    if not isinstance(found, dict):
        raise ValueError(f"it is {line.text.strip()[:20]} ...")  # noqa: TRY004  # the line's text is at fault
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _cells(found: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Cell]]:
    for name, value in found.items():
        if isinstance(value, dict):
            yield from _cells(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", _cell(value)


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return tuple(each if isinstance(each, str) else json.dumps(each) for each in value)
    return str(value)
