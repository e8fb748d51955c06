"""The form of an export: how its bytes become rows."""

import codecs
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from service.errors import BadUserInput


class Format(StrEnum):
    """The formats of exports that can be read."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"


ENDINGS = {
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".tab": Format.TSV,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
}
DELIMITERS = {Format.CSV: ",", Format.TSV: "\t"}
QUOTES: dict[Format, str | None] = {Format.CSV: '"', Format.TSV: None}
SPELT = {"tab": "\t", "\\t": "\t"}


@dataclass(frozen=True, slots=True)
class Form:
    """How to read a file. `quote` None: quotes are text; `columns` None: the first row names them."""

    path: Path
    format: Format
    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str | None = '"'
    skip: int = 0
    header: bool = True
    columns: tuple[str, ...] | None = None


def form_of(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002  # named for its option
    encoding: str = "utf-8",
    delimiter: str | None = None,
    quote: str | None = None,
    skip: int = 0,
    header: bool = True,
    columns: str | None = None,
) -> Form:
    """Take the form from the options, and the file's ending where they say nothing. Raises BadUserInput."""
    chosen = Format(format) if format else ENDINGS.get(path.suffix.lower())
    if chosen is None:
        raise BadUserInput(f"{path.name} does not tell its format: give --format csv, tsv or jsonl")
    if chosen is Format.JSONL and (delimiter or quote or columns or not header):
        raise BadUserInput(
            "--delimiter, --quote, --columns and --no-header are for csv and tsv, not for jsonl"
        )
    parting = _character("--delimiter", delimiter) if delimiter else DELIMITERS.get(chosen, ",")
    around = QUOTES.get(chosen)
    if quote:
        around = None if quote == "none" else _character("--quote", quote)
    if around == parting:
        raise BadUserInput("--quote and --delimiter are the same: give each a character of its own")
    return Form(
        path=path,
        format=chosen,
        encoding=_text_encoding(encoding),
        delimiter=parting,
        quote=around,
        skip=skip,
        header=header and columns is None,
        columns=_names(columns) if columns else None,
    )


def _character(option: str, told: str) -> str:
    meant = SPELT.get(told, told)
    if len(meant) != 1 or meant in "\r\n":
        raise BadUserInput(f"{option} is {told!r}: give one character")
    return meant


def _names(told: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in told.split(","))
    if "" in names or len(set(names)) < len(names):
        raise BadUserInput(f"--columns {told}: give each column a name of its own, parted by commas")
    return names


def _text_encoding(encoding: str) -> str:
    """Check that it is one for text; UTF-8 may begin with a byte order mark."""
    try:
        name = codecs.lookup(encoding).name
        "a".encode(encoding)
    except LookupError:
        raise BadUserInput(
            f"--encoding {encoding} is unknown: give utf-8, utf-16, cp1252, latin-1 ..."
        ) from None
    return "utf-8-sig" if name == "utf-8" else name
