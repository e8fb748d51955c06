"""Refused rows: written to a file of their own, with the reason, for whoever mends the export."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TextIO

from service.errors import BadUserInput
from service.importing.row import Cell, Reason


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken: its cells, or the line itself where it is no row."""

    line: int
    reasons: tuple[Reason, ...]
    row: Mapping[str, Cell] | str


class RefusedRows:
    """The file, which is there only if a row was refused; an earlier run's file of that name is replaced.

    Raises BadUserInput, and touches nothing, where the name belongs to a file of another kind, or to a place
    that cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        if self.path.exists():
            if not _ours(self.path):
                raise BadUserInput(
                    f"{self.path} is there and holds no refused rows: give --refused another name"
                )
            self.path.unlink()
        if not os.access(self.path.absolute().parent, os.W_OK):
            raise BadUserInput(f"{self.path} cannot be written: tell another place with --refused")
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def add(self, refused: Refused) -> None:
        """Write down a row; one JSON object on a line."""
        if self._file is None:
            self._file = self.path.open("w", encoding="ascii")
        reasons = [
            {"field": each.field, "rule": each.rule, "message": each.message} for each in refused.reasons
        ]
        json.dump({"line": refused.line, "reasons": reasons, "row": refused.row}, self._file)
        self._file.write("\n")


def _ours(path: Path) -> bool:
    """Tell whether the file is of an earlier run (or empty)."""
    with path.open("rb") as file:
        first = file.readline(200)
    return not first or first.startswith(b'{"line": ')
