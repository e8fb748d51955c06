"""JSON objects that mean one thing to every reader."""

import json


def read_object(data: bytes) -> dict[str, object]:
    """Parse one JSON object: UTF-8 without a mark, no name twice at any depth, no NaN, no Infinity.

    Raises ValueError. A signer and a verifier that disagree on which of two equal names counts disagree on
    who is asking (RFC 7519, section 4), so such an object is refused, whoever signed it.
    """
    try:
        value = json.loads(data.decode(), object_pairs_hook=_unique, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(value, dict):
        raise ValueError("not an object")  # noqa: TRY004  one kind of error for everything malformed
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a name stands twice")
    return members


def _refuse(name: str) -> object:
    raise ValueError(f"{name} is no JSON number")
