"""The log events of docs/operations.md, compared with those the code writes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import service

PAGE = (Path(__file__).parents[3] / "docs/operations.md").read_text()
LOGGERS = {"log", "events"}


def written(source: str) -> Iterator[str]:
    """Name the events that a module logs."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id=name), attr="info" | "warning" | "error"),
                args=[ast.Constant(value=str(event)), *_],
            ) if name in LOGGERS:
                yield event


def test_every_event_is_explained():
    """Whoever meets an event in the logs finds what it means."""
    root = Path(service.__file__).parents[1]
    files = (path for folder in ("service", "schema", "seeds") for path in (root / folder).rglob("*.py"))
    events = {event for path in files for event in written(path.read_text())}
    assert "commit.failed" in events
    assert {event for event in events if f"`{event}`" not in PAGE} == set()
