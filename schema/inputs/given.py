"""What a client left out, what it cleared, and what it gave."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from strawberry import UNSET

T = TypeVar("T")
U = TypeVar("U")


def each(values: Iterable[T] | None, convert: Callable[[T], U]) -> tuple[U, ...] | None:
    """Convert a list that was given; one that is null or left out stays so."""
    return values if values is None or values is UNSET else tuple(map(convert, values))


def itself(value: T) -> T:
    """Take a value as it is."""
    return value


def changes(**fields: Any) -> dict[str, object]:
    """Keep the fields that were given; null is given."""
    return {name: value for name, value in fields.items() if value is not UNSET}
