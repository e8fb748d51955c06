"""JSON as clients send it: plain, and no deeper than it needs to be."""

import re
from collections.abc import Iterator
from typing import Any, Final

import orjson

from service.auth.strict_json import read_object
from service.settings import Limits

_TEXT: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
"""A string, be it whole or not: so none is looked at twice."""


def read_plain(text: bytes, name: str, limits: Limits) -> Any:
    """Parse JSON that means one thing to every reader: orjson would take the last of two equal names.

    Raises ValueError in a sentence that begins with `name`: for what is no JSON (NaN, Infinity and lone
    surrogates are none), for more values or levels than anybody needs, and for a name that stands twice.
    """
    if _opened(text, limits.json_values) > limits.json_values:  # first: to make so many takes a second
        raise _vast(name, limits)
    try:
        parsed = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise ValueError(f"{name} is not JSON: send UTF-8 JSON, without NaN or Infinity") from None
    if is_vast(parsed, limits.json_values):
        raise _vast(name, limits)
    if is_deeper(parsed, limits.json_depth):
        raise ValueError(f"{name} is nested more than {limits.json_depth} levels deep")
    if isinstance(parsed, dict):
        try:
            read_object(text)
        except ValueError as error:
            raise ValueError(f"{name} is not plain JSON: {error}") from None
    return parsed


def _vast(name: str, limits: Limits) -> ValueError:
    return ValueError(f"{name} has more than {limits.json_values} values: send less at once")


def _opened(text: bytes, most: int) -> int:
    """Count the objects and lists that begin; those within texts only where they matter."""
    count = text.count(b"{") + text.count(b"[")
    return count if count <= most else _opened(_TEXT.sub(b"", text), count)


def is_vast(value: Any, most: int) -> bool:
    """Tell whether objects and lists have more than `most` values together; looks at no more than that."""
    level = [value] if isinstance(value, dict | list) else []
    count = 0
    while level:
        count += sum(map(len, level))
        if count > most:
            return True
        level = [inner for outer in level for inner in _nested(outer)]
    return False


def is_deeper(value: Any, levels: int) -> bool:
    """Tell whether objects and lists are nested more than `levels` deep."""
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(levels):
        level = [inner for outer in level for inner in _nested(outer)]
        if not level:
            return False
    return bool(level)


def _nested(outer: dict[str, Any] | list[Any]) -> Iterator[Any]:
    for inner in outer.values() if isinstance(outer, dict) else outer:
        if isinstance(inner, dict | list):
            yield inner
