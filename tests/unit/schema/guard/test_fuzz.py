"""Documents of the schema's own grammar, right and wrong: the guard counts them all and falls over none."""

from random import Random

import hypothesis.strategies as st
from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    parse,
)
from hypothesis import given, settings

from schema.build import build_schema, core_of
from schema.guard import Guard, valid
from service.settings import Limits

CORE = core_of(build_schema())
GUARD = Guard(CORE, Limits(), introspection=True)
COMPOSITE = [
    name
    for name, each in CORE.type_map.items()
    if isinstance(each, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType)
    and not name.startswith("__")
]
SPREADS = ["F0", "F1", "F2", "F3", "Nobody"]
ODD = ["__typename", "nope", "__schema { types { name } }", "nope { nope }"]
ARGUMENTS = ["", "", "(first: 3)", "(last: $n)", "(first: -1)", '(first: "x")', "(first: [1], id: 9e9)"]
MARKS = ["", "", "", " @include(if: true)", " @nope"]
VALUES = st.fixed_dictionaries({}, optional={"n": st.none() | st.integers() | st.floats() | st.text()})


class Writer:
    """Writes documents at random."""

    def __init__(self, seed: int) -> None:
        self.draw = Random(seed)

    def document(self) -> str:
        """Write operations, and fragments that may spread each other in circles."""
        kinds = self.draw.choices(["query", "mutation", "subscription"], k=self.draw.randint(1, 2))
        written = [f"{kind} O{n}($n: Int = 2) {self.under(kind.title())}" for n, kind in enumerate(kinds)]
        for name in self.draw.choices(SPREADS[:4], k=self.draw.randint(0, 5)):
            on = self.draw.choice(COMPOSITE)
            written.append(f"fragment {name} on {on} {self.under(on)}")
        return " ".join(written)

    def under(self, type_name: str, depth: int = 0) -> str:
        """Select anything of a type."""
        chosen = [self.selection(type_name, depth) for _ in range(self.draw.randint(1, max(1, 3 - depth)))]
        return "{ " + " ".join(chosen) + " }"

    def selection(self, type_name: str, depth: int) -> str:
        """Select one thing: a field, a fragment, or what does not exist."""
        mark, luck = self.draw.choice(MARKS), self.draw.random()
        if luck < 0.15:
            return f"...{self.draw.choice(SPREADS)}{mark}"
        if luck < 0.25:
            inside = self.draw.choice([*COMPOSITE, type_name, type_name])
            return f"... on {inside}{mark} {self.under(inside, depth + 1)}"
        fields = getattr(CORE.type_map[type_name], "fields", None)
        if luck < 0.3 or not fields:
            return self.draw.choice(ODD)
        name = self.draw.choice(sorted(fields))
        under = get_named_type(fields[name].type)
        inside = "" if is_leaf_type(under) or depth > 20 else self.under(under.name, depth + 1)
        alias = self.draw.choice(["", "", "a: "])
        return f"{alias}{name}{self.draw.choice(ARGUMENTS)}{mark} {inside}"


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), VALUES)
def test_every_document_is_counted(seed, values):
    """Valid or not, it has findings and then errors or none; its cost is a number for any variables."""
    document = parse(Writer(seed).document())
    findings = GUARD(document)
    valid(CORE, document, suggestions=True)
    for operation in document.definitions:
        if cost := findings.costs.get(operation.name.value):
            assert cost.requested(values) >= 0
            assert "costs" in GUARD.too_costly(document, operation, cost, values).message
