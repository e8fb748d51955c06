"""Which cells a score counts, and the key that tells them apart."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from scoring.vocabulary import Channel, EmotionOrigin, FeedbackSource


class CellKey(NamedTuple):
    """What tells the cells of one journey's window apart; `persona` None is feedback without one."""

    touchpoint: str
    channel: Channel
    persona: str | None
    source: FeedbackSource
    origin: EmotionOrigin


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter on whole observations, ratings included: None is all, an empty set matches nothing."""

    channels: frozenset[Channel] | None = None
    personas: frozenset[str] | None = None
    sources: frozenset[FeedbackSource] | None = None
    origins: frozenset[EmotionOrigin] | None = None


DEFAULT_SELECTION: Final = Selection(sources=frozenset(FeedbackSource) - {FeedbackSource.SOCIAL})
"""All sources but SOCIAL, which is self-selected and never pooled silently."""
