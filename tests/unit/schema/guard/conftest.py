"""The guard of the real schema, and how documents are put to it."""

from collections.abc import Callable

import pytest
from graphql import GraphQLSchema, parse

from schema.build import build_schema, core_of
from schema.guard import Findings, Guard
from service.settings import Limits

Count = Callable[..., Findings]


@pytest.fixture(scope="session")
def core() -> GraphQLSchema:
    """Build the schema once."""
    return core_of(build_schema())


@pytest.fixture(scope="session")
def count(core) -> Count:
    """Count a document, within the default limits or others."""
    guards: dict[str, Guard] = {}

    def counted(text: str, *, introspection: bool = True, **limits: int) -> Findings:
        key = f"{introspection} {limits}"
        if key not in guards:
            guards[key] = Guard(core, Limits(**limits), introspection=introspection)
        return guards[key](parse(text))

    return counted


@pytest.fixture(scope="session")
def cost(count):
    """Tell what the only operation of a document costs."""

    def told(text, **variables):
        findings = count(text, cost=10**12)
        assert findings.errors == ()
        [cost] = findings.costs.values()
        return cost.requested(variables)

    return told
