"""Consistency across channels for a whole journey: the one number at the top of the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.consistency import Consistency
from scoring.vocabulary import ScoreStatus
from scoring.weighted import weighted_mean


@dataclass(frozen=True, slots=True)
class CrossChannel:
    """`score` 0..1 unless untested; `coverage` 0..1 says how much of the journey it speaks for.

    `n` counts the emotions at the touchpoints that give it its status.
    """

    score: float | None
    status: ScoreStatus
    coverage: float
    n: int


def cross_channel(touchpoints: Sequence[tuple[float, Consistency]]) -> CrossChannel:
    """Return the momentWeight-weighted mean score of the touchpoints, each a weight and its consistency.

    Only touchpoints whose own status is OK have a score. Status: OK if any is, else SINGLE_GROUP if any has
    data, else NO_DATA. Coverage is the OK ones' share of all touchpoints, 0 when there are none.
    """
    statuses = {consistency.status for _, consistency in touchpoints}
    order = (ScoreStatus.OK, ScoreStatus.SINGLE_GROUP, ScoreStatus.NO_DATA)
    status = next((status for status in order if status in statuses), ScoreStatus.NO_DATA)
    tested = [(each.score, weight) for weight, each in touchpoints if each.score is not None]
    coverage = len(tested) / len(touchpoints) if touchpoints else 0.0
    n = sum(each.n for _, each in touchpoints if each.status is status)
    return CrossChannel(weighted_mean(tested), status, coverage, n)
