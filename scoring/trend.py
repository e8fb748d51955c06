"""What a trend shows for one bucket."""

from collections.abc import Callable
from typing import Final

from scoring.crosschannel import CrossChannel
from scoring.estimate import Estimate
from scoring.journey_scores import JourneyScores
from scoring.plan import Plan
from scoring.ratings import Effort
from scoring.slice import Slice
from scoring.vocabulary import ScoreMetric


def trend_estimate(metric: ScoreMetric, plan: Plan, cells: Slice) -> Estimate:
    """Return a journey metric over one bucket's cells, null where nobody told us.

    CONSISTENCY is the cross-channel score and EFFORT its index 0 easy, 1 hard, both without an interval. n is
    the metric's own: emotions for VALENCE and CONSISTENCY, answers for the ratings.
    """
    return _OF[metric](JourneyScores(plan, cells))


def _consistency(across: CrossChannel) -> Estimate:
    return Estimate(across.score, None, None, across.n, across.status)


def _index(effort: Effort) -> Estimate:
    return Estimate(effort.index, None, None, effort.mean.n, effort.mean.status)


_OF: Final[dict[ScoreMetric, Callable[[JourneyScores], Estimate]]] = {
    ScoreMetric.VALENCE: lambda scores: scores.valence,
    ScoreMetric.CONSISTENCY: lambda scores: _consistency(scores.cross_channel),
    ScoreMetric.NPS: lambda scores: scores.nps,
    ScoreMetric.CSAT: lambda scores: scores.csat,
    ScoreMetric.EFFORT: lambda scores: _index(scores.effort),
}
