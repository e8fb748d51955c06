"""JSON from outside: how deep it is, and what is no plain JSON."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.app.plain_json import is_deeper, is_vast, read_plain
from service.settings import Limits

LIMITS = Limits(json_depth=4, json_values=5)
NESTED = st.recursive(
    st.none() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


def depth(value: object) -> int:
    """Count the levels, the plain way."""
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


@given(NESTED)
def test_depth(value: object):
    """A value is deeper than every number of levels below its own."""
    own = depth(value)
    assert [is_deeper(value, levels) for levels in range(own + 2)] == [True] * own + [False] * 2


def values(value: object) -> int:
    """Count the values inside, the plain way."""
    if isinstance(value, dict):
        value = list(value.values())
    return sum(1 + values(inner) for inner in value) if isinstance(value, list) else 0


@given(NESTED)
def test_values(value: object):
    """A value is vast where it has more values inside than are allowed."""
    own = values(value)
    assert [is_vast(value, most) for most in (max(own - 1, 0), own)] == [own > 0, False]


@pytest.mark.parametrize("item", [b"{}", b"[]", b"1", b'{"a":[1]}', b"[" * 28 + b"]" * 28, b'{"\\"[":1}'])
def test_a_vast_body(item: bytes):
    """2 MiB of tiny values are refused in less than 200 ms; 50,000 are read. They took 1.2 s."""
    many = b",".join([item] * (2_000_000 // (len(item) + 1)))
    began = time.process_time()
    with pytest.raises(ValueError, match="more than 50000 values"):
        read_plain(b'{"a":[' + many + b"]}", "it", Limits())
    assert time.process_time() - began < 0.2


def test_brackets_in_texts():
    """Are no values, however many there are."""
    text = "[" * 100_000 + '"{'
    assert read_plain(json.dumps([text, "\\"]).encode(), "it", Limits()) == [text, "\\"]


@pytest.mark.parametrize("text", [b'"' + b'\\"[' * 600_000, b'["' + b"[" * 2_000_000])
def test_a_text_that_does_not_end(text: bytes):
    """Is seen to be no JSON in no time."""
    began = time.process_time()
    with pytest.raises(ValueError, match="it is not JSON"):
        read_plain(text, "it", Limits())
    assert time.process_time() - began < 0.2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "it is not JSON"),
        (b"\xff", "it is not JSON"),
        (b"NaN", "it is not JSON"),
        (b'"\\ud800"', "it is not JSON"),
        (b'{"a": -Infinity}', "it is not JSON"),
        (b'{"a": {"b": 1, "b": 1}}', "it is not plain JSON: a name stands twice"),
        (b"[[[[[]]]]]", "it is nested more than 4 levels deep"),
        (b'{"a": [{}, {}, 1, 1, 1]}', "it has more than 5 values: send less at once"),
    ],
)
def test_what_is_refused(text: bytes, said: str):
    """The sentence begins with what was being read."""
    with pytest.raises(ValueError, match=said):
        read_plain(text, "it", LIMITS)


def test_what_is_read():
    """Any JSON, not objects alone."""
    assert [read_plain(text, "it", LIMITS) for text in (b"1", b'"a"', b'{"a": [null]}')] == [
        1,
        "a",
        {"a": [None]},
    ]
