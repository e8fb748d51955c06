"""Which variables part subscribers: found in one walk, and never one too few."""

import graphql
import pytest
from graphql import build_schema, parse

from schema.telling import telling_variables

SCHEMA = build_schema("""
    type Query { x(afterSeq: Int, n: Int): Query }
    type Subscription { x(afterSeq: Int, minIntervalMs: Int, n: Int): Query }
""")
ROOT = SCHEMA.subscription_type


def telling(text):
    """Tell the variables of the only subscription."""
    [found] = telling_variables(parse(text), ROOT).values()
    return set(found)


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        ("x(afterSeq: $a, minIntervalMs: $b) { x { n } }", set()),
        ("x(afterSeq: $a, n: $n) { x }", {"n"}),
        ("x(afterSeq: $a, n: $a) { x }", {"a"}),
        ("x(afterSeq: $a) { x(afterSeq: $a) }", {"a"}),
        ("x(afterSeq: $a) { x { x(afterSeq: $b) } }", {"b"}),
        ("x(afterSeq: $a) { x } y: x(minIntervalMs: $b) { x }", set()),
        ("... { ... on Subscription { x(afterSeq: $a) { x } } }", set()),
        ("... @include(if: $a) { x(afterSeq: $b) { x } }", {"a"}),
        ("x(afterSeq: $a) @skip(if: $b) { x }", {"b"}),
        ("x(afterSeq: $a) { x @include(if: $b) }", {"b"}),
        ("x(n: [{deep: $a}]) { x }", {"a"}),
        ("x(afterSeq: [{deep: $a}]) { x }", set()),
        ("...F } fragment F on Subscription { x(afterSeq: $a) { x }", set()),
        ("...F } fragment F on Subscription { x(afterSeq: $a) { x(afterSeq: $b) }", {"b"}),
        ("x { ...F } } fragment F on Query { x(afterSeq: $a)", {"a"}),
        ("x { ...F } } fragment F on Query { ... { x(afterSeq: $a) }", {"a"}),
    ],
)
def test_what_tells(selection, found):
    """All but what only a root field's afterSeq and minIntervalMs use, wherever the root field stands."""
    assert telling(f"subscription($a: Int, $b: Int, $n: Int) {{ {selection} }}") == found


def test_each_subscription_has_its_own():
    """Operations are told apart; queries and mutations have none."""
    text = """subscription A($a: Int, $b: Int) { x(n: $a, afterSeq: $b) { x } }
        subscription B($a: Int, $b: Int) { x(n: $b, afterSeq: $a) { x } }
        query C($a: Int) { x(n: $a) { x } }"""
    assert telling_variables(parse(text), ROOT) == {"A": {"a"}, "B": {"b"}}
    assert telling_variables(parse("subscription { x { x } }"), ROOT) == {None: set()}


def test_a_schema_without_subscriptions():
    """Nothing to tell apart: validation refuses the document."""
    assert telling_variables(parse("subscription { x }"), None) == {}


def test_every_definition_is_gone_through_once(monkeypatch):
    """However often a fragment is spread: the work grows with the document, not with what it unfolds to."""
    body = "a: x(n: $v) { ...F%d } b: x { ...F%d }"
    fragments = [f"fragment F{n} on Query {{ {body % (n + 1, n + 1)} }}" for n in range(40)]
    subscriptions = [f"subscription S{n}($v: Int) {{ x(afterSeq: $v) {{ ...F0 }} }}" for n in range(3)]
    seen = []

    def visit(node, visitor):
        seen.append(node)
        graphql.visit(node, visitor)

    monkeypatch.setattr(telling_variables.__module__ + ".visit", visit)
    text = " ".join([*subscriptions, *fragments, "fragment F40 on Query { x }"])
    assert telling_variables(parse(text), ROOT) == {"S0": {"v"}, "S1": {"v"}, "S2": {"v"}}
    assert len(seen) == 3 + 41
