"""An export: rows out of a file, whatever its format."""

from collections.abc import Generator, Sequence
from typing import Protocol

from service.importing.form import Form, Format
from service.importing.json_lines import JsonLines
from service.importing.lines import Advance
from service.importing.row import Row, Unreadable
from service.importing.table import Table


class Export(Protocol):
    """What a file of rows can be asked. Every asking reads it anew, and holds one row at a time."""

    def resolve(self, columns: Sequence[str]) -> dict[str, str]:
        """Find the label that rows have for each wanted column. Raises BadUserInput naming what is there."""

    def rows(self, advance: Advance) -> Generator[Row | Unreadable, None, None]:
        """Read the rows in order."""


def export_of(form: Form) -> Export:
    """Open an export. Raises BadUserInput for one that has no readable beginning."""
    return JsonLines(form) if form.format is Format.JSONL else Table(form)
