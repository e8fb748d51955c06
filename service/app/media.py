"""Which JSON a client takes, by its Accept header (RFC 9110, 12.5.1)."""

from functools import lru_cache
from typing import Final

from service.app.streams.accept import LONGEST, Range, ranges

JSON: Final = "application/json"
GRAPHQL_JSON: Final = "application/graphql-response+json"
_BY_WILDCARD: Final = ("application/*", "*/*")


def json_media(accept: str | None) -> str | None:
    """Give the media type that is liked better: by q, then by order, else application/json; None: neither."""
    return _liked(accept) if len(accept or "") <= LONGEST else None


@lru_cache(maxsize=64)
def _liked(accept: str | None) -> str | None:
    told = ranges(accept)
    if not told:
        return JSON
    liked = max((JSON, GRAPHQL_JSON), key=lambda media: (_quality(media, told), -_place(media, told)))
    return liked if _quality(liked, told) > 0 else None


def _quality(media: str, told: tuple[Range, ...]) -> float:
    """What the most specific range that covers it says."""
    for name in (media, *_BY_WILDCARD):
        found = [each.q for each in told if each.media == name]
        if found:
            return max(found)
    return 0


def _place(media: str, told: tuple[Range, ...]) -> int:
    return next((place for place, each in enumerate(told) if each.media == media), len(told))
