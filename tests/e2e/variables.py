"""Every place of the API where a client may put a text or an id, found in the schema itself."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    get_named_type,
    is_composite_type,
    is_required_argument,
    is_required_input_field,
)

from schema.build import build_schema, core_of

CORE = core_of(build_schema())
PLAIN = {
    "String": "x",
    "ID": "x",
    "Int": 1,
    "Float": 1,
    "Boolean": False,
    "DateTime": "2026-01-01T00:00:00Z",
    "Date": "2026-01-01",
    "Seq": 1,
}
TEXTS = frozenset({"String", "ID", "DateTime", "Date"})
NUMBERS = frozenset({"Int", "Float", "Seq"})


class Place(NamedTuple):
    """A root field asked with one poisoned value, and where among its arguments that stands."""

    field: str
    operation: str
    told: dict[str, Any]
    path: str


def bare(type_: Any) -> Any:
    """Take a type without its non-null."""
    return type_.of_type if isinstance(type_, GraphQLNonNull) else type_


def usual(type_: Any) -> Any:
    """Give the least value that a type takes."""
    type_ = bare(type_)
    if isinstance(type_, GraphQLList):
        return [usual(type_.of_type)]
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    if isinstance(type_, GraphQLInputObjectType):
        return {
            name: usual(field.type) for name, field in type_.fields.items() if is_required_input_field(field)
        }
    return PLAIN[type_.name]


def poisoned(
    type_: Any, poison: Any, path: str = "", names: frozenset[str] = TEXTS
) -> Iterator[tuple[Any, str]]:
    """Go through the values of a type that are right but for the poison in place of one such scalar."""
    type_ = bare(type_)
    if isinstance(type_, GraphQLScalarType) and type_.name in names:
        yield poison, path
    if isinstance(type_, GraphQLList):
        for value, place in poisoned(type_.of_type, poison, f"{path}[0]", names):
            yield [value], place
    if isinstance(type_, GraphQLInputObjectType):
        for name, field in type_.fields.items():
            for value, place in poisoned(field.type, poison, f"{path}.{name}", names):
                yield {**usual(type_), name: value}, place


def places(poison: Any, names: frozenset[str] = TEXTS) -> Iterator[Place]:
    """Go through every text and id (or other scalar) of every argument of every root field."""
    for root, kind in ((CORE.query_type, "query"), (CORE.mutation_type, "mutation")):
        for field, definition in root.fields.items() if root else ():
            for name, argument in definition.args.items():
                needed = {
                    each: other for each, other in definition.args.items() if is_required_argument(other)
                }
                arguments = {**needed, name: argument}
                told = {each: usual(other.type) for each, other in arguments.items()}
                text = operation(kind, field, definition, arguments)
                for value, path in poisoned(argument.type, poison, name, names):
                    yield Place(field, text, {**told, name: value}, path)


def operation(kind: str, field: str, definition: GraphQLField, arguments: dict[str, GraphQLArgument]) -> str:
    """Word an operation with these arguments, each from a variable of its name."""
    header = ", ".join(f"${name}: {argument.type}" for name, argument in arguments.items())
    told = ", ".join(f"{name}: ${name}" for name in arguments)
    shape = "{ __typename }" if is_composite_type(get_named_type(definition.type)) else ""
    return f"{kind}({header}) {{ {field}({told}) {shape} }}"
