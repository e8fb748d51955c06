"""A feedback on its way in, and a phone's queue of them."""

from datetime import datetime

import strawberry

from schema.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
from schema.wording import input_type, shown
from service.ingestion import Draft


@input_type
class SubmitFeedbackInput:
    """What one person said at one moment: at least one of emotion, text, nps, csat, ces and importance."""

    idempotency_key: str = shown(
        "1 to 128 characters, unique in your company. Make it once, such as a UUID, and send it again with "
        "every retry: the feedback is counted once."
    )
    touchpoint_id: strawberry.ID = shown("Where it happened.")
    channel: Channel = shown("Where the company met the person; declared at the touchpoint or not.")
    source: FeedbackSource = shown("How it was gathered.", default=FeedbackSource.IN_APP)
    emotion: Emotion | None = shown(
        "What the person felt, if they said so; never guess it. Left out, it is read from `text`."
    )
    intensity: float = shown("How strongly, above 0 and at most 1.", default=1.0)
    origin: EmotionOrigin = shown(
        "Who named the emotion. A partner's model says INFERRED, with its `confidence`.",
        default=EmotionOrigin.REPORTED,
    )
    confidence: float | None = shown(
        "How sure the model is, 0..1; only with INFERRED. Below .5 the emotion is counted as unclassified."
    )
    text: str | None = shown(
        "The person's own words, at most 4,000 characters. Without an `emotion` they are read, in English: "
        "the feedback is INFERRED then, and counts for emotion if that is sure enough. An `emotion` that was "
        "sent is never read over."
    )
    nps: int | None = shown('"How likely are you to recommend us?", 0..10.')
    csat: int | None = shown('"How satisfied are you?", 1..5.')
    ces: int | None = shown('"They made it easy", 1 disagree to 7 agree.')
    importance: int | None = shown('"How important is this to you?", 1..5.')
    triggers: list[str] | None = shown(
        "Codes of what set the feeling off, at most 10, each of a-z, 0-9, _ and -, such as long-wait."
    )
    persona_id: strawberry.ID | None = shown("Whom the person is like.")
    customer_ref: str | None = shown(
        "Your reference of the customer, 1 to 128 characters. Never stored as given, but as a keyed hash: "
        "it is what `forgetCustomer` finds again."
    )
    run_ref: str | None = shown(
        "One customer's one trip through the journey, 1 to 128 characters, as a keyed hash too: "
        "`likability` rests on it."
    )
    occurred_at: datetime | None = shown(
        "When it happened, by the phone's clock; now if left out. After `sentAt` corrects the clock at most "
        "5 minutes ahead and 365 days back."
    )

    def draft(self) -> Draft:
        """Say it to the service; nothing is checked yet."""
        return Draft(
            idempotency_key=self.idempotency_key,
            touchpoint_id=self.touchpoint_id,
            channel=self.channel,
            source=self.source,
            emotion=self.emotion,
            intensity=self.intensity,
            origin=self.origin,
            confidence=self.confidence,
            text=self.text,
            nps=self.nps,
            csat=self.csat,
            ces=self.ces,
            importance=self.importance,
            triggers=tuple(self.triggers or ()),
            persona_id=self.persona_id,
            customer_ref=self.customer_ref,
            run_ref=self.run_ref,
            occurred_at=self.occurred_at,
        )


@input_type
class SubmitFeedbackBatchInput:
    """An offline phone's queue."""

    items: list[SubmitFeedbackInput] = shown("1 to 100 feedback. One that is refused refuses no other.")
    sent_at: datetime | None = shown(
        "The phone's clock at the moment of sending. The service corrects every `occurredAt` by its "
        "difference from the true time, so a wrong clock loses nothing."
    )
