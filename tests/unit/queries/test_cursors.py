"""Cursors are opaque, and good for one list of one tenant."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BadUserInput
from service.queries.cursors import CursorCodec

CODEC = CursorCodec(b"k" * 32)
SCOPE = "journeys\0north"
MOMENT = datetime(2026, 3, 1, 12, 30, 0, 7_000, tzinfo=UTC)

moments = st.integers(-(10**13), 10**13).map(
    lambda each: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=each)
)
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@given(st.tuples(words | moments, words))
def test_a_cursor_opens_to_what_was_sealed(values: tuple[str | datetime, str]) -> None:
    """Every position comes back exactly, to the millisecond."""
    assert CODEC.open(SCOPE, CODEC.seal(SCOPE, values)) == values


def test_equal_positions_give_equal_cursors() -> None:
    """A client may compare cursors: the same place has one name, in every process with the key."""
    assert CODEC.seal(SCOPE, ("Join", "a")) == CursorCodec(b"k" * 32).seal(SCOPE, ("Join", "a"))


def test_a_cursor_tells_nothing_of_the_data() -> None:
    """Short names, long names and moments give cursors of one length; no two share a beginning."""
    cursors = [
        CODEC.seal(SCOPE, values) for values in (("A", "x" * 24), ("A" * 30, "x" * 24), (MOMENT, "x" * 32))
    ]
    assert [len(each) for each in cursors] == [107, 107, 107]
    assert len({each[:6] for each in cursors}) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "é",
        "\0",
        "\ud800",
        "YXJyYXljb25uZWN0aW9uOjE5",
        "A" * 107,
        "A" * 100_000,
        CODEC.seal("journeys\0south", ("Join", "a")),
        CODEC.seal("personas\0north", ("Join", "a")),
        CursorCodec(b"o" * 32).seal(SCOPE, ("Join", "a")),
        CODEC.seal(SCOPE, ("Join", "a"))[:-4],
        CODEC.seal(SCOPE, ("Join", "a")).swapcase(),
    ],
)
def test_what_was_not_sealed_here_is_refused(text: str) -> None:
    """Garbled, another tenant's, another list's and another key's: no cursor of this list."""
    with pytest.raises(BadUserInput) as caught:
        CODEC.open(SCOPE, text)
    assert caught.value.message == "after is not a cursor of this list: pass an endCursor as the API gave it"


def test_a_refusal_names_the_argument_and_its_source() -> None:
    """A bad `before` is told apart from a bad `after`."""
    with pytest.raises(BadUserInput, match=r"^before is not a cursor of this list: pass a startCursor"):
        CODEC.open(SCOPE, "x", "before")
