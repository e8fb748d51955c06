"""Which feedback a score counts."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, TypeVar

import strawberry

from schema.inputs.ids import parse_ids
from schema.vocabulary import Channel, EmotionOrigin, FeedbackSource
from schema.wording import input_type, shown
from scoring.selection import DEFAULT_SELECTION, Selection
from service.documents.cell import day_number
from service.documents.ids import Kind
from service.errors import BadUserInput
from service.rollups import ScoreFilter as Chosen

C = TypeVar("C", bound=StrEnum)


@input_type
class ScoreFilter:
    """Which feedback a score counts. Every condition given must hold; an empty list matches nothing."""

    channels: list[Channel] | None = shown("Only these channels; null is all.")
    persona_ids: list[strawberry.ID] | None = shown(
        "Only feedback of these personas; null is all feedback, with a persona or without."
    )
    sources: list[FeedbackSource] | None = shown("Only these sources; null is all but SOCIAL.")
    origins: list[EmotionOrigin] | None = shown(
        "Only emotions named by these; null is both. Ratings count as REPORTED."
    )
    since: date | None = shown(
        "The first UTC day that counts. With neither day given, the journey's `scoreWindowDays` apply; with "
        "one given the other side is open."
    )
    until: date | None = shown("The last UTC day that counts.")

    def selection(self) -> Selection:
        """Tell what is selected apart from the days. Raises BadUserInput for bad ids."""
        return Selection(
            channels=_unless_all(self.channels, Channel),
            personas=parse_ids(self.persona_ids, Kind.PERSONA, "personaIds"),
            sources=DEFAULT_SELECTION.sources
            if self.sources is None
            else _unless_all(self.sources, FeedbackSource),
            origins=_unless_all(self.origins, EmotionOrigin),
        )


Filter = Annotated[
    ScoreFilter | None,
    strawberry.argument(
        description="Which feedback counts; null is all but SOCIAL within the journey's `scoreWindowDays`."
    ),
]

UNFILTERED: Final = Chosen()


def meant(filter: ScoreFilter | None) -> Chosen:
    """Tell which feedback a filter chooses.

    Raises BadUserInput for a malformed id or days in the wrong order.
    """
    if filter is None:
        return UNFILTERED
    if filter.since and filter.until and filter.since > filter.until:
        raise BadUserInput(f"since {filter.since} is after until {filter.until}: swap them")
    return Chosen(filter.selection(), _day_number(filter.since), _day_number(filter.until))


def undated(filter: ScoreFilter | None) -> Selection:
    """Tell what a filter selects where the days come from elsewhere.

    Raises BadUserInput if it names days too.
    """
    if filter is None:
        return DEFAULT_SELECTION
    if filter.since or filter.until:
        raise BadUserInput("filter.since and filter.until do not go with a trend: pass the trend's own days")
    return filter.selection()


def _unless_all(chosen: list[C] | None, all_of: type[C]) -> frozenset[C] | None:
    """Say all as None, so that the same choice is the same filter."""
    return None if chosen is None or len(set(chosen)) == len(all_of) else frozenset(chosen)


def _day_number(day: date | None) -> int | None:
    return None if day is None else day_number(day)
