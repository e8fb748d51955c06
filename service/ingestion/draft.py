"""A draft: a feedback as a client sends it, before anything is checked."""

from dataclasses import dataclass
from datetime import datetime

from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One feedback on its way in. `occurred_at` carries the phone's offset from UTC."""

    idempotency_key: str
    touchpoint_id: str
    channel: Channel
    source: FeedbackSource = FeedbackSource.IN_APP
    emotion: Emotion | None = None
    intensity: float = 1.0
    origin: EmotionOrigin = EmotionOrigin.REPORTED
    confidence: float | None = None
    text: str | None = None
    nps: int | None = None
    csat: int | None = None
    ces: int | None = None
    importance: int | None = None
    triggers: tuple[str, ...] = ()
    persona_id: str | None = None
    customer_ref: str | None = None
    run_ref: str | None = None
    occurred_at: datetime | None = None
