"""Evidence: what a score rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from scoring.vocabulary import Channel, EmotionOrigin, FeedbackSource

Code = TypeVar("Code", Channel, FeedbackSource, EmotionOrigin)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts of emotions: n = reported + inferred = sum of `by_source` = sum of `by_channel`.

    Both lists leave out zeros and stand in enum order. `unclassified` stands outside n.
    """

    n: int
    reported: int
    inferred: int
    by_source: tuple[tuple[FeedbackSource, int], ...]
    by_channel: tuple[tuple[Channel, int], ...]
    unclassified: int


def evidence(
    origins: Mapping[EmotionOrigin, int],
    sources: Mapping[FeedbackSource, int],
    channels: Mapping[Channel, int],
    unclassified: int,
) -> Evidence:
    """Return the evidence from emotions counted three ways; absent codes count as zero."""
    reported, inferred = (origins.get(origin, 0) for origin in EmotionOrigin)
    by_source, by_channel = _present(FeedbackSource, sources), _present(Channel, channels)
    return Evidence(reported + inferred, reported, inferred, by_source, by_channel, unclassified)


def _present(codes: Iterable[Code], counts: Mapping[Code, int]) -> tuple[tuple[Code, int], ...]:
    return tuple((code, counts[code]) for code in codes if counts.get(code, 0) > 0)
