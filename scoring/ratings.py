"""What people answer on scales: recommendation, satisfaction and effort."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from scoring.cell import Cell
from scoring.estimate import Estimate, Z, mean_estimate, no_data, share_estimate
from scoring.vocabulary import ScoreStatus

_HARDEST, _EASIEST = 1, 7
_PROMOTER: Final = 9
_DETRACTORS: Final = 7
_SATISFIED: Final = 3
_EASY: Final = 4


@dataclass(frozen=True, slots=True)
class Effort:
    """Customer effort: mean answer 1..7, share 0..1 finding it easy, index from 0 easy to 1 hard."""

    mean: Estimate
    easy: Estimate
    index: float | None


def nps(cell: Cell) -> Estimate:
    """Return the net promoter score, -100..100: 9 and 10 promote, 0 to 6 detract; n counts nps answers.

    The interval is adjusted Wald, three answers added, clipped to the scale (Rocks 2016,
    10.1080/00031305.2016.1158124).
    """
    n, promoters, detractors = sum(cell.nps), sum(cell.nps[_PROMOTER:]), sum(cell.nps[:_DETRACTORS])
    if n < 1:
        return no_data()
    for_it, against_it = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    net = for_it - against_it
    half = Z * sqrt((for_it + against_it - net * net) / (n + 3))
    low, high = max(100 * (net - half), -100.0), min(100 * (net + half), 100.0)
    return Estimate(100 * (promoters - detractors) / n, low, high, n, ScoreStatus.OK)


def csat(cell: Cell) -> Estimate:
    """Return the share 0..1 of csat answers that are 4 or 5, with Wilson's interval; n counts answers."""
    return share_estimate(sum(cell.csat[_SATISFIED:]), sum(cell.csat))


def mean_csat(cell: Cell) -> float | None:
    """Return the mean csat answer, 1..5; None without one."""
    n, total, _ = _moments(cell.csat)
    return total / n if n > 0 else None


def effort(cell: Cell) -> Effort:
    """Return customer effort from "made it easy" answers 1..7; n counts ces answers, none is no data.

    The mean has Student's interval like valence, the share of answers >= 5 Wilson's, the index (7 - mean) / 6
    none. CES 2.0: Dixon, Toman & DeLisi, "The effortless experience" (2013).
    """
    mean = mean_estimate(*_moments(cell.ces))
    easy = share_estimate(sum(cell.ces[_EASY:]), mean.n)
    return Effort(mean, easy, None if mean.value is None else (_EASIEST - mean.value) / (_EASIEST - _HARDEST))


def _moments(histogram: Sequence[int]) -> tuple[int, int, int]:
    """Return n, sum and sum of squares of answers counted from 1 upwards."""
    answers = list(enumerate(histogram, start=1))
    total = sum(value * count for value, count in answers)
    return sum(histogram), total, sum(value * value * count for value, count in answers)
