"""The form of a file is told by its ending, or by options that say what is wrong with them."""

from pathlib import Path

import pytest

from service.errors import BadUserInput
from service.importing.form import Format, form_of


@pytest.mark.parametrize(
    ("name", "chosen", "delimiter", "quote"),
    [
        ("a.csv", Format.CSV, ",", '"'),
        ("a.TSV", Format.TSV, "\t", None),
        ("a.tab", Format.TSV, "\t", None),
        ("a.ndjson", Format.JSONL, ",", None),
    ],
)
def test_the_ending_tells_the_form(name, chosen, delimiter, quote):
    """CSV has quotes and commas, TSV tabs and no quotes."""
    form = form_of(Path(name))
    assert (form.format, form.delimiter, form.quote, form.header) == (chosen, delimiter, quote, True)


def test_options_win():
    """A delimiter may be spelt out, quotes may be told off, and named columns mean there is no header."""
    form = form_of(Path("a.csv"), format="tsv", delimiter="\\t", quote="'", columns="id, rating")
    assert (form.format, form.delimiter, form.quote) == (Format.TSV, "\t", "'")
    assert (form.columns, form.header) == (("id", "rating"), False)
    assert form_of(Path("a.csv"), quote="none").quote is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "give --format csv, tsv or jsonl"),
        ({"format": "csv", "delimiter": ";;"}, "--delimiter is ';;': give one character"),
        ({"format": "csv", "delimiter": "none"}, "--delimiter is 'none': give one character"),
        ({"format": "csv", "quote": "\n"}, "--quote is"),
        ({"format": "csv", "quote": ","}, "--quote and --delimiter are the same"),
        ({"format": "csv", "encoding": "klingon"}, "--encoding klingon is unknown"),
        ({"format": "csv", "encoding": "base64"}, "--encoding base64 is unknown"),
        ({"format": "csv", "columns": "id,,text"}, "--columns id,,text"),
        ({"format": "csv", "columns": "id,id"}, "--columns id,id"),
        ({"format": "jsonl", "columns": "id"}, "are for csv and tsv"),
    ],
)
def test_what_cannot_be_meant_is_refused(options, said):
    """Each refusal names the option and the fix."""
    with pytest.raises(BadUserInput, match=said.replace("(", r"\(")):
        form_of(Path("export.txt"), **options)
