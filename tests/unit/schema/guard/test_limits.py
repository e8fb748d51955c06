"""At a limit a document passes; one over, it is refused with the figure, the limit and what to do."""

import pytest
from graphql import get_introspection_query


def deep(levels):
    """Nest fields."""
    pairs = (levels - 2) // 2
    return (
        '{ journey(id: "a") { '
        + "touchpoints { journey { " * pairs
        + ("touchpoints { name }" if levels % 2 else "name")
        + " } }" * pairs
        + " } }"
    )


def aliases(count):
    """Ask for the same again and again."""
    return "{" + " ".join(f"a{number}: __typename" for number in range(count)) + "}"


def directives(count):
    """Decorate fields, fragments, operations and variables."""
    rest = " ".join("__typename @include(if: true)" for _ in range(count - 5))
    return (
        "query($a: Int @x) @x { ... @include(if: true) { __typename } ...F @skip(if: false) "
        f"{rest} }} fragment F on Query @x {{ __typename }}"
    )


def mutations(count):
    """Change much at once, in a fragment and beside it."""
    half = count // 2
    return (
        "mutation {"
        + " deleteFeedback(id: 1) { __typename }" * (count - half)
        + "...M } fragment M on Mutation {"
        + " deleteFeedback(id: 1) { __typename }" * half
        + "}"
    )


def fields(count):
    """Spread a fragment of a hundred fields."""
    spreads, rest = divmod(count, 100)
    return (
        "{" + "...F " * spreads + "__typename " * rest + "} fragment F on Query {" + "__typename " * 100 + "}"
    )


def definitions(count):
    """Define many fragments."""
    named = range(count - 1)
    return "{ ...F0 }" + "".join(f"fragment F{each} on Query {{ __typename }}" for each in named)


def costly(price):
    """Ask for what costs so much."""
    return (
        "{"
        + " journeys(first: 100) { edges { cursor } }" * (price // 102)
        + " emotions" * (price % 102)
        + "}"
    )


LIMITS = {
    "depth": (deep, 12, "The operation is 13 fields deep, at most 12 are allowed: ask for what lies deeper"),
    "aliases": (
        aliases,
        30,
        "The document has 31 aliases, at most 30 are allowed: ask for many objects by a",
    ),
    "directives": (directives, 50, "The document has 51 directives, at most 50 are allowed: put one on a"),
    "root_mutations": (
        mutations,
        10,
        "The document has 11 mutations, at most 10 are allowed: send the others",
    ),
    "expanded_fields": (fields, 1_000, "The document has over 1000 fields once its fragments are spread out"),
    "definitions": (definitions, 100, "The document has 101 operations and fragments, at most 100 are"),
    "cost": (
        costly,
        5_000,
        "The query costs 5001, at most 5000 is allowed. Most of it is journeys.edges: ask",
    ),
}


@pytest.mark.parametrize("name", LIMITS)
def test_the_limit(count, name):
    """The default is the promised figure, and the bound is exact."""
    make, most, said = LIMITS[name]
    others = {each: 10**15 for each in LIMITS if each != name}
    assert count(make(most), **others).errors == ()
    [error] = count(make(most + 1), **others).errors
    assert error.message.startswith(said)
    code = "QUERY_TOO_COSTLY" if name == "cost" else "GRAPHQL_VALIDATION_FAILED"
    assert error.extensions["code"] == code


@pytest.mark.parametrize("name", LIMITS)
def test_the_limit_is_a_setting(count, name):
    """Another figure is another bound."""
    make, most, _ = LIMITS[name]
    half, others = most // 2, {each: 10**15 for each in LIMITS if each != name}
    assert count(make(half), **others, **{name: half}).errors == ()
    assert len(count(make(half + 1), **others, **{name: half}).errors) == 1


def test_mutations_of_all_operations_count(count):
    """Whichever of them is meant."""
    six = " deleteFeedback(id: 1) { __typename }" * 6
    [error] = count(f"mutation A {{ {six} }} mutation B {{ {six} }}").errors
    assert error.message.startswith("The document has 12 mutations")


def test_the_dearest_path(count):
    """It says where the cost lies in response names, through fragments, down to the last list or object."""
    text = """query($n: Int) { viewer { tenant } all: journeys(first: $n) { pageInfo { endCursor } ...E } }
    fragment E on JourneyConnection { edges { node { name touchpoints { id score { n zone } } } } }"""
    [cost] = count(text).costs.values()
    assert cost.requested({"n": 1}) == 2 + 1 + 2 + 1 + 43
    dearer = text.replace("touchpoints", "stages { touchpoints").replace("zone }", "zone } }")
    [error] = count(dearer.replace("$n)", "100)").replace("($n: Int)", "")).errors
    assert "Most of it is all.edges.node.stages.touchpoints.score:" in error.message
    assert error.extensions["cost"] == {"requested": 6 + 100 * 133, "limit": 5_000}


def test_introspection_is_off_where_it_is_not_wanted(count):
    """The error says where the schema is, and which setting it is; `__typename` is for everybody."""
    for text in (get_introspection_query(), '{ __type(name: "Journey") { name } }'):
        [error] = count(text, introspection=False).errors
        assert error.message.startswith("Introspection is off here: the schema is at /schema.graphql.")
        assert "HEARTLINE_INTROSPECTION" in error.message
        assert count(text).errors == ()
    assert count("{ __typename viewer { __typename } }", introspection=False).errors == ()


def test_every_standard_introspection_passes(count):
    """Tools ask for all there is, deeper than any operation may go."""
    text = get_introspection_query(
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
    )
    assert count(text).errors == ()
    [error] = count("{" + "".join(f"a{n}: __schema {{ description }}" for n in range(6)) + "}").errors
    assert error.message.startswith("The query costs 6000")


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("".join(f"query Q{each} {{ }} " for each in range(90)), 1),
        ("".join(f"query Q{each} {deep(14)} " for each in range(40)), 20),
        ("".join(f"query Q{each} {costly(6_000)} " for each in range(3)), 1),
    ],
)
def test_errors_are_bounded(count, text, most):
    """Nobody reads more, and each costs something to write."""
    assert len(count(text, expanded_fields=10**6).errors) == most
