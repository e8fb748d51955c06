"""What was released is kept: a breaking change is told under Breaking in CHANGELOG.md, or not made."""

import re
from pathlib import Path

from graphql import build_schema, find_breaking_changes

import schema
from schema.sdl import sdl

RELEASED = Path(schema.__file__).with_name("released.graphql")
"""The schema of the last release: whoever makes the next one copies schema.graphql over it."""

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"


def untold(old: str, new: str, changelog: str) -> list[str]:
    """List the breaking changes from old to new that the coming release does not tell of."""
    coming = changelog.partition("## [Unreleased]")[2].partition("\n## [")[0]
    told = coming.partition("### Breaking")[2].partition("\n### ")[0]
    changes = find_breaking_changes(build_schema(old), build_schema(new))
    return [
        change.description for change in changes if f"`{coordinate(change.description, old)}`" not in told
    ]


def coordinate(description: str, sdl: str) -> str:
    """Find what a change is about: a member, such as Journey.name, else the first type that is named."""
    names = re.findall(r"\w+(?:\.\w+)?", description)
    types = build_schema(sdl).type_map
    return next(
        name for name in sorted(names, key=lambda name: "." not in name) if name.split(".")[0] in types
    )


def test_no_breaking_change_is_silent():
    """Names, types, defaults and members of the last release are there, or their end is announced."""
    assert untold(RELEASED.read_text(), sdl(), CHANGELOG.read_text()) == []


OLD = "type Query { a: Int! b: Int c: Int d: B } type B { e: Int }"
NEW = "type Query { a: Int c(must: Int!): Int d: C f: Int } type C { e: Int }"
LINES = "- `Query.a` may be null; `Query.b` and `B` are gone; `Query.c` must be told it; `Query.d` is a C.\n"


def test_a_breaking_change_is_seen():
    """Each needs its line under Breaking, of the coming release; a line elsewhere is none."""
    elsewhere = f"## [Unreleased]\n\n### Added\n\n{LINES}\n## [0.1.0]\n\n### Breaking\n\n{LINES}"
    assert len(untold(OLD, NEW, elsewhere)) == 5
    assert untold(OLD, NEW, f"## [Unreleased]\n\n### Breaking\n\n{LINES}") == []
    assert untold(OLD, OLD, "") == []
