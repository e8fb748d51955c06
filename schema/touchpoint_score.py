"""How people feel at one touchpoint."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

import strawberry

from schema.consistency import Consistency, GroupBy
from schema.estimates import Effort, Estimate
from schema.evidence import Evidence
from schema.grouping import grouped
from schema.info import Info
from schema.mirror import Mirror, mirror_type
from schema.opportunity import Opportunity
from schema.scalars import Seq
from schema.vocabulary import Channel, ConsistencyGroupBy, Emotion, EmotionZone
from schema.wording import object_type, resolved, shown
from scoring import estimate, ratings, shares, touchpoint_scores
from service.rollups import ScoreState

if TYPE_CHECKING:
    from schema.touchpoint import Touchpoint


@object_type
class EmotionShare:
    """How often one emotion was felt."""

    emotion: Emotion = shown("The emotion.")
    count: int = shown("How often it was felt, above 0.")
    share: float = shown("Its share of all emotions felt there, 0..1.")


@object_type
class ChannelScore:
    """What was felt at a touchpoint on one channel."""

    channel: Channel = shown("The channel.")
    n: int = shown("How many emotions were felt on it; 0 for a declared channel nobody has spoken on.")
    valence: estimate.Estimate = shown("Mean valence on it, -1..1.", graphql_type=Estimate)
    emotions: tuple[shares.EmotionShare, ...] = shown(
        "The emotions felt on it, most frequent first.", graphql_type=list[EmotionShare]
    )


@mirror_type
class TouchpointScore(Mirror):
    """How people feel at one touchpoint, under one filter. Every number comes with what it rests on."""

    id: strawberry.ID = shown(
        "Stays the same for this touchpoint under this filter, so that a normalising cache merges what "
        "comes later."
    )
    as_of: datetime = shown("When it was computed.")
    seq: Seq = shown("The journey's `seq` it reflects.")
    n: int = shown("How many emotions were felt here. Each estimate has an n of its own.")
    valence: estimate.Estimate = shown(
        "Mean valence as measured, -1 unpleasant to 1 pleasant.", graphql_type=Estimate
    )
    shrunk_valence: float | None = shown(
        "Mean valence drawn towards the journey's as if by five feedback, so that one voice does not make a "
        "touchpoint: compare touchpoints by this. Null without feedback."
    )
    zone: EmotionZone | None = shown("The band of `shrunkValence`; null without feedback.")
    emotional_load: float | None = shown(
        "How strong the emotions are, whichever way they point, 0..1; null without feedback."
    )
    is_peak: bool = shown("Whether the journey is most intense here: its mean valence lies furthest from 0.")
    is_end: bool = shown("Whether it is the last touchpoint anybody has spoken about.")
    alignment: estimate.Estimate = shown(
        "How near people come to the emotions intended here, 0..1; NO_DATA where none are intended.",
        graphql_type=Estimate,
    )
    nps: estimate.Estimate = shown(
        "Net promoter score, -100..100, from answers of 0..10 here.", graphql_type=Estimate
    )
    csat: estimate.Estimate = shown("Share of satisfied answers (4 or 5 of 5), 0..1.", graphql_type=Estimate)
    effort: ratings.Effort = shown("How much effort people had.", graphql_type=Effort)
    says_feels_gap: float | None = shown(
        "How much better people say it was (csat) than they felt (valence), -2..2: above 0.3 they say fine "
        "and feel bad. Null unless both are known."
    )
    emotions: tuple[shares.EmotionShare, ...] = shown(
        "The emotions felt here, most frequent first.", graphql_type=list[EmotionShare]
    )
    channels: tuple[touchpoint_scores.ChannelScore, ...] = shown(
        "What was felt on each channel: the declared ones, and any other somebody has spoken on.",
        graphql_type=list[ChannelScore],
    )

    def __init__(self, touchpoint: "Touchpoint", state: ScoreState) -> None:
        self.scores = state.scores.touchpoint(touchpoint.id)
        super().__init__(self.scores)
        self.touchpoint = touchpoint
        self.as_of = state.as_of
        self.seq = Seq(state.seq)
        self.id = strawberry.ID(hashlib.sha256(f"{state.key}|{touchpoint.id}".encode()).hexdigest()[:32])

    @resolved
    async def consistency(self, info: Info, group_by: GroupBy = ConsistencyGroupBy.CHANNEL) -> Consistency:
        """Whether people feel alike here, across channels unless grouped otherwise."""
        return await grouped(
            info.context, self.touchpoint.journey, group_by, self.scores.consistency(group_by)
        )

    @resolved
    def opportunity(self) -> Opportunity:
        """What a better moment here would be worth."""
        return Opportunity(self.touchpoint, self.scores.opportunity)

    @resolved
    def evidence(self) -> Evidence:
        """What this score rests on."""
        return Evidence.of(self.scores.evidence)
