"""Emotional consistency: whether people feel alike wherever they are met. The headline."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from operator import mul
from typing import Final

from scoring.cell import Cell
from scoring.distance import levels, wasserstein
from scoring.emotions import VALENCE_UNIT
from scoring.mix import mix_divergence
from scoring.valence import SHRINKAGE, histogram_mean
from scoring.vocabulary import ScoreStatus

_TIE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class ConsistencyGroup:
    """One group: its n > 0 emotions, weight (all sum to 1), distance from the blend and mean valence."""

    key: str
    n: int
    weight: float
    distance: float
    mean_valence: float


@dataclass(frozen=True)
class Consistency:
    """How far groups agree: 1 alike, 0 apart; 0 <= raw <= score <= 1, both None unless status is OK.

    `histograms` are the groups' emotion counts by code.
    """

    score: float | None
    raw: float | None
    status: ScoreStatus
    n: int
    worst_group: ConsistencyGroup | None
    groups: tuple[ConsistencyGroup, ...]
    histograms: tuple[tuple[int, ...], ...] = field(repr=False)

    @property
    def mix_divergence(self) -> float | None:
        """How far the mixes of emotions differ, 0..1; None with fewer than two groups."""
        return self._mix[0]

    @property
    def significant(self) -> bool | None:
        """Whether chance alone would rarely make them differ so, p < .05; None with fewer than two groups."""
        return self._mix[1]

    @cached_property
    def _mix(self) -> tuple[float, bool] | tuple[None, None]:
        return mix_divergence(self.histograms)


def consistency(groups: Iterable[tuple[str, Cell]]) -> Consistency:
    """Return how far groups, each a key and a cell, feel alike; groups without an emotion are dropped.

    No group is NO_DATA; one is SINGLE_GROUP, null: untested is not consistent. n is the groups' emotions.
    With r = n / (n + 5), weights w = r / sum r, and d the earth mover's distance of a group from the weighted
    blend of all: raw = 1 - sum w d, score = 1 - sum w r d, so one angry call does not sink two well-measured
    channels, and a large channel does not hide a broken small one. The worst group has the largest r d;
    within 1e-9 of it the lowest mean valence, intensity ignored, then the first key.

    Kuehnl, Jozic & Homburg 2019 (10.1007/s11747-018-00625-7); Rubner, Tomasi & Guibas 2000
    (10.1023/A:1026543900054).
    """
    felt = [(key, cell) for key, cell in groups if cell.n > 0]
    reliabilities = [cell.n / (cell.n + SHRINKAGE) for _, cell in felt]
    weights = [reliability / sum(reliabilities) for reliability in reliabilities]
    distances = _distances([cell for _, cell in felt], weights)
    members = tuple(
        ConsistencyGroup(key, cell.n, weight, distance, cell.sum_v / (cell.n * VALENCE_UNIT))
        for (key, cell), weight, distance in zip(felt, weights, distances, strict=True)
    )
    n = sum(cell.n for _, cell in felt)
    histograms = tuple(cell.emo for _, cell in felt)
    if len(felt) < 2:  # noqa: PLR2004 - nothing to agree with
        status = ScoreStatus.SINGLE_GROUP if felt else ScoreStatus.NO_DATA
        return Consistency(None, None, status, n, None, members, histograms)
    strains = list(map(mul, reliabilities, distances))
    worst = _worst(felt, strains)
    return Consistency(
        score=1 - sum(map(mul, weights, strains)),
        raw=1 - sum(map(mul, weights, distances)),
        status=ScoreStatus.OK,
        n=n,
        worst_group=members[worst],
        groups=members,
        histograms=histograms,
    )


def _distances(cells: list[Cell], weights: list[float]) -> list[float]:
    """Return each cell's distance from the weighted blend of all."""
    curves = [levels(cell.emo, cell.n) for cell in cells]
    blend = tuple(sum(map(mul, weights, heights)) for heights in zip(*curves, strict=True))
    return [wasserstein(curve, blend) for curve in curves]


def _worst(felt: list[tuple[str, Cell]], strains: list[float]) -> int:
    """Return the place of the group that strains most."""
    largest = max(strains)
    tied = [place for place, strain in enumerate(strains) if strain >= largest - _TIE]
    return min(tied, key=lambda place: (histogram_mean(felt[place][1]) or 0.0, felt[place][0]))
