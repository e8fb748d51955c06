"""Ids as arguments."""

from collections.abc import Collection
from typing import Final

from service.documents.ids import Kind, parse_id
from service.errors import BadUserInput

MOST_IDS: Final = 200
"""A longer list no screen shows, and every index and cache feels."""


def parse_ids(texts: Collection[str] | None, kind: Kind, name: str) -> frozenset[str] | None:
    """Check a filter's list of ids; None stays None.

    Raises MalformedId naming the first that is none of that kind, and BadUserInput for more than 200.
    """
    if texts is None:
        return None
    if len(texts) > MOST_IDS:
        raise BadUserInput(f"filter.{name} has {len(texts)} ids: pass {MOST_IDS} at most")
    return frozenset(parse_id(text, kind, f"{name}[{place}]") for place, text in enumerate(texts))
