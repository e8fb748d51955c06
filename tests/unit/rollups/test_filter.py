"""Which days count, and when two filters ask the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.selection import Selection
from scoring.vocabulary import Channel, FeedbackSource
from service.rollups import ScoreFilter
from service.rollups.filter import Span

TODAY = 20_000
bounds = st.none() | st.integers(TODAY - 5, TODAY + 5)


@pytest.mark.parametrize(
    ("chosen", "window_days", "span"),
    [
        (ScoreFilter(), 90, Span(TODAY - 89, None)),
        (ScoreFilter(), 1, Span(TODAY, None)),
        (ScoreFilter(), None, Span(None, None)),
        (ScoreFilter(since=3), 90, Span(3, None)),
        (ScoreFilter(until=3), 90, Span(None, 3)),
        (ScoreFilter(since=3, until=5), None, Span(3, 5)),
        (ScoreFilter(since=0, until=0), 1, Span(0, 0)),
    ],
)
def test_given_bounds_replace_the_window(chosen, window_days, span):
    """Without bounds the journey's window applies and is open ahead; one bound leaves the other side open."""
    assert chosen.span(window_days, TODAY) == span
    assert chosen.dated is (chosen != ScoreFilter())


@given(bounds, bounds, st.integers(TODAY - 7, TODAY + 7))
def test_membership_and_the_database_agree(since, until, day):
    """What a span holds in memory is what it asks the database for; both bounds are included."""
    asked = Span(since, until).match("day").get("day", {})
    held = day >= asked.get("$gte", day) and day <= asked.get("$lte", day)
    assert (day in Span(since, until)) is held
    assert held is ((since is None or since <= day) and (until is None or day <= until))


def test_an_open_span_asks_for_nothing():
    """All days: no condition at all, so that cells of any day match."""
    assert Span(None, None).match("day") == {}


def test_keys_name_what_is_asked():
    """Equal filters have equal keys in whatever order they were said; anything else makes another key."""
    both = frozenset({Channel.WEB, Channel.APP})
    again = frozenset({Channel.APP, Channel.WEB})
    assert ScoreFilter(Selection(channels=both)).key("j") == ScoreFilter(Selection(channels=again)).key("j")
    keys = [
        ScoreFilter().key("j"),
        ScoreFilter().key("k"),
        ScoreFilter(Selection()).key("j"),
        ScoreFilter(Selection(channels=frozenset())).key("j"),
        ScoreFilter(Selection(channels=both)).key("j"),
        ScoreFilter(Selection(sources=frozenset({FeedbackSource.SOCIAL}))).key("j"),
        ScoreFilter(Selection(personas=frozenset({"p"}))).key("j"),
        ScoreFilter(Selection(personas=frozenset({"p", "q"}))).key("j"),
        ScoreFilter(since=1).key("j"),
        ScoreFilter(until=1).key("j"),
        ScoreFilter(since=1, until=1).key("j"),
    ]
    assert len(set(keys)) == len(keys)
