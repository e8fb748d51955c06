"""Texts of a file, one a line, as they come in."""

from collections.abc import Iterator
from io import BufferedReader
from typing import Final

CHUNK_BYTES: Final = 64 * 1024
"""Bytes that are looked at together."""

LINE_BYTES: Final = 32 * 1024
"""Bytes that are kept of a line: more than any analyser reads, whatever alphabet it is in."""


def texts_of(file: BufferedReader) -> Iterator[list[str]]:
    """Give lines as soon as they are there, however long the file and each of them.

    What is no UTF-8 becomes U+FFFD. Lines end as on Unix or on Windows; a byte order mark goes.
    """
    rest = b""
    while chunk := file.read1(CHUNK_BYTES):
        *lines, rest = (rest + chunk).split(b"\n")
        if lines:
            yield [_text(line) for line in lines]
        rest = rest[:LINE_BYTES]
    if rest:
        yield [_text(rest)]


def _text(line: bytes) -> str:
    return line.removesuffix(b"\r")[:LINE_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
