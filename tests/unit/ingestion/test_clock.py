"""A wrong clock loses nothing, and no time a client can write breaks anything."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import InvalidInput, ProblemCode
from service.ingestion.clock import corrected
from service.settings import Limits
from tests.unit.ingestion.drafting import NOON

FIRST = datetime(1, 1, 1, tzinfo=UTC)
BEFORE_FIRST = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
AFTER_LAST = datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-12)))
LIMITS = Limits()
MINUTE, DAY, TICK = timedelta(minutes=1), timedelta(days=1), timedelta(microseconds=1)


def refusal(occurred_at, sent_at=None, *, ancient=False):
    """Return the one issue a time is refused with."""
    with pytest.raises(InvalidInput) as refused:
        corrected(occurred_at, sent_at, NOON, LIMITS, ancient=ancient)
    [issue] = refused.value.issues
    assert issue.path == ("occurredAt",)
    return issue


def test_without_a_time_it_happened_now():
    """An omitted occurredAt is the moment of receiving, whatever the phone's clock says."""
    assert corrected(None, None, NOON, LIMITS) == NOON
    assert corrected(None, AFTER_LAST, NOON, LIMITS) == NOON


@pytest.mark.parametrize("clock", [BEFORE_FIRST, FIRST, NOON - 400 * DAY, NOON + 2 * DAY, AFTER_LAST])
def test_a_wrong_clock_is_corrected_however_wrong(clock):
    """What happened an hour before sending happened an hour before receiving."""
    assert corrected(clock, clock, NOON, LIMITS) == NOON
    if clock.year > 1:
        assert corrected(clock - 60 * MINUTE, clock, NOON, LIMITS) == NOON - 60 * MINUTE


def test_five_minutes_ahead_is_the_most():
    """A clock may be five minutes ahead and not a microsecond more, with sentAt or without."""
    assert corrected(NOON + 5 * MINUTE, None, NOON, LIMITS) == NOON + 5 * MINUTE
    assert corrected(FIRST + 5 * MINUTE, FIRST, NOON, LIMITS) == NOON + 5 * MINUTE
    for sent_at in (NOON, FIRST):
        issue = refusal(sent_at + 5 * MINUTE + TICK, sent_at)
        assert issue.code is ProblemCode.TOO_FAR_AHEAD
        assert issue.message.endswith("more than 5 minutes ahead of now: send the true time, or sentAt too")


def test_a_year_back_is_the_most():
    """365 days ago is taken, longer ago only by an import."""
    bound = NOON - 365 * DAY
    assert corrected(bound, None, NOON, LIMITS) == bound
    issue = refusal(bound - TICK)
    assert issue.code is ProblemCode.TOO_OLD
    assert issue.message == "occurredAt is more than 365 days ago: `heartline import` takes older feedback"
    assert corrected(bound - TICK, None, NOON, LIMITS, ancient=True) == bound - TICK
    assert corrected(FIRST, None, NOON, LIMITS, ancient=True) == FIRST


@pytest.mark.parametrize(
    ("occurred_at", "sent_at", "code"),
    [
        (BEFORE_FIRST, None, ProblemCode.TOO_OLD),
        (BEFORE_FIRST, AFTER_LAST, ProblemCode.TOO_OLD),
        (FIRST, AFTER_LAST, ProblemCode.TOO_OLD),
        (AFTER_LAST, None, ProblemCode.TOO_FAR_AHEAD),
        (AFTER_LAST, BEFORE_FIRST, ProblemCode.TOO_FAR_AHEAD),
        (NOON, BEFORE_FIRST, ProblemCode.TOO_FAR_AHEAD),
    ],
)
def test_the_ends_of_the_calendar_are_refused_for_what_they_are(occurred_at, sent_at, code):
    """Year 1 is too long ago and year 9999 too far ahead, in any zone and with any sentAt."""
    assert refusal(occurred_at, sent_at).code is code


def test_not_even_an_import_reaches_before_the_calendar():
    """What an import takes can be stored and shown again in UTC."""
    assert (
        refusal(BEFORE_FIRST, ancient=True).message == "occurredAt is before the year 1: send the true time"
    )
    assert refusal(FIRST, AFTER_LAST, ancient=True).code is ProblemCode.TOO_OLD


moments = st.datetimes(timezones=st.integers(-840, 840).map(lambda m: timezone(timedelta(minutes=m))))


@given(moments, st.none() | moments, st.booleans())
def test_every_time_is_corrected_or_refused(occurred_at, sent_at, ancient):
    """Nothing else happens to any pair of times, and what is taken lies within the bounds."""
    try:
        when = corrected(occurred_at, sent_at, NOON, LIMITS, ancient=ancient)
    except InvalidInput:
        return
    assert when.utcoffset() == timedelta()
    assert when - NOON == occurred_at - (sent_at or NOON)
    assert when <= NOON + 5 * MINUTE
    assert ancient or when >= NOON - 365 * DAY
