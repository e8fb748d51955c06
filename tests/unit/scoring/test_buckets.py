"""Cutting time without gap or overlap."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.buckets import BadSpan, Bucket, SpanBeyondCalendar, SpanReversed, SpanTooLong, buckets
from scoring.vocabulary import TimeBucket

DAY, WEEK, MONTH = TimeBucket


def told(since, until, bucket):
    """Return the buckets as pairs of written days."""
    cut = buckets(date.fromisoformat(since), date.fromisoformat(until), bucket)
    return [(each.start.isoformat(), each.end.isoformat()) for each in cut]


def test_both_days_are_in():
    """One day is one bucket that ends where the next day starts."""
    expected = [Bucket(date(2026, 3, 1), date(2026, 3, 2))]
    assert all(buckets(date(2026, 3, 1), date(2026, 3, 1), bucket) == expected for bucket in TimeBucket)


def test_weeks_are_counted_from_the_first_day():
    """Seven days each, whatever the weekday; the last is cut."""
    assert told("2026-02-25", "2026-03-11", WEEK) == [
        ("2026-02-25", "2026-03-04"),
        ("2026-03-04", "2026-03-11"),
        ("2026-03-11", "2026-03-12"),
    ]
    assert len(told("2026-02-25", "2026-03-10", WEEK)) == 2


def test_months_are_the_calendars():
    """The first from its day on, February at its own length, the last cut."""
    assert told("2025-12-15", "2026-03-02", MONTH) == [
        ("2025-12-15", "2026-01-01"),
        ("2026-01-01", "2026-02-01"),
        ("2026-02-01", "2026-03-01"),
        ("2026-03-01", "2026-03-03"),
    ]
    assert told("2028-02-29", "2028-02-29", MONTH) == [("2028-02-29", "2028-03-01")]


def test_a_span_starts_before_it_ends():
    """The refusal names both days."""
    with pytest.raises(SpanReversed, match="since 2026-03-02 is after until 2026-03-01"):
        told("2026-03-02", "2026-03-01", DAY)


@pytest.mark.parametrize(
    ("bucket", "longest"), [(DAY, date(2001, 2, 3)), (WEEK, date(2007, 8, 31)), (MONTH, date(2033, 4, 30))]
)
def test_at_most_four_hundred_buckets(bucket, longest):
    """The four hundredth is there; the day after it is refused, and says how many it would take."""
    assert len(buckets(date(2000, 1, 1), longest, bucket)) == 400
    with pytest.raises(SpanTooLong, match="401 buckets"):
        buckets(date(2000, 1, 1), longest + timedelta(days=1), bucket)


def test_the_whole_calendar_is_refused_at_once():
    """Counting comes before cutting."""
    with pytest.raises(SpanTooLong, match="3652058 buckets"):
        buckets(date.min, date(9999, 12, 30), DAY)


def test_the_calendars_last_day_has_no_morrow():
    """A half-open interval cannot end after it; every refusal is a ValueError."""
    with pytest.raises(SpanBeyondCalendar, match="9999-12-31"):
        told("9999-12-01", "9999-12-31", MONTH)
    for bucket in TimeBucket:
        assert told("9999-12-29", "9999-12-30", bucket)[-1][1] == "9999-12-31"
    assert issubclass(BadSpan, ValueError)


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 390), st.sampled_from(TimeBucket))
def test_buckets_tile_the_span(since, length, bucket):
    """Each starts where the one before ended, none is empty, and together they are the span."""
    until = since + timedelta(days=length)
    cut = buckets(since, until, bucket)
    assert cut[0].start == since
    assert cut[-1].end == until + timedelta(days=1)
    assert [each.end for each in cut[:-1]] == [each.start for each in cut[1:]]
    assert all(each.start < each.end for each in cut)
