"""How people feel along a journey."""

from datetime import datetime
from typing import TYPE_CHECKING

import strawberry

from schema.consistency import Consistency, GroupBy
from schema.estimates import Effort, Estimate
from schema.evidence import Evidence
from schema.grouping import grouped
from schema.info import Info
from schema.mirror import Mirror, mirror_type
from schema.scalars import Seq
from schema.vocabulary import EmotionZone, ScoreStatus
from schema.wording import object_type, resolved, shown
from scoring import crosschannel, estimate, ratings
from service.rollups import ScoreFilter, ScoreState

if TYPE_CHECKING:
    from schema.journey import Journey


@object_type
class CrossChannel:
    """The headline: whether each touchpoint feels the same on every channel."""

    score: float | None = shown(
        "Mean consistency across channels of the touchpoints heard on two channels or more, weighted by "
        "`momentWeight`, 0..1; null unless OK."
    )
    status: ScoreStatus = shown(
        "OK when any touchpoint can be compared; SINGLE_GROUP when none was on two channels."
    )
    coverage: float = shown(
        "The share of the journey's touchpoints it speaks for, 0..1. Show it with the score."
    )


@mirror_type
class JourneyScore(Mirror):
    """How people feel along a journey, under one filter. Every number comes with what it rests on."""

    id: strawberry.ID = shown(
        "Stays the same for this journey under this filter, so that a normalising cache merges what comes "
        "later."
    )
    as_of: datetime = shown("When it was computed.")
    seq: Seq = shown("The journey's `seq` it reflects.")
    n: int = shown("How many emotions were felt along the journey. Each estimate has an n of its own.")
    valence: estimate.Estimate = shown(
        "Mean valence of all feedback, -1 unpleasant to 1 pleasant.", graphql_type=Estimate
    )
    zone: EmotionZone | None = shown("The band of that mean; null without feedback.")
    cross_channel: crosschannel.CrossChannel = shown(
        "The headline: whether each touchpoint feels the same on every channel.", graphql_type=CrossChannel
    )
    alignment: estimate.Estimate = shown(
        "How near people come to the intended emotions, 0..1: the mean over touchpoints, weighted by "
        "`momentWeight`.",
        graphql_type=Estimate,
    )
    peak_end: float | None = shown(
        "What people are likely to remember: the mean of the most intense touchpoint's valence and the last "
        "one's, -1..1. Show it beside `valence`; null without feedback."
    )
    nps: estimate.Estimate = shown(
        "Net promoter score, -100..100, from answers of 0..10.", graphql_type=Estimate
    )
    csat: estimate.Estimate = shown("Share of satisfied answers (4 or 5 of 5), 0..1.", graphql_type=Estimate)
    effort: ratings.Effort = shown("How much effort people had.", graphql_type=Effort)
    says_feels_gap: float | None = shown(
        "How much better people say it was (csat) than they felt (valence), -2..2: above 0.3 they say fine "
        "and feel bad. Null unless both are known."
    )

    def __init__(self, journey: "Journey", chosen: ScoreFilter, state: ScoreState) -> None:
        super().__init__(state.scores)
        self.scores = state.scores
        self.journey = journey
        self.chosen = chosen
        self.as_of = state.as_of
        self.seq = Seq(state.seq)
        self.id = strawberry.ID(state.key)

    @resolved
    async def consistency(self, info: Info, group_by: GroupBy) -> Consistency:
        """Whether people feel alike over the whole journey, its feedback pooled."""
        return await grouped(info.context, self.journey, group_by, self.scores.consistency(group_by))

    @resolved
    async def likability(self, info: Info) -> Estimate:
        """How likely a customer who starts the journey completes it, 0..1.

        Completed means reaching the last stage that anybody reached. It rests on feedback with a `runRef`,
        and of the filter on its days alone.
        """
        rollups, tenant = info.context.services.rollups, info.context.tenant
        return Estimate.of(await rollups.likability(tenant, self.journey.document, self.chosen, self.seq))

    @resolved
    def evidence(self) -> Evidence:
        """What this score rests on."""
        return Evidence.of(self.scores.evidence)
