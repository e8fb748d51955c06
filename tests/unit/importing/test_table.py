"""Tables: every row under its columns, and a bad row costs itself alone."""

import pytest

from service.errors import BadUserInput
from service.importing import lines
from service.importing.export import export_of
from service.importing.row import Row, Unreadable
from tests.unit.importing.exports import cells, form, rows


def test_cells_stand_under_the_header(tmp_path):
    """Quoted cells hold delimiters, quotes and line breaks; a row's line is its first."""
    told = form(tmp_path, 'id,text\n1,"a, ""b""\r\nc"\n2,d\n')
    assert cells(told) == [{"id": "1", "text": 'a, "b"\r\nc'}, {"id": "2", "text": "d"}]
    assert [row.line for row in rows(told)] == [2, 4]


def test_rows_that_say_nothing_are_passed_over(tmp_path):
    """Blank lines and rows of blank cells, as spreadsheets leave them, are no rows."""
    assert cells(form(tmp_path, "\nid,text\n\n1,a\n , \n,\n\n")) == [{"id": "1", "text": "a"}]


def test_another_number_of_cells_is_refused(tmp_path):
    """The row is told as it stands, with both numbers."""
    [short, good, long] = rows(form(tmp_path, "id,text\n1\n2,b\n3,c,d\n"))
    assert short == Unreadable(2, "1", "the row has 1 cells, the table 2 columns")
    assert dict(good.cells) == {"id": "2", "text": "b"}
    assert (long.line, long.raw) == (4, "3,c,d")


def test_a_quote_that_is_never_closed_costs_its_own_line(tmp_path):
    """Not the rest of the file, which the quote would swallow."""
    told = form(tmp_path, 'id,text\n1,"open\n2,b\n3,"c"\n4,d\n')
    assert cells(told) == [
        '1,"open',
        {"id": "2", "text": "b"},
        {"id": "3", "text": "c"},
        {"id": "4", "text": "d"},
    ]


def test_a_quote_closed_within_a_cell_is_refused(tmp_path):
    """It is not guessed what was meant; the message names the way out."""
    [bad, good] = rows(form(tmp_path, 'id,text\n1,"great" he said\n2,b\n'))
    assert (bad.line, bad.raw) == (2, '1,"great" he said')
    assert "--quote none" in bad.message
    assert isinstance(good, Row)


def test_tsv_takes_quotes_for_text(tmp_path):
    """A review that begins with a quote is not the beginning of a quoted cell."""
    told = form(tmp_path, 'id\ttext\n1\t" was fine\n2\t"b"\n', name="a.tsv")
    assert cells(told) == [{"id": "1", "text": '" was fine'}, {"id": "2", "text": '"b"'}]


def test_bytes_that_are_no_text_refuse_the_row(tmp_path):
    """Also where they stand in the middle of a row of several lines."""
    [bad, good] = rows(form(tmp_path, b'id,text\n1,"a\nb\xe9"\n2,c\n'))
    assert (bad.line, bad.raw) == (2, '1,"a\nb\\xe9"')
    assert "--encoding" in bad.message
    assert dict(good.cells) == {"id": "2", "text": "c"}


def test_an_endless_line_refuses_itself(tmp_path, monkeypatch):
    """The next row is read."""
    monkeypatch.setattr(lines, "LONGEST", 20)
    told = form(tmp_path, f"id,text\n1,{'x' * 99}\n2,c\n")
    assert cells(told) == [f"1,{'x' * 18}", {"id": "2", "text": "c"}]


def test_an_endless_cell_without_quotes_refuses_its_line(tmp_path):
    """Without a word of quotes."""
    [bad, good] = rows(form(tmp_path, f"id\ttext\n1\t{'x' * 140_000}\n2\tc\n", name="a.tsv"))
    assert (bad.line, "quote" in bad.message) == (2, False)
    assert dict(good.cells) == {"id": "2", "text": "c"}


def test_an_endless_cell_refuses_its_line(tmp_path):
    """A quote opened far from its end does not gather the file in memory."""
    told = form(tmp_path, 'id,text\n1,"a\n' + "2,b\n" * 50_000)
    found = cells(told)
    assert found[0] == '1,"a'
    assert len(found) == 50_001


def test_columns_without_a_name_of_their_own_have_numbers(tmp_path):
    """Nameless and repeated columns are told apart by number."""
    told = form(tmp_path, "id,,text,text\n1,2,3,4\n")
    assert cells(told) == [{"id": "1", "#2": "2", "#3": "3", "#4": "4"}]
    assert export_of(told).resolve(["id", "2", "4"]) == {"id": "id", "2": "#2", "4": "#4"}


def test_a_name_goes_before_a_number(tmp_path):
    """Survey tools call their columns 1, 2, 3."""
    assert export_of(form(tmp_path, "2,1\na,b\n")).resolve(["1", "2"]) == {"1": "1", "2": "2"}


def test_without_a_header_the_first_row_is_data(tmp_path):
    """Columns have the names told, or numbers."""
    assert cells(form(tmp_path, "1,a\n", columns="id,text")) == [{"id": "1", "text": "a"}]
    assert cells(form(tmp_path, "1,a\n", header=False)) == [{"#1": "1", "#2": "a"}]


def test_identical_rows_have_one_digest(tmp_path):
    """Whatever the columns are called; rows that differ in how cells are parted do not."""
    named, numbered = (
        form(tmp_path, "1,a\n1,a\n1a,\n", columns="id,text"),
        form(tmp_path, "1,a\n1,a\n1a,\n", header=False),
    )
    digests = [row.digest for row in rows(named)]
    assert digests[0] == digests[1] != digests[2]
    assert [row.digest for row in rows(numbered)] == digests


@pytest.mark.parametrize(
    ("content", "column", "said"),
    [
        (
            "id,text\n1,a\n",
            "txt",
            "no column 'txt' in export.csv: give one of id, text, or its number from 1 to 2",
        ),
        ("id,text\n1,a\n", "3", "no column '3'"),
        ("id;text\n1;a\n", "text", "a single one: is --delimiter right"),
        ("", "id", "export.csv holds no rows"),
        (b"i\xe9,text\n", "text", "line 1 of export.csv, the first row"),
    ],
)
def test_an_unknown_column_tells_those_that_are_there(tmp_path, content, column, said):
    """The refusal names the fix."""
    with pytest.raises(BadUserInput, match=said):
        export_of(form(tmp_path, content)).resolve([column])
