"""Lines come one by one with their numbers, whatever bytes are in them."""

import codecs

import pytest

from service.errors import BadUserInput
from service.importing import lines
from service.importing.lines import Line, lines_of, shown, undecoded
from tests.unit.importing.exports import form


def test_numbers_endings_and_skipped_lines(tmp_path):
    """Numbers count from the file's first line, also when leading ones are skipped; endings stay."""
    told = form(tmp_path, "a\r\nb\nc\rd", skip=1)
    assert list(lines_of(told)) == [Line(2, "b\n"), Line(3, "c\r"), Line(4, "d")]


def test_a_byte_order_mark_is_no_text(tmp_path):
    """UTF-8 may begin with one."""
    assert [line.text for line in lines_of(form(tmp_path, codecs.BOM_UTF8 + b"id\n"))] == ["id\n"]


def test_utf16_is_read_if_it_is_told_and_named_if_not(tmp_path):
    """What spreadsheets call Unicode text works, and the fix is named."""
    content = "id\nä\n".encode("utf-16")
    told = form(tmp_path, content, encoding="utf-16")
    assert [line.text for line in lines_of(told)] == ["id\n", "ä\n"]
    with pytest.raises(BadUserInput, match="is UTF-16: give --encoding utf-16"):
        list(lines_of(form(tmp_path, content)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "ascii"])
def test_bytes_that_are_no_text_cost_their_line_alone(tmp_path, encoding):
    """The lines before and after are read."""
    bad, told = (b"\x00\xdc", r"x\x00\xdcy") if encoding == "utf-16" else (b"\xe9", r"x\xe9y")
    parts = [part.encode("utf-16-le" if encoding == "utf-16" else encoding) for part in ("a\nx", "y\nb\n")]
    content = (codecs.BOM_UTF16_LE if encoding == "utf-16" else b"") + parts[0] + bad + parts[1]
    found = list(lines_of(form(tmp_path, content, encoding=encoding)))
    assert [undecoded(line.text) for line in found] == [False, True, False]
    assert shown(found[1].text) == told
    assert [found[0].text, found[2].text] == ["a\n", "b\n"]


def test_only_reading_is_forgiving():
    """What cannot be written is an error as ever."""
    with pytest.raises(UnicodeEncodeError):
        "ä".encode("ascii", "heartline.mark")


def test_a_line_without_end_is_cut(tmp_path, monkeypatch):
    """It takes no more memory than the longest line may have."""
    monkeypatch.setattr(lines, "LONGEST", 10)
    found = list(lines_of(form(tmp_path, "short\n" + "x" * 35 + "\nnext\n")))
    assert found == [Line(1, "short\n"), Line(2, "x" * 10, cut=True), Line(3, "next\n")]


def test_progress_tells_every_byte(tmp_path):
    """The bytes told add up to the size of the file."""
    told: list[int] = []
    content = "ä,b\n" * 9_000
    assert len(list(lines_of(form(tmp_path, content), told.append))) == 9_000
    assert sum(told) == len(content.encode())
