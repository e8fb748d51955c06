"""What one person said at one moment. Written once, never changed; erased to a tombstone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, NotRequired, TypedDict

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from scoring.cell import Observation
from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
from service.documents.cell import DayKey, day_of


class AnalysisRow(TypedDict):
    """What an analyser made of a text, besides emotion and confidence. Shares and valence have 4 digits.

    `distribution` is by emotion code, without zeros; `valence` (-1..1) is left out where the language has no
    lexicon, `language` (ISO 639-1) where there were no words, `truncated` unless a part was left unread.
    """

    analyser: str
    version: str
    distribution: dict[str, float]
    language: NotRequired[str]
    valence: NotRequired[float]
    truncated: NotRequired[bool]


class FeedbackRow(TypedDict):
    """A feedback as the database gives it. A tombstone has `_id` and `tenant` alone."""

    _id: str
    tenant: str
    body: bytes
    journey: str
    touchpoint: str
    channel: str
    source: str
    origin: str
    emotion: NotRequired[str]
    intensity: NotRequired[float]
    valence: NotRequired[int]
    confidence: NotRequired[float]
    nps: NotRequired[int]
    csat: NotRequired[int]
    ces: NotRequired[int]
    importance: NotRequired[int]
    text: NotRequired[str]
    triggers: NotRequired[list[str]]
    persona: NotRequired[str]
    customer: NotRequired[bytes]
    run: NotRequired[bytes]
    occurredAt: datetime
    receivedAt: datetime
    utcOffset: NotRequired[int]
    analysis: NotRequired[AnalysisRow]


class Feedback(Document):
    """One feedback. `_id` is the hash of tenant and idempotency key: a key is used once and never again.

    `valence` is v_i (scored emotions only), `body` the hash of what the client sent, `customer` and `run`
    keyed hashes. `analysis` stands where an analyser read the text: then emotion, intensity, valence and
    confidence are its own, and origin is INFERRED. Fields without a value are left out.
    """

    id: str  # type: ignore[assignment]  # beanie's default is an ObjectId, which tells the time
    tenant: str
    body: bytes
    journey: str
    touchpoint: str
    channel: Channel
    source: FeedbackSource
    origin: EmotionOrigin
    emotion: Emotion | None = None
    intensity: float | None = None
    valence: int | None = None
    confidence: float | None = None
    nps: int | None = None
    csat: int | None = None
    ces: int | None = None
    importance: int | None = None
    text: str | None = None
    triggers: list[str] = Field(default_factory=list)
    persona: str | None = None
    customer: bytes | None = None
    run: bytes | None = None
    occurredAt: datetime  # noqa: N815  # stored names are the API's
    receivedAt: datetime  # noqa: N815
    utcOffset: int | None = None  # noqa: N815
    analysis: dict[str, Any] | None = None

    class Settings:
        """Collection, questions and shape."""

        name = "feedback"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel(
                [("tenant", ASCENDING), ("occurredAt", DESCENDING), ("_id", ASCENDING)],
                name="what was said, newest first",
            ),
            IndexModel(
                [
                    ("tenant", ASCENDING),
                    ("journey", ASCENDING),
                    ("occurredAt", DESCENDING),
                    ("_id", ASCENDING),
                ],
                name="what was said along a journey, newest first",
            ),
            IndexModel(
                [
                    ("tenant", ASCENDING),
                    ("touchpoint", ASCENDING),
                    ("occurredAt", DESCENDING),
                    ("_id", ASCENDING),
                ],
                name="what was said at a touchpoint, newest first",
            ),
            IndexModel(
                [("tenant", ASCENDING), ("customer", ASCENDING)],
                name="what a customer said",
                partialFilterExpression={"customer": {"$exists": True}},
            ),
        ]
        validator: ClassVar[dict[str, Any]] = {"required": ["tenant"]}


def observation_of(row: Mapping[str, Any]) -> Observation:
    """See a stored feedback as the observation it is."""
    emotion = row.get("emotion")
    return Observation(
        emotion=Emotion(emotion) if emotion else None,
        intensity=row.get("intensity", 1.0),
        confidence=row.get("confidence"),
        origin=EmotionOrigin(row["origin"]),
        nps=row.get("nps"),
        csat=row.get("csat"),
        ces=row.get("ces"),
        importance=row.get("importance"),
        has_text="text" in row,
    )


def day_key(row: Mapping[str, Any]) -> DayKey:
    """Name the cell a stored feedback counts in, apart from tenant, journey and slot."""
    return DayKey.read({**row, "day": day_of(row["occurredAt"])})
