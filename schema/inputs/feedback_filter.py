"""Which feedback to list."""

from datetime import datetime

import strawberry

from schema.inputs.ids import parse_ids
from schema.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
from schema.wording import input_type, shown
from service.documents.ids import Kind, parse_id
from service.errors import BadUserInput
from service.queries.remarks import FeedbackWhere


@input_type
class FeedbackFilter:
    """Which feedback to list.

    Every condition given must hold; null is all, SOCIAL too; an empty list matches nothing.
    """

    journey_id: strawberry.ID | None = shown("Only along this journey.")
    touchpoint_ids: list[strawberry.ID] | None = shown("Only at these touchpoints, removed ones too.")
    channels: list[Channel] | None = shown("Only on these channels.")
    emotions: list[Emotion] | None = shown("Only with these emotions.")
    persona_ids: list[strawberry.ID] | None = shown("Only of these personas.")
    sources: list[FeedbackSource] | None = shown("Only from these sources.")
    origins: list[EmotionOrigin] | None = shown("Only with emotions named by these.")
    since: datetime | None = shown("Only what occurred at this moment or later.")
    until: datetime | None = shown("Only what occurred before this moment.")

    def where(self) -> FeedbackWhere:
        """Tell what is listed.

        Raises BadUserInput for a malformed id, more than 200 of one list, or times in the wrong order.
        """
        if self.since and self.until and self.since > self.until:
            raise BadUserInput("filter.since is after filter.until: swap them")
        journey = None if self.journey_id is None else parse_id(self.journey_id, Kind.JOURNEY, "journeyId")
        return FeedbackWhere(
            journey=journey,
            touchpoints=parse_ids(self.touchpoint_ids, Kind.TOUCHPOINT, "touchpointIds"),
            channels=None if self.channels is None else frozenset(self.channels),
            emotions=None if self.emotions is None else frozenset(self.emotions),
            personas=parse_ids(self.persona_ids, Kind.PERSONA, "personaIds"),
            sources=None if self.sources is None else frozenset(self.sources),
            origins=None if self.origins is None else frozenset(self.origins),
            since=self.since,
            until=self.until,
        )
