"""Refused rows stand in a file of their own."""

import json

import pytest

from service.errors import BadUserInput, ProblemCode
from service.importing.refused import Refused, RefusedRows
from service.importing.row import Reason

ROW = Refused(
    3, (Reason("csat", ProblemCode.OUT_OF_RANGE, "csat is '9' ü"),), {"csat": "9\ud800", "tags": ("a",)}
)


def test_a_row_is_a_line_of_json(tmp_path):
    """Line, reasons, and the row with its columns; whatever characters it holds."""
    path = tmp_path / "refused.jsonl"
    with RefusedRows(path) as refused:
        refused.add(ROW)
        refused.add(Refused(4, (Reason(None, ProblemCode.MALFORMED, "no row"),), "1,2"))
    first, second = map(json.loads, path.read_text(encoding="ascii").splitlines())
    assert first == {
        "line": 3,
        "reasons": [{"field": "csat", "rule": "OUT_OF_RANGE", "message": "csat is '9' ü"}],
        "row": {"csat": "9\ud800", "tags": ["a"]},
    }
    assert second["row"] == "1,2"


def test_without_refused_rows_there_is_no_file(tmp_path):
    """And the file of an earlier run is gone."""
    path = tmp_path / "refused.jsonl"
    with RefusedRows(path) as refused:
        refused.add(ROW)
    assert path.exists()
    with RefusedRows(path):
        pass
    assert not path.exists()


def test_a_file_of_another_kind_is_not_touched(tmp_path):
    """A mistyped --refused does not cost anybody's data."""
    path = tmp_path / "survey.csv"
    path.write_text("id,text\n1,a\n")
    with (
        pytest.raises(BadUserInput, match="holds no refused rows: give --refused another name"),
        RefusedRows(path),
    ):
        pass
    assert path.read_text() == "id,text\n1,a\n"


def test_a_place_that_cannot_be_written_is_told_at_once(tmp_path):
    """Not when the first row is refused, hours later."""
    with pytest.raises(BadUserInput, match="tell another place"), RefusedRows(tmp_path / "none" / "refused"):
        pass
