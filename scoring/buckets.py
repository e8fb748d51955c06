"""How a trend cuts a span of days into buckets."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from scoring.vocabulary import TimeBucket

MOST_BUCKETS: Final = 400
"""The longest trend."""

_MONTHS: Final = 12
_DAYS: Final = {TimeBucket.DAY: 1, TimeBucket.WEEK: 7}


class BadSpan(ValueError):
    """A span of days that cannot be cut into buckets; nothing is."""


class SpanReversed(BadSpan):
    """A span that starts after it ends."""

    def __init__(self, since: date, until: date) -> None:
        super().__init__(f"since {since} is after until {until}: swap them")


class SpanTooLong(BadSpan):
    """A span of more buckets than `MOST_BUCKETS`."""

    def __init__(self, buckets: int, bucket: TimeBucket) -> None:
        super().__init__(
            f"{buckets} buckets of one {bucket}, at most {MOST_BUCKETS}: shorten the span or lengthen them"
        )


class SpanBeyondCalendar(BadSpan):
    """A span whose last day has no day after it."""

    def __init__(self, until: date) -> None:
        super().__init__(f"until {until} is the calendar's last day: choose an earlier one")


@dataclass(frozen=True, slots=True)
class Bucket:
    """The days of one bucket, half open: `start` is the first, `end` the first that is no longer in it."""

    start: date
    end: date


def buckets(since: date, until: date, bucket: TimeBucket) -> list[Bucket]:
    """Cut the days since..until, both included, into 1..400 buckets without gap or overlap.

    DAY; WEEK is 7 days counted from `since`; MONTH a calendar month, the first from `since` on. The last is
    cut at `until`. Raises SpanReversed, SpanTooLong or SpanBeyondCalendar.
    """
    if since > until:
        raise SpanReversed(since, until)
    if until == date.max:
        raise SpanBeyondCalendar(until)
    wanted = _count(since, until, bucket)
    if wanted > MOST_BUCKETS:
        raise SpanTooLong(wanted, bucket)
    return list(_cut(since, until + timedelta(days=1), bucket))


def _count(since: date, until: date, bucket: TimeBucket) -> int:
    if bucket is TimeBucket.MONTH:
        return _MONTHS * (until.year - since.year) + until.month - since.month + 1
    return (until - since).days // _DAYS[bucket] + 1


def _cut(start: date, stop: date, bucket: TimeBucket) -> Iterator[Bucket]:
    while start < stop:
        days = min(_length(start, bucket), (stop - start).days)
        end = start + timedelta(days=days)
        yield Bucket(start, end)
        start = end


def _length(start: date, bucket: TimeBucket) -> int:
    """Return the days from `start` to the end of its bucket."""
    if bucket is TimeBucket.MONTH:
        return monthrange(start.year, start.month)[1] - start.day + 1
    return _DAYS[bucket]
