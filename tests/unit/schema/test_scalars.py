"""Times, days and sequence numbers mean the same on every phone, or are refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from graphql import GraphQLError
from hypothesis import given
from hypothesis import strategies as st

from schema.scalars import parse_day, parse_instant, parse_seq, print_day, print_instant


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01T09:30:00Z", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
        ("2026-03-01t09:30:00z", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
        ("2026-03-01T09:30:00+01:00", datetime(2026, 3, 1, 8, 30, tzinfo=UTC)),
        ("2026-03-01T09:30:00.25-00:00", datetime(2026, 3, 1, 9, 30, 0, 250_000, tzinfo=UTC)),
        ("2026-03-01T09:30:00.123456789Z", datetime(2026, 3, 1, 9, 30, 0, 123_456, tzinfo=UTC)),
    ],
)
def test_moments(text, moment):
    """RFC 3339 with an offset is read to the microsecond."""
    assert parse_instant(text) == moment


def test_a_moment_keeps_its_offset():
    """What the phone's clock showed is still known: it becomes utcOffsetMinutes."""
    assert parse_instant("2026-03-01T09:30:00+05:30").utcoffset() == timedelta(hours=5, minutes=30)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01T09:30:00",
        "2026-03-01",
        "2026-03-01 09:30:00Z",
        "2026-02-30T09:30:00Z",
        "2026-03-01T24:30:00Z",
        "2026-03-01T09:30Z",
        "20260301T093000Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "2026-03-01T09:30:00+25:00",
        "٢٠٢٦-03-01T09:30:00Z",
        "",
        1_772_000_000,
        None,
        True,
    ],
)
def test_no_moments(text):
    """Without an offset, outside the calendar, or in another format, a time is refused, with an example."""
    with pytest.raises(GraphQLError, match="2026-03-01T09:30:00"):
        parse_instant(text)


def test_a_moment_is_written_in_utc_with_milliseconds():
    """Always of the same length, so that texts sort as moments do."""
    assert print_instant(datetime(2026, 3, 1, 9, 30, tzinfo=UTC)) == "2026-03-01T09:30:00.000Z"
    assert print_instant(parse_instant("2026-03-01T09:30:00.25+01:00")) == "2026-03-01T08:30:00.250Z"


@given(st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)))  # noqa: DTZ001  made aware below
def test_a_written_moment_is_read_back(moment):
    """To the millisecond, which is what is stored."""
    stored = moment.replace(microsecond=moment.microsecond // 1000 * 1000, tzinfo=UTC)
    assert parse_instant(print_instant(stored)) == stored


def test_days():
    """A day is a day of the calendar, in one format."""
    assert parse_day("2024-02-29") == date(2024, 2, 29)
    assert print_day(date(2024, 2, 29)) == "2024-02-29"


@pytest.mark.parametrize(
    "text", ["2023-02-29", "20240229", "2024-W09-4", "2024-02-29T00:00:00Z", "", 20240229, None]
)
def test_no_days(text):
    """Anything else is refused, with an example."""
    with pytest.raises(GraphQLError, match="2026-03-01"):
        parse_day(text)


def test_sequence_numbers():
    """Whole numbers that JavaScript holds exactly, also when JSON wrote them as 5.0."""
    assert [parse_seq(value) for value in (0, 5.0, 2**53 - 1)] == [0, 5, 2**53 - 1]


@pytest.mark.parametrize("value", [-1, 2**53, 0.5, float("nan"), float("inf"), True, "5", None])
def test_no_sequence_numbers(value):
    """Anything else is refused."""
    with pytest.raises(GraphQLError, match="Seq"):
        parse_seq(value)
