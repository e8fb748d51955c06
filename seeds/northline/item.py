"""One feedback as it is submitted."""

from dataclasses import dataclass
from datetime import datetime

from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource


@dataclass(frozen=True, slots=True)
class SeedFeedback:
    """A submission. `touchpoint` and `persona` are symbolic keys of the map, `key` is its idempotency key.

    `intensity` is in (0, 1], `confidence` 0..1 and only where INFERRED, `nps` 0..10, `csat` and `importance`
    1..5, `ces` 1..7. `occurred_at` is in UTC, in whole seconds. `day` is the day it was submitted on, counted
    from the company's epoch: the day of `occurred_at`, or one of the three after it.
    """

    key: str
    touchpoint: str
    channel: Channel
    source: FeedbackSource
    emotion: Emotion | None
    intensity: float
    origin: EmotionOrigin
    confidence: float | None
    text: str | None
    nps: int | None
    csat: int | None
    ces: int | None
    importance: int | None
    triggers: tuple[str, ...]
    persona: str | None
    customer_ref: str | None
    run_ref: str | None
    occurred_at: datetime
    day: int
