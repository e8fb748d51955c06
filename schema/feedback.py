"""A feedback: what one person said at one moment."""

from datetime import datetime

import strawberry

from schema.forward import PersonaAhead
from schema.info import Info
from schema.journey import Journey
from schema.node import Node
from schema.touchpoint import Touchpoint
from schema.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
from schema.wording import object_type, resolved, shown
from scoring.emotions import VALENCE_UNIT
from service.auth.scopes import Scope
from service.documents.feedback import FeedbackRow


@object_type
class Feedback(Node):
    """What one person said at one moment. Written once and never changed; it can be deleted."""

    channel: Channel = shown("Where the company met the person.")
    source: FeedbackSource = shown("How it was gathered.")
    emotion: Emotion | None = shown(
        "What the person felt: as named, or as read from `text` where nobody named it (`origin` tells). One "
        "of a `confidence` below .5 is shown and not counted. Null where only ratings, or a text that could "
        "not be read, were given."
    )
    origin: EmotionOrigin = shown(
        "Who named the emotion: INFERRED where it was read, or looked for, in `text`."
    )
    intensity: float | None = shown("How strongly, above 0 to 1; null without an emotion.")
    valence: float | None = shown(
        "The emotion's valence times its intensity, -1..1, to four decimals: what it adds to mean valence. "
        "Null where no emotion counts, which includes one inferred with a confidence below .5."
    )
    confidence: float | None = shown(
        "How sure the analyser or model was, 0..1, and 0 where it found no emotion; null for what people "
        "said themselves."
    )
    nps: int | None = shown("How likely the person is to recommend the company, 0..10; null if not asked.")
    csat: int | None = shown("How satisfied the person is, 1..5; null if not asked.")
    ces: int | None = shown("How easy it was made, 1 hard to 7 easy; null if not asked.")
    importance: int | None = shown("How important the moment is to the person, 1..5; null if not asked.")
    triggers: list[str] = shown("Codes of what set the feeling off, such as long-wait.")
    occurred_at: datetime = shown("When it happened, the phone's clock corrected.")
    received_at: datetime = shown("When it reached the service.")
    utc_offset_minutes: int | None = shown(
        "The person's offset from UTC at that moment, in minutes; null if the phone sent no time."
    )
    row: strawberry.Private[FeedbackRow]

    @classmethod
    def of(cls, row: FeedbackRow) -> "Feedback":
        """Show a stored feedback."""
        emotion, valence = row.get("emotion"), row.get("valence")
        return cls(
            id=strawberry.ID(row["_id"]),
            channel=Channel(row["channel"]),
            source=FeedbackSource(row["source"]),
            emotion=Emotion(emotion) if emotion else None,
            origin=EmotionOrigin(row["origin"]),
            intensity=row.get("intensity"),
            valence=None if valence is None else valence / VALENCE_UNIT,
            confidence=row.get("confidence"),
            nps=row.get("nps"),
            csat=row.get("csat"),
            ces=row.get("ces"),
            importance=row.get("importance"),
            triggers=row.get("triggers", []),
            occurred_at=row["occurredAt"],
            received_at=row["receivedAt"],
            utc_offset_minutes=row.get("utcOffset"),
            row=row,
        )

    @resolved
    def text(self, info: Info) -> str | None:
        """The person's own words; null if none. Needs the scope feedback:read."""
        info.context.principal.require(Scope.FEEDBACK_READ)
        return self.row.get("text")

    @resolved
    async def touchpoint(self, info: Info) -> Touchpoint | None:
        """Where it happened. Without the scope journeys:read no more than its id and name."""
        touchpoint = await info.context.loaders.touchpoints.load(self.row["touchpoint"])
        return touchpoint and touchpoint.seen_by(info.context.principal)

    @resolved
    async def journey(self, info: Info) -> Journey | None:
        """The journey it happened on. Needs the scope journeys:read."""
        info.context.principal.require(Scope.JOURNEYS_READ)
        return await info.context.loaders.journeys.load(self.row["journey"])

    @resolved
    async def persona(self, info: Info) -> PersonaAhead | None:
        """Whom the person is like; null if not said, or deleted since. Needs the scope journeys:read."""
        info.context.principal.require(Scope.JOURNEYS_READ)
        persona = self.row.get("persona")
        return await info.context.loaders.personas.load(persona) if persona else None
