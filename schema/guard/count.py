"""How many items a list is counted as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from graphql import ArgumentNode, IntValueNode, VariableNode

from schema.guard.sizes import PAGE

Values = Mapping[str, Any]

LONGEST: Final = 10
"""Digits of a literal that is read: one that is longer is above any bound."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of a declared size; `again` is its size where the map is walked a second time."""

    size: int
    again: int


class Mark(Enum):
    """What a factor stands for that is no number by itself."""

    EACH = auto()
    """The items of a page, until the field around it says how many it is asked for."""

    UP = auto()
    """A step from a touchpoint back up to its journey or stage."""


@dataclass(frozen=True, slots=True)
class Count:
    """The larger of what variables ask for and of what the document says itself, 0 to `most`.

    What is no whole number, or below 0, counts as nothing: it is refused later, by name.
    """

    variables: tuple[str, ...]
    said: int | None
    otherwise: int
    most: int

    def of(self, values: Values) -> int:
        """Count for one request; what is above `most` is refused by the field itself, so `most` is enough."""
        given = [_whole(value) for name in self.variables if (value := values.get(name)) is not None]
        if self.said is not None:
            given.append(self.said)
        return min(max(given, default=self.otherwise), self.most)


@dataclass(frozen=True, slots=True)
class Asking:
    """Which arguments of a field say how many items it lists."""

    names: frozenset[str]
    otherwise: int
    most: int

    def by(self, arguments: Sequence[ArgumentNode]) -> Count | Items:
        """Read the arguments of one field."""
        variables: list[str] = []
        said: int | None = None
        for argument in arguments:
            if argument.name.value in self.names:
                value = argument.value
                if isinstance(value, VariableNode):
                    variables.append(value.name.value)
                elif isinstance(value, IntValueNode):
                    said = max(said or 0, self._literal(value.value))
        count = Count(tuple(variables), said, self.otherwise, self.most)
        return count if variables else Items(size := count.of({}), size)

    def _literal(self, digits: str) -> int:
        return max(int(digits), 0) if len(digits) <= LONGEST else self.most


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0
    return max(int(value), 0) if value == value // 1 else 0


Factor = Items | Count | Mark


def product(factors: Sequence[Factor], values: Values, page: Factor) -> int:
    """Multiply the items of lists within each other; `page` is what a page is that nothing has said yet.

    From inside a list back up to the journey, its lists count as long as a map may be: the way up is open
    again and again, and each time as many items come down as there really are.
    """
    result, listed, again = 1, False, False
    for factor in factors:
        match page if factor is Mark.EACH else factor:
            case Count() as count:
                result *= count.of(values)
            case Items() as items:
                result *= items.again if again else items.size
            case Mark.EACH:
                result *= PAGE
            case Mark.UP:
                again = again or listed
                continue
        listed = True
    return result
