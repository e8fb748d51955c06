"""JSON lines: an object is a row, anything else is refused alone."""

import pytest

from service.errors import BadUserInput
from service.importing import lines
from service.importing.export import export_of
from service.importing.row import Row
from tests.unit.importing.exports import cells, form, rows

NAME = "export.jsonl"


def test_fields_are_cells(tmp_path):
    """Objects within are flattened, numbers stay as written, null is blank, lists stay lists."""
    told = form(
        tmp_path,
        '{"id": 7, "user": {"ref": "u1", "age": null}, "stars": 0.10, "ok": true, "tags": ["a", 1]}\n\n',
        NAME,
    )
    assert cells(told) == [
        {"id": "7", "user.ref": "u1", "user.age": "", "stars": "0.10", "ok": "true", "tags": ("a", "1")}
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "no JSON object"),
        (b"[1]", "no JSON object: it is"),
        (b'"text"', "no JSON object"),
        (b'{"a": NaN}', "NaN is no number"),
        (b'{"a": "\xe9"}', "some bytes are no text"),
        (b'{"a":' * 3_000 + b"1" + b"}" * 3_000, "nested too deep"),
    ],
)
def test_a_bad_line_is_refused_alone(tmp_path, line, said):
    """The message says what it is; the next line is read."""
    bad, good = rows(form(tmp_path, line + b'\n{"a": 1}\n', NAME))
    assert said in bad.message
    assert (bad.line, good.line, dict(good.cells)) == (1, 2, {"a": "1"})


def test_an_endless_line_is_refused_alone(tmp_path, monkeypatch):
    """It takes no more memory than the longest line may have."""
    monkeypatch.setattr(lines, "LONGEST", 20)
    bad, good = rows(form(tmp_path, f'{{"a": "{"x" * 99}"}}\n{{"a": 1}}\n', NAME))
    assert "longer than" in bad.message
    assert dict(good.cells) == {"a": "1"}


def test_the_order_of_fields_is_no_matter_to_the_digest(tmp_path):
    """The same object written otherwise is the same row."""
    told = form(tmp_path, '{"a": 1, "b": 2}\n{"b":2,"a":1}\n{"a": 2, "b": 1}\n', NAME)
    digests = [row.digest for row in rows(told) if isinstance(row, Row)]
    assert digests[0] == digests[1] != digests[2]


def test_a_field_is_found_wherever_it_comes_first(tmp_path):
    """A field that only a late line has is known; one that none has is refused with those that are there."""
    export = export_of(form(tmp_path, 'x\n{"a": 1}\n{"b": {"c": 2}}\n', NAME))
    assert export.resolve(["b.c", "a"]) == {"b.c": "b.c", "a": "a"}
    with pytest.raises(BadUserInput, match=r"no line of export.jsonl has a field 'b': there are a, b\.c"):
        export.resolve(["b"])
