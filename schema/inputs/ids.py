"""Ids as arguments."""

from collections.abc import Iterable

from service.documents.ids import Kind, parse_id


def parse_ids(texts: Iterable[str] | None, kind: Kind, name: str) -> frozenset[str] | None:
    """Check a list of ids; None stays None. Raises MalformedId naming the first that is none of that kind."""
    if texts is None:
        return None
    return frozenset(parse_id(text, kind, f"{name}[{place}]") for place, text in enumerate(texts))
