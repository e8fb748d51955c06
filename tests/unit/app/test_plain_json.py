"""JSON from outside: how deep it is, and what is no plain JSON."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.app.plain_json import is_deeper, read_plain

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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "it is not JSON"),
        (b"\xff", "it is not JSON"),
        (b"NaN", "it is not JSON"),
        (b'"\\ud800"', "it is not JSON"),
        (b'{"a": -Infinity}', "it is not JSON"),
        (b'{"a": {"b": 1, "b": 1}}', "it is not plain JSON: a name stands twice"),
    ],
)
def test_what_is_refused(text: bytes, said: str):
    """The sentence begins with what was being read."""
    with pytest.raises(ValueError, match=said):
        read_plain(text, "it")


def test_what_is_read():
    """Any JSON, not objects alone."""
    assert [read_plain(text, "it") for text in (b"1", b'"a"', b'{"a": [null]}')] == [1, "a", {"a": [None]}]
