"""What is made to hurt is refused, in time that grows with the document, not with what it spreads to."""

import time

import pytest
from graphql import parse

from schema.guard import Guard, valid
from schema.guard.sizes import FIRST, SIZES
from schema.guard.tariff import tariff
from service.settings import Limits


def chain(length, spreads=2):
    """Spread each fragment so often in the one before."""
    doubled = "".join(
        f"fragment F{each} on Query {{ {f'...F{each + 1} ' * spreads}}}" for each in range(length)
    )
    return f"{{ ...F0 }} {doubled} fragment F{length} on Query {{ viewer {{ tenant }} }}"


def cycle(length):
    """Spread fragments in a ring, each twice."""
    ring = (f"fragment F{each} on Query {{ {f'...F{(each + 1) % length} ' * 2}}}" for each in range(length))
    return "{ ...F0 }" + "".join(ring)


def clique(size):
    """Spread every fragment in every other, and in itself."""
    spreads = " ".join(f"...F{each}" for each in range(size))
    return "{ ...F0 }" + "".join(f"fragment F{each} on Query {{ {spreads} }}" for each in range(size))


HOSTILE = {
    "chain of 90": chain(90),
    "chain of 1,000": chain(1_000),
    "chain of threes": chain(99, 3),
    "ring of 2": cycle(2),
    "ring of 1,000": cycle(1_000),
    "clique": clique(27),
    "a costly ring": "{ ...F } fragment F on Query { journeys(first: 100) { edges { node { ...G } } } }"
    " fragment G on Journey { stages { touchpoints { journey { name ...G } } } }",
    "lists 180 deep": "{ journey(id: 1) {" + " touchpoints { journey {" * 90 + " seq " + "} }" * 90 + "} }",
    "unknown fragments": "{" + "...Nobody " * 900 + "}",
    "a fragment of itself": "{ ...F } fragment F on Query { viewer { tenant } ...F }",
    "the same object": "{" + "viewer { tenant }" * 480 + "}",
    "the same objects deep down": "{" + "journey(id: 1) { score { n valence { n } } }" * 100 + "}",
    "fragments side by side": "{" + " ".join(f"...F{each}" for each in range(99)) + "}"
    + "".join(f"fragment F{each} on Query {{ viewer {{ tenant }} }}" for each in range(99)),
    "unknown fields": "{" + " ".join(f"nope{each}" for each in range(999)) + "}",
    "a cycle of lists": "{ journeys(first: 20) { edges { node" + " { touchpoints { journey" * 4
    + " { id } " + "} }" * 4 + "} } }",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_in_no_time(core, name):
    """Parsed already, it takes 50 ms of CPU at most to be refused: ten times that are allowed here."""
    document = parse(HOSTILE[name])
    guard = Guard(core, Limits(), introspection=True)
    began = time.process_time()
    errors = guard(document).errors or valid(core, document, suggestions=True)
    assert time.process_time() - began < 0.5
    assert errors


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{ viewer { ...Nobody } }", "Unknown fragment 'Nobody'."),
        (
            "{ ...F } fragment F on Query { viewer { tenant } ...F }",
            "Cannot spread fragment 'F' within itself.",
        ),
        (cycle(2), "Cannot spread fragment 'F0' within itself via 'F1'."),
        ("{ ...F } fragment F on Nobody { id }", "Unknown type 'Nobody'."),
        ("subscription { nope }", "Cannot query field 'nope' on type 'Subscription'."),
        ("{ viewer { tenant { deeper } } }", "Field 'tenant' must not have a selection since type"),
        ("{ journeys }", "Field 'journeys' of type 'JourneyConnection!' must have a selection of subfields."),
        ("type Query { a: Int }", "The 'Query' definition is not executable."),
    ],
)
def test_what_is_wrong_gets_its_ordinary_error(core, count, text, said):
    """The guard has nothing to say of it."""
    assert count(text).errors == ()
    assert valid(core, parse(text), suggestions=True)[0].message.startswith(said)


def test_merging_without_end_is_refused_with_a_reason(core):
    """Validation gives up after so many comparisons, and says what to do."""
    error = valid(core, parse(HOSTILE["the same object"]), suggestions=True)[-1]
    assert error.message.startswith("The document selects the same fields, or spreads fragments side by")


def test_pages_made_of_fragments_are_merged(core, count):
    """Sixteen components that all want the same fields of a journey are no attack."""
    spreads = " ".join(f"...C{each}" for each in range(16))
    fragments = "".join(
        f"fragment C{each} on Journey {{ id name seq score {{ n zone valence {{ value low high }} }} }}"
        for each in range(16)
    )
    document = f'{{ journey(id: "a") {{ {spreads} }} }} {fragments}'
    assert count(document).errors == ()
    assert valid(core, parse(document), suggestions=True) == []


def test_every_list_of_the_schema_has_a_declared_size(core):
    """A new list of objects declares what it counts as; a removed one leaves nothing behind."""
    named = {
        f"{type_name}.{field}": str(core.type_map[type_name].fields[field].type)
        for type_name, fares in tariff(core, 100).items()
        for field, fare in fares.items()
        if fare.type and not type_name.endswith("Connection")
    }
    lists = {name for name, shape in named.items() if shape.startswith("[")}
    assert lists == SIZES.keys() | FIRST.keys()
