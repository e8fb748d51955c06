"""The figures of docs/limits.md, compared with what is enforced."""

import re
from pathlib import Path

from graphql import parse

from schema.build import build_schema, core_of
from schema.guard import Guard
from schema.guard.sizes import INTROSPECTION, SIZES, WEIGHTS
from schema.guard.validation import MOST_COMPARISONS
from service.settings import Limits

PAGE = (Path(__file__).parents[3] / "docs/limits.md").read_text()
ROW = re.compile(r"^\| ([^|]+) \| ([\d,]+) \|", re.MULTILINE)
ROWS = {what: int(figure.replace(",", "")) for what, figure in ROW.findall(PAGE)}
EXAMPLE = re.search(r"```graphql\n(.*?)```", PAGE, re.DOTALL)


def test_the_limits_are_the_settings():
    """What the page promises is what is enforced by default."""
    limits = Limits()
    assert {
        "characters": limits.document_characters,
        "tokens": limits.document_tokens,
        "operations and fragments": limits.definitions,
        "aliases": limits.aliases,
        "directives": limits.directives,
        "depth": limits.depth,
        "mutations": limits.root_mutations,
        "expanded fields": limits.expanded_fields,
        "cost": limits.cost,
        "items of a page": limits.page_size,
    }.items() <= ROWS.items()
    assert f"above {MOST_COMPARISONS:,} comparisons" in PAGE


def test_every_list_stands_in_the_table():
    """Each with the size it is counted as."""
    told = {name: items for names, items in ROWS.items() for name in re.findall(r"`(\w+\.\w+)`", names)}
    assert told == SIZES


def test_what_costs_more_is_named():
    """Each weight stands in a sentence."""
    assert WEIGHTS == {"EmotionCurve.svg": 100, "Journey.trend": 100}
    assert "`emotionCurve { svg }` costs 100, `trend` 100:" in PAGE
    assert INTROSPECTION == {"__schema": 1_000, "__type": 50, "__typename": 0}
    assert "`__schema` costs 1,000 and `__type` 50" in PAGE


def test_the_worked_number():
    """Computed again, and the most journeys that pass."""
    assert EXAMPLE
    guard = Guard(core_of(build_schema()), Limits(page_size=1_000), introspection=True)
    cost = guard(parse(EXAMPLE[1])).costs["Overview"]
    assert [cost.requested({"first": first}) for first in (20, None)] == [1_062, 1_062]
    assert cost.requested({"first": 94}) <= cost.limit < cost.requested({"first": 95})
    assert "**1,062**, and 94 journeys are the most" in PAGE
    assert f'"requested": 1062, "limit": {cost.limit}' in PAGE
