"""JSON as clients send it: plain, and no deeper than it needs to be."""

from collections.abc import Iterator
from typing import Any

import orjson

from service.auth.strict_json import read_object


def read_plain(text: bytes, name: str) -> Any:
    """Parse JSON that means one thing to every reader: orjson would take the last of two equal names.

    Raises ValueError in a sentence that begins with `name`: for what is no JSON (NaN, Infinity and lone
    surrogates are none), and for a name that stands twice.
    """
    try:
        parsed = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise ValueError(f"{name} is not JSON: send UTF-8 JSON, without NaN or Infinity") from None
    if isinstance(parsed, dict):
        try:
            read_object(text)
        except ValueError as error:
            raise ValueError(f"{name} is not plain JSON: {error}") from None
    return parsed


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
