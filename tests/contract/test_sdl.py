"""The schema clients see: committed as it is, described throughout, and never less than was promised."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    build_schema,
    is_introspection_type,
    is_specified_scalar_type,
)

import schema as package
from schema.sdl import sdl

COMMITTED = Path(package.__file__).with_name("schema.graphql")
PROMISED = Path(__file__).with_name("promised.graphql")


@pytest.fixture(scope="module")
def actual():
    """Parse what clients see."""
    return build_schema(sdl())


def elements(schema) -> Iterator[tuple[str, object]]:
    """Go through everything that can have a description, with its coordinate."""
    for each in schema.type_map.values():
        if is_introspection_type(each) or is_specified_scalar_type(each):
            continue
        yield each.name, each
        if isinstance(each, GraphQLEnumType):
            yield from ((f"{each.name}.{name}", value) for name, value in each.values.items())
        for name, field in getattr(each, "fields", {}).items():
            yield f"{each.name}.{name}", field
            yield from (
                (f"{each.name}.{name}({argument}:)", found)
                for argument, found in getattr(field, "args", {}).items()
            )


def signature(element) -> tuple[str, object]:
    """Tell an argument's or an input field's type and default."""
    return str(element.type), element.default.literal.to_dict() if element.default else None


def promises(schema) -> dict[str, object]:
    """Write down what a schema promises: by coordinate, what may not change."""
    found: dict[str, object] = {}
    for coordinate, element in elements(schema):
        match element:
            case GraphQLObjectType() | GraphQLInterfaceType():
                found[coordinate] = type(element).__name__
                found |= {f"{coordinate} implements {each.name}": True for each in element.interfaces}
            case GraphQLUnionType():
                found |= {f"{coordinate} has {each.name}": True for each in element.types}
            case GraphQLEnumType() | GraphQLInputObjectType():
                found[coordinate] = type(element).__name__
            case _ if hasattr(element, "args"):
                found[coordinate] = str(element.type)
            case _ if hasattr(element, "type"):
                found[coordinate] = signature(element)
            case _:
                found[coordinate] = type(element).__name__
    return found


def test_the_committed_schema_is_the_schema():
    """schema/schema.graphql is what the code says; `heartline export-schema` writes it anew."""
    assert COMMITTED.read_text() == sdl()


def test_everything_is_described(actual):
    """A frontend developer finds a description on every type, field, argument, value, input and union."""
    assert [coordinate for coordinate, element in elements(actual) if not element.description] == []


def test_descriptions_are_sentences(actual):
    """A description is written out: it starts with a capital or a code and ends with a full stop."""
    told = {coordinate: element.description for coordinate, element in elements(actual)}
    sloppy = [at for at, said in told.items() if said[0].islower() or said[-1] not in ".:"]
    assert sloppy == []


def test_every_promise_is_kept(actual):
    """All names, types, defaults and nullability that clients rely on are there; additions are free."""
    kept = promises(actual)
    promised = promises(build_schema(PROMISED.read_text()))
    assert {at: (said, kept.get(at)) for at, said in promised.items() if kept.get(at) != said} == {}


def test_no_new_input_is_required(actual):
    """What was added to an input or a field's arguments may be left out: old clients know nothing of it."""
    promised = promises(build_schema(PROMISED.read_text()))
    inputs = {at: each for at, each in elements(actual) if hasattr(each, "default") and at not in promised}
    added = {at: each for at, each in inputs.items() if at.split(".")[0] in promised}
    assert [at for at, each in added.items() if str(each.type).endswith("!") and not each.default] == []


@pytest.mark.parametrize(
    "advice", ["OTHER", "`emotions`", "`... on Problem`", "always request that fragment"]
)
def test_clients_are_told_how_to_outlive_additions(actual, advice):
    """The schema's own description says what to do with values and outcomes a client does not know."""
    assert advice in actual.description
