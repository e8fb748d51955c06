"""The queries of README.md, by what they cost: whoever begins with them is far from the limit."""

import re
from pathlib import Path

import pytest
from graphql import parse

from schema.build import build_schema, core_of
from schema.guard import Guard
from service.settings import Limits

README = (Path(__file__).parents[3] / "README.md").read_text()
SHELL = re.compile(r"""(?:\bask |[A-Z]+=)(?:'([^'\n]*\{[^'\n]*)'|"((?:[^"\\\n]|\\.)*\{(?:[^"\\\n]|\\.)*)")""")
GRAPHQL = re.compile(r"```graphql\n(.*?)```", re.DOTALL)


def queries():
    """Give every document of the page, as the shell would send it."""
    for plain, quoted in SHELL.findall(README):
        yield plain or re.sub(r"\$[A-Z]+", "x", quoted.replace('\\"', '"'))
    yield from GRAPHQL.findall(README)


@pytest.fixture(scope="module")
def cost():
    """Tell what a document costs."""
    guard = Guard(core_of(build_schema()), Limits(), introspection=True)

    def told(text):
        findings = guard(parse(text))
        assert findings.errors == ()
        [cost] = findings.costs.values()
        return cost.requested({})

    return told


GOLDEN = {
    "{ journeys { edges { node { id name score { n zone crossChannel { score status coverage } } } } } "
    "}": 202,
    "{ journeys { edges { node { id name } } } }": 62,
    '{ journey(id: "x") { touchpoints { name score { n valence { value status } consistency { score status }'
    " } } } }": 92,
    '{ journey(id: "x") { emotionCurve { svg } } }': 102,
}


def test_golden(cost):
    """Computed by hand, such as 1 + 1 + 20 journeys of 10 fields."""
    told = {text: cost(text) for text in queries()}
    assert told.items() >= GOLDEN.items()


def test_all_are_far_from_the_limit(cost):
    """A tenth of it at most."""
    assert len(list(queries())) >= 8
    assert max(map(cost, queries())) < Limits().cost / 10
