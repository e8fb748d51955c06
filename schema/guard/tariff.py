"""What each field of the schema costs, and how many items it is counted to list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)

from schema.guard.count import Asking, Items, Mark
from schema.guard.sizes import AGAIN, FIRST, PAGE, SIZES, UNDECLARED, UPWARDS, WEIGHTS

BOTH_ENDS: Final = frozenset({"first", "last"})


@dataclass(frozen=True, slots=True)
class Fare:
    """What a field costs itself, the type it gives, and how many of it; None: one.

    `page` says that its items stand one field further down, as a connection's edges do.
    """

    own: int = 1
    type: str | None = None
    items: Items | Asking | Mark | None = None
    page: bool = False


UNKNOWN: Final = Fare()
"""Of a field that the schema does not have: validation will say so."""

Tariff = Mapping[str, Mapping[str, Fare]]


def tariff(schema: GraphQLSchema, most_items: int) -> Tariff:
    """Price every field of a schema; no list counts as more than `most_items` by its arguments."""
    return {
        each.name: {
            name: _fare(f"{each.name}.{name}", field, most_items) for name, field in each.fields.items()
        }
        for each in schema.type_map.values()
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType) and not each.name.startswith("__")
    }


def _fare(name: str, field: GraphQLField, most: int) -> Fare:
    own, named = WEIGHTS.get(name, 1), get_named_type(field.type)
    if is_leaf_type(named):
        return Fare(own)
    if not _lists(field):
        if field.args.keys() >= BOTH_ENDS:
            return Fare(own, named.name, Asking(BOTH_ENDS, PAGE, most), page=True)
        return Fare(own, named.name, Mark.UP if name in UPWARDS else None)
    if name in FIRST:
        return Fare(own, named.name, Asking(frozenset({"first"}), FIRST[name], most))
    if name.endswith("Connection.edges"):
        return Fare(own, named.name, Mark.EACH)
    size = SIZES.get(name, UNDECLARED)
    return Fare(own, named.name, Items(size, max(size, AGAIN)))


def _lists(field: GraphQLField) -> bool:
    shape = field.type
    return isinstance(shape.of_type if isinstance(shape, GraphQLNonNull) else shape, GraphQLList)
