"""A table: an export of delimited text, whose columns have names, or only numbers."""

from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import closing

from service.errors import BadUserInput
from service.importing.delimited import Record, records
from service.importing.form import Form
from service.importing.lines import Advance, lines_of, shown
from service.importing.row import Row, Unreadable, digest_of


class Table:
    """Rows under labels: a column's name, or `#3` for the third where it has none of its own."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._labels = _labels(self._names())

    def resolve(self, columns: Sequence[str]) -> dict[str, str]:
        """Find each wanted column's label, by name or number. Raises BadUserInput naming what is there."""
        return {column: self._label(column) for column in columns}

    def rows(self, advance: Advance) -> Generator[Row | Unreadable, None, None]:
        """Read the rows under the header."""
        with closing(self._records(advance)) as found:
            if self._form.header:
                next(found)
            for record in found:
                yield record if isinstance(record, Unreadable) else self._row(record)

    def _row(self, record: Record) -> Row | Unreadable:
        if len(record.cells) != len(self._labels):
            said = f"the row has {len(record.cells)} cells, the table {len(self._labels)} columns"
            return Unreadable(record.line, shown(record.raw), said)
        cells = dict(zip(self._labels, record.cells, strict=True))
        return Row(record.line, cells, digest_of(record.cells))

    def _records(self, advance: Advance) -> Generator[Record | Unreadable, None, None]:
        return records(lines_of(self._form, advance), self._form.delimiter, self._form.quote)

    def _names(self) -> Sequence[str]:
        if self._form.columns:
            return self._form.columns
        with closing(self._records(lambda _: None)) as found:
            first = next(found, None)
        if first is None:
            raise BadUserInput(f"{self._form.path.name} holds no rows")
        if isinstance(first, Unreadable):
            raise BadUserInput(f"line {first.line} of {self._form.path.name}, the first row: {first.message}")
        return first.cells if self._form.header else [""] * len(first.cells)

    def _label(self, column: str) -> str:
        if column in self._labels:
            return column
        if column.isdecimal() and 1 <= int(column) <= len(self._labels):
            return self._labels[int(column) - 1]
        hint = "" if len(self._labels) > 1 else "; it is a single one: is --delimiter right?"
        raise BadUserInput(
            f"there is no column {column!r} in {self._form.path.name}: "
            f"give one of {', '.join(self._labels)}, or its number from 1 to {len(self._labels)}{hint}"
        )


def _labels(names: Sequence[str]) -> tuple[str, ...]:
    stripped = [name.strip() for name in names]
    times = Counter(stripped)
    return tuple(
        name if name and times[name] == 1 else f"#{number}" for number, name in enumerate(stripped, start=1)
    )
