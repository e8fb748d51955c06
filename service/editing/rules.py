"""A rule takes a value and its spot, notes what is wrong there, and gives the value to keep."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.editing.spot import Spot
from service.errors import ProblemCode

Rule = Callable[[Any, Spot], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """The rule of a field, and whether null clears it. A blank string clears what null clears."""

    rule: Rule
    nullable: bool

    def __call__(self, value: Any, spot: Spot) -> Any:
        """Check one value of the field."""
        if self.nullable and (value is None or (isinstance(value, str) and not value.strip())):
            return None
        if value is None:
            return spot.refuse(ProblemCode.REQUIRED, "cannot be null: leave it out to keep it")
        return self.rule(value, spot)


Fields = Mapping[str, Field]


def must(rule: Rule) -> Field:
    """Have a field that always has a value."""
    return Field(rule, nullable=False)


def may(rule: Rule) -> Field:
    """Have a field that may be null."""
    return Field(rule, nullable=True)


def record(fields: Fields) -> Rule:
    """Check a draft field by field."""

    def check(draft: Any, spot: Spot) -> Any:
        given = {name: getattr(draft, name) for name in fields}
        return replace(draft, **checked(given, fields, spot))

    return check


def checked(values: Mapping[str, object], fields: Fields, spot: Spot) -> dict[str, Any]:
    """Check the values that are there."""
    return {name: fields[name](value, spot.at(name)) for name, value in values.items()}


def pair(**rules: Rule) -> Rule:
    """Check a tuple by position; the names are those the client knows."""

    def check(values: tuple[Any, ...], spot: Spot) -> tuple[Any, ...]:
        return tuple(
            rule(value, spot.at(name)) for (name, rule), value in zip(rules.items(), values, strict=True)
        )

    return check


def items(rule: Rule, most: int | None = None, least: int = 0) -> Rule:
    """Check each item of a list of a bounded length."""

    def check(values: tuple[Any, ...], spot: Spot) -> tuple[Any, ...]:
        if len(values) < least:
            spot.refuse(ProblemCode.REQUIRED, f"is empty: send at least {least}")
        if most is not None and len(values) > most:
            spot.refuse(ProblemCode.TOO_MANY, f"has {len(values)} items: send at most {most}")
            return values
        return tuple(rule(value, spot.at(place)) for place, value in enumerate(values))

    return check


def distinct(rule: Rule, most: int, least: int = 0, by: Callable[[Any], Any] = lambda value: value) -> Rule:
    """Check a list whose items differ in `by`."""
    every = items(rule, most, least)

    def check(values: tuple[Any, ...], spot: Spot) -> Any:
        seen = set()
        for place, value in enumerate(values[:most]):
            if by(value) in seen:
                spot.at(place).refuse(ProblemCode.MALFORMED, f"repeats {by(value)}: send each one once")
            seen.add(by(value))
        return every(values, spot)

    return check


def as_given(value: Any, _: Spot) -> Any:
    """Take what the schema has checked already."""
    return value
