"""Opportunity: where a better moment would pay most."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Self

from scoring.cell import Cell
from scoring.plan import PlannedTouchpoint
from scoring.valence import SHRINKAGE, pain, pleasant
from scoring.vocabulary import ScoreStatus

_GOOD: Final = 3
"""The place in a 1..5 histogram where ratings of 4 and 5 start: important, satisfied."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """What a better touchpoint would be worth.

    `importance` and `satisfaction` 0..10, `raw` and `score` 0..20; without anything to tell satisfaction by,
    it and both scores are None, NO_DATA. `recoverable_valence` is in points of the journey's mean, None only
    where the journey has no emotion at all. `rank` counts from 1; None where that is, and once removed.
    """

    touchpoint: str
    score: float | None
    raw: float | None
    importance: float
    satisfaction: float | None
    recoverable_valence: float | None
    rank: int | None
    status: ScoreStatus


@dataclass(frozen=True, slots=True)
class Share:
    """How many of n answers were good."""

    good: int
    n: int

    @property
    def of_ten(self) -> float:
        """Return ten times the share, 0..10; n > 0."""
        return 10 * self.good / self.n

    def of_ten_towards(self, prior: "Share") -> float:
        """Return the same, the share pulled towards the prior's as by `SHRINKAGE` answers.

        A prior without answers (a removed touchpoint knows what its journey does not) pulls nowhere.
        """
        if prior.n < 1:
            return self.of_ten
        return 10 * (self.good + SHRINKAGE * prior.good / prior.n) / (self.n + SHRINKAGE)


@dataclass(frozen=True, slots=True)
class Shares:
    """The three shares opportunity is made of: important, satisfied by csat, and pleasant emotions."""

    important: Share
    satisfied: Share
    pleasant: Share

    @classmethod
    def of(cls, cell: Cell) -> Self:
        """Read them off a cell."""
        return cls(
            Share(sum(cell.imp[_GOOD:]), sum(cell.imp)),
            Share(sum(cell.csat[_GOOD:]), sum(cell.csat)),
            Share(pleasant(cell), cell.n),
        )


def opportunity(planned: PlannedTouchpoint, cell: Cell, journey: Shares) -> Opportunity:
    """Return a touchpoint's opportunity, unranked, against the pooled shares of its present journey.

    I = 10 share(importance >= 4), without such a rating the designed importance, which is never shrunk.
    S = 10 share(csat >= 4), without one 10 share(V > 0) over the emotions. raw = I + max(I - S, 0); score is
    the same with each share shrunk to the pooled share of its kind. recoverableValence = sum of |V| over the
    unpleasant emotions here / emotions in the journey: what the journey's intensity-free mean would gain if
    they became neutral.

    Ulwick, "Turn customer input into innovation" (2002) and "What customers want" (2005) for raw.
    """
    own = Shares.of(cell)
    importance = shrunk_importance = planned.design_importance
    if own.important.n > 0:
        importance, shrunk_importance = own.important.of_ten, own.important.of_ten_towards(journey.important)
    by_csat = own.satisfied.n > 0
    content, prior = (own.satisfied, journey.satisfied) if by_csat else (own.pleasant, journey.pleasant)
    recoverable = pain(cell) / journey.pleasant.n if journey.pleasant.n > 0 else None
    if content.n < 1:
        nothing = ScoreStatus.NO_DATA
        return Opportunity(planned.id, None, None, importance, None, recoverable, None, nothing)
    return Opportunity(
        touchpoint=planned.id,
        score=_ulwick(shrunk_importance, content.of_ten_towards(prior)),
        raw=_ulwick(importance, content.of_ten),
        importance=importance,
        satisfaction=content.of_ten,
        recoverable_valence=recoverable,
        rank=None,
        status=ScoreStatus.OK,
    )


def ranked(opportunities: Iterable[Opportunity]) -> tuple[Opportunity, ...]:
    """Return them by recoverable valence descending, nulls last, then score, then the order given.

    Ranks count from 1 in that order; null where recoverable valence is.
    """
    ordered = sorted(opportunities, key=_worth, reverse=True)
    return tuple(
        each if each.recoverable_valence is None else replace(each, rank=rank)
        for rank, each in enumerate(ordered, start=1)
    )


def _worth(each: Opportunity) -> tuple[float, float]:
    values = (each.recoverable_valence, each.score)
    recoverable, score = (-1.0 if value is None else value for value in values)
    return recoverable, score


def _ulwick(importance: float, satisfaction: float) -> float:
    return importance + max(importance - satisfaction, 0.0)
