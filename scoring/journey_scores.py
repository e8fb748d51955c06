"""Every score of one journey."""

from functools import cached_property

from scoring.alignment import journey_alignment
from scoring.consistency import Consistency
from scoring.crosschannel import CrossChannel, cross_channel
from scoring.curve import CurvePoint, curve_point
from scoring.estimate import Estimate
from scoring.evidence import Evidence
from scoring.gap import says_feels_gap
from scoring.ledger import Ledger
from scoring.opportunity import Opportunity
from scoring.plan import Plan, PlannedTouchpoint
from scoring.ratings import Effort, csat, effort, nps
from scoring.slice import Slice
from scoring.standing import Standing
from scoring.touchpoint_scores import TouchpointScores
from scoring.valence import valence, zone
from scoring.vocabulary import ConsistencyGroupBy, EmotionZone


class JourneyScores:
    """The scores of one journey under one filter, each computed when first asked for.

    Only present touchpoints count; cells of any other are ignored.
    """

    def __init__(self, plan: Plan, cells: Slice) -> None:
        self._plan = plan
        self._ledger = Ledger(cells)
        self._standing = Standing(plan, self._ledger)
        self._present = tuple(planned.id for planned in plan.touchpoints)
        self._touchpoints: dict[str, TouchpointScores] = {}

    def touchpoint(self, touchpoint: str) -> TouchpointScores:
        """Return the scores of a present or removed touchpoint; KeyError if the plan knows no such id."""
        if touchpoint not in self._touchpoints:
            planned = self._planned[touchpoint]
            self._touchpoints[touchpoint] = TouchpointScores(planned, self._ledger, self._standing)
        return self._touchpoints[touchpoint]

    @property
    def n(self) -> int:
        """How many emotions were felt along the journey."""
        return self._standing.pooled.n

    @cached_property
    def valence(self) -> Estimate:
        """Mean valence of all feedback, -1..1."""
        return valence(self._standing.pooled)

    @property
    def zone(self) -> EmotionZone | None:
        """The band of the journey's own mean; None without data."""
        return zone(self._standing.mean)

    @cached_property
    def cross_channel(self) -> CrossChannel:
        """The headline: how far channels feel alike, touchpoint by touchpoint."""
        by = ConsistencyGroupBy.CHANNEL
        return cross_channel(
            [(t.moment_weight, self._ledger.consistency((t.id,), by)) for t in self._plan.touchpoints]
        )

    def consistency(self, by: ConsistencyGroupBy) -> Consistency:
        """Return how far groups feel alike over the whole journey, its feedback pooled."""
        return self._ledger.consistency(self._present, by)

    @cached_property
    def alignment(self) -> Estimate:
        """How near the feeling comes to the intended one, 0..1, over touchpoints that intend any."""
        return journey_alignment(
            (t.moment_weight, self.touchpoint(t.id).alignment) for t in self._plan.touchpoints
        )

    @property
    def peak_end(self) -> float | None:
        """What people remember, -1..1; None without data."""
        return self._standing.peak_end.value

    @cached_property
    def nps(self) -> Estimate:
        """Net promoter score, -100..100."""
        return nps(self._standing.pooled)

    @cached_property
    def csat(self) -> Estimate:
        """Share of the satisfied, 0..1."""
        return csat(self._standing.pooled)

    @cached_property
    def effort(self) -> Effort:
        """How hard it was."""
        return effort(self._standing.pooled)

    @property
    def says_feels_gap(self) -> float | None:
        """How much better people say it was than they felt, -2..2; None unless both are known."""
        return says_feels_gap(self._standing.pooled)

    @cached_property
    def evidence(self) -> Evidence:
        """What these scores rest on."""
        return self._ledger.evidence(self._present)

    @property
    def opportunities(self) -> tuple[Opportunity, ...]:
        """Every present touchpoint's opportunity, best first."""
        return self._standing.opportunities

    @cached_property
    def curve(self) -> tuple[CurvePoint, ...]:
        """Every present touchpoint's point, travelling order."""
        prior = self._standing.mean
        return tuple(curve_point(id_, self._ledger.total(id_), prior) for id_ in self._present)

    @cached_property
    def _planned(self) -> dict[str, PlannedTouchpoint]:
        return {planned.id: planned for planned in (*self._plan.removed, *self._plan.touchpoints)}
