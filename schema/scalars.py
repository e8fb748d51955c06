"""Times, days and sequence numbers as they travel."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final, NewType

import strawberry
from graphql import GraphQLError, ValueNode, value_from_ast_untyped
from strawberry.types.scalar import ScalarDefinition

Seq = NewType("Seq", int)

_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UNSAFE: Final = 2**53


def parse_instant(value: Any) -> datetime:
    """Read an RFC 3339 time with its offset, which is kept; digits finer than microseconds are cut.

    Raises GraphQLError for anything else: a time without an offset is a different moment on every phone.
    """
    try:
        if isinstance(value, str) and _INSTANT.fullmatch(value):
            instant = datetime.fromisoformat(value.upper())
            instant.astimezone(UTC)  # year 1 and year 9999 may lie outside in UTC
            return instant
    except (ValueError, OverflowError):
        pass
    raise GraphQLError("A DateTime is RFC 3339 with an offset, such as 2026-03-01T09:30:00+01:00 or ...Z.")


def print_instant(value: Any) -> str:
    """Write a time in UTC with milliseconds, as JavaScript's toISOString does: equally long, so it sorts."""
    return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def parse_day(value: Any) -> date:
    """Read YYYY-MM-DD; raises GraphQLError for anything else."""
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise GraphQLError("A Date is a day of the calendar, YYYY-MM-DD, such as 2026-03-01.")


def print_day(value: Any) -> str:
    """Write a day as YYYY-MM-DD."""
    day: str = value.isoformat()
    return day


def parse_seq(value: Any) -> int:
    """Read a whole number from 0 to 2^53 - 1; raises GraphQLError for anything else."""
    whole = isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1
    if whole and 0 <= value < _UNSAFE:
        return int(value)
    raise GraphQLError("A Seq is a whole number from 0 to 9007199254740991, as the API gave it.")


def in_document(parse: Callable[[Any], Any]) -> Callable[..., Any]:
    """Read a value that stands in the document itself, and say where it stands if it cannot be read."""

    def parse_literal(node: ValueNode, variables: dict[str, Any] | None = None) -> Any:
        try:
            return parse(value_from_ast_untyped(node, variables))
        except GraphQLError as error:
            raise GraphQLError(error.message, node) from None

    return parse_literal


SCALARS: Final[dict[object, ScalarDefinition]] = {
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment: RFC 3339 with an offset, such as 2026-03-01T09:30:00+01:00. Given back in "
        "UTC with milliseconds, 2026-03-01T08:30:00.000Z. Intervals of moments include their start and not "
        "their end.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
        serialize=print_instant,
        parse_value=parse_instant,
        parse_literal=in_document(parse_instant),
    ),
    date: strawberry.scalar(
        name="Date",
        description="A UTC day, YYYY-MM-DD. Intervals of days include both their first and their last day.",
        serialize=print_day,
        parse_value=parse_day,
        parse_literal=in_document(parse_day),
    ),
    Seq: strawberry.scalar(
        name="Seq",
        description="A sequence number: a whole number below 2^53, a plain JSON number. A larger one is "
        "newer; compare those of one journey only, and read nothing else into them.",
        serialize=int,
        parse_value=parse_seq,
        parse_literal=in_document(parse_seq),
    ),
}
