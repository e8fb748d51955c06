"""Where a better moment would pay most."""

from schema.forward import TouchpointAhead
from schema.mirror import Mirror, mirror_type
from schema.vocabulary import ScoreStatus
from schema.wording import shown
from scoring import opportunity as scored


@mirror_type
class Opportunity(Mirror):
    """What a better touchpoint would be worth.

    Rank by `recoverableValence`; `score` tells who would notice.
    """

    touchpoint: TouchpointAhead = shown("The touchpoint.")
    score: float | None = shown(
        "Opportunity, 0..20: importance plus how far satisfaction stays behind it (Ulwick), with shares "
        "drawn towards the journey's as if by five answers; null without any answer."
    )
    raw: float | None = shown("The same from the shares as they are, 0..20.")
    importance: float | None = shown(
        "How important it is, 0..10: ten times the share of importance ratings of 4 or 5, or "
        "`designImportance` where nobody rated it."
    )
    satisfaction: float | None = shown(
        "How satisfied people are, 0..10: ten times the share of csat ratings of 4 or 5, or where nobody "
        "rated it of pleasant emotions."
    )
    recoverable_valence: float | None = shown(
        "How many points the journey's mean valence (intensity left aside) would gain if every unpleasant "
        "reaction here became neutral. 0 where nobody was displeased; null while the journey has no "
        "feedback."
    )
    rank: int | None = shown(
        "Its place among the journey's touchpoints, from 1; null while the journey has no feedback, and for "
        "a removed touchpoint."
    )
    status: ScoreStatus = shown("Whether there is a score.")

    def __init__(self, touchpoint: TouchpointAhead, scores: scored.Opportunity) -> None:
        super().__init__(scores)
        self.touchpoint = touchpoint
