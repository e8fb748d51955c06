"""A row of an export: what it says under which column, or why it cannot be read."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from service.errors import ProblemCode

Cell = str | tuple[str, ...]
"""What stands in a column: text, or a list of texts (JSON lines only)."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row was refused: in which field (None: as a whole), by which rule, and the fix."""

    field: str | None
    rule: ProblemCode
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """A readable row. `line` is its first, from 1; `digest` is equal for identical rows alone."""

    line: int
    cells: Mapping[str, Cell]
    digest: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that is no row, as it stands in the file."""

    line: int
    raw: str
    message: str


def digest_of(raw: object) -> bytes:
    """Hash what a row says, to 16 bytes."""
    return hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).digest()[:16]
