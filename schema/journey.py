"""A journey: its map, and how people feel along it."""

from collections.abc import Awaitable, Sequence
from datetime import date, datetime
from typing import Annotated

import strawberry

from schema.curve import EmotionCurve
from schema.forward import PersonaAhead
from schema.info import Info
from schema.inputs.score_filter import Filter, ScoreFilter, meant, undated
from schema.journey_score import JourneyScore
from schema.later import then
from schema.mirror import Mirror, Sealed, mirror_type
from schema.node import Node
from schema.opportunity import Opportunity
from schema.scalars import Seq
from schema.stage import Stage
from schema.touchpoint import Touchpoint
from schema.trend import Trend
from schema.vocabulary import ScoreMetric, TimeBucket
from schema.wording import resolved, shown
from scoring import opportunity as scored
from scoring.buckets import BadSpan
from service.auth.principal import Principal
from service.auth.scopes import Scope
from service.documents import journey as documents
from service.errors import BadUserInput

MOST_OPPORTUNITIES = 100


@mirror_type
class Journey(Mirror, Node):
    """What a customer goes through to get something done: a map of stages and touchpoints, and how it feels.

    Every score is nullable: one that is slow or forbidden does not take the page with it.
    """

    name: str = shown("Its name.")
    description: str | None = shown("What it is about; null if nothing was written.")
    purpose: str | None = shown("What the traveller wants to get done; null if nothing was written.")
    score_window_days: int | None = shown(
        "How many days back, today included, scores look when a filter names no days; null is all time."
    )
    archived_at: datetime | None = shown(
        "Since when it is archived and takes no feedback; null while it is live."
    )
    revision: int = shown(
        "Rises with every edit of the map. Send it back as `expectedRevision` when you edit."
    )

    def __init__(self, document: documents.Journey) -> None:
        super().__init__(document)
        self.document = document

    def seen_by(self, principal: Principal) -> "Journey":
        """Show no more than id, name and revision to whom the map is closed; anything else is Forbidden."""
        if Scope.JOURNEYS_READ in principal.scopes:
            return self
        known, journey = self.document, Journey.__new__(Journey)
        Mirror.__init__(journey, Sealed(id=known.id, name=known.name, revision=known.revision))
        return journey

    def stage(self, stage_id: str) -> Stage | None:
        """Find a stage; None where it is no longer."""
        entry = self.document.stage(stage_id)
        return Stage(self, entry) if entry else None

    def touchpoint(self, touchpoint_id: str) -> Touchpoint:
        """Give a touchpoint, removed or not; KeyError where there is none."""
        entry = self.document.touchpoint(touchpoint_id)
        if entry is None:
            raise KeyError(touchpoint_id)
        return Touchpoint(self, entry, self.document.order_of(touchpoint_id))

    def on_the_map(self) -> list[Touchpoint]:
        """Give the touchpoints that were not removed, in travelling order."""
        return [Touchpoint(self, entry, order) for order, entry in enumerate(self.document.present)]

    @resolved
    async def personas(self, info: Info) -> list[PersonaAhead]:
        """Who travels it."""
        found = await info.context.loaders.personas.load_many(self.document.persona_ids)
        return [persona for persona in found if persona]

    @resolved
    def stages(self) -> list[Stage]:
        """Its parts, in travelling order."""
        return [Stage(self, entry) for entry in self.document.stages]

    @resolved
    def touchpoints(self) -> list[Touchpoint]:
        """All its touchpoints in travelling order, removed ones left out."""
        return self.on_the_map()

    @resolved
    def seq(self, info: Info) -> Awaitable[Seq]:
        """Rises with every change of the scores: with feedback, erasures and edits that change them."""
        return then(info.context.loaders.scores.seq(self.document), Seq)

    @resolved
    def score(self, info: Info, filter: Filter = None) -> Awaitable[JourneyScore | None]:
        """How people feel along it. Needs the scopes journeys:read and scores:read."""
        info.context.principal.require(Scope.JOURNEYS_READ, Scope.SCORES_READ)
        chosen = meant(filter)
        asked = info.context.loaders.scores.load(self.document, chosen)
        return then(asked, lambda state: JourneyScore(self, chosen, state))

    @resolved
    def emotion_curve(self, info: Info, filter: Filter = None) -> Awaitable[EmotionCurve | None]:
        """How the feeling rises and falls along it. Needs the scopes journeys:read and scores:read."""
        info.context.principal.require(Scope.JOURNEYS_READ, Scope.SCORES_READ)
        chosen = meant(filter)
        asked = info.context.loaders.scores.load(self.document, chosen)
        return then(asked, lambda state: EmotionCurve(self, chosen, state))

    @resolved
    def opportunities(
        self,
        info: Info,
        filter: Filter = None,
        first: Annotated[int, strawberry.argument(description=f"How many, 0 to {MOST_OPPORTUNITIES}.")] = 5,
    ) -> Awaitable[list[Opportunity] | None]:
        """Where a better moment would pay most: touchpoints by `recoverableValence`, the largest first.

        Needs the scopes journeys:read and scores:read.
        """
        info.context.principal.require(Scope.JOURNEYS_READ, Scope.SCORES_READ)
        if not 0 <= first <= MOST_OPPORTUNITIES:
            raise BadUserInput(f"first is {first}: pass 0 to {MOST_OPPORTUNITIES}")
        asked = info.context.loaders.scores.load(self.document, meant(filter))
        return then(asked, lambda state: self._best(state.scores.opportunities[:first]))

    def _best(self, opportunities: Sequence[scored.Opportunity]) -> list[Opportunity]:
        return [Opportunity(self.touchpoint(each.touchpoint), each) for each in opportunities]

    @resolved
    async def trend(
        self,
        info: Info,
        metric: Annotated[ScoreMetric, strawberry.argument(description="What to follow.")],
        since: Annotated[date, strawberry.argument(description="The first UTC day.")],
        until: Annotated[
            date, strawberry.argument(description="The last UTC day. At most 400 buckets lie between.")
        ],
        bucket: Annotated[
            TimeBucket, strawberry.argument(description="How to cut the days.")
        ] = TimeBucket.WEEK,
        filter: Annotated[
            ScoreFilter | None,
            strawberry.argument(description="Which feedback counts; leave its `since` and `until` out."),
        ] = None,
    ) -> Trend | None:
        """How a metric goes over time. Needs the scopes journeys:read and scores:read."""
        info.context.principal.require(Scope.JOURNEYS_READ, Scope.SCORES_READ)
        rollups, tenant = info.context.services.rollups, info.context.tenant
        try:
            state = await rollups.trend(tenant, self.document, metric, since, until, bucket, undated(filter))
        except BadSpan as bad:
            raise BadUserInput(str(bad)) from bad
        return Trend(as_of=state.as_of, seq=Seq(state.seq), points=state.points)
