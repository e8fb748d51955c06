"""The emotion curve: how the feeling rises and falls along the journey."""

from dataclasses import dataclass

from scoring.cell import Cell
from scoring.shares import modal_emoji
from scoring.valence import shrunk_valence, valence, zone
from scoring.vocabulary import EmotionZone


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One touchpoint on the curve: mean valence and its interval as measured; all None without data.

    The zone is that of the shrunk mean; the emoji that of the most frequent emotion.
    """

    touchpoint: str
    mean: float | None
    low: float | None
    high: float | None
    n: int
    zone: EmotionZone | None
    emoji: str | None


def curve_point(touchpoint: str, cell: Cell, prior: float | None) -> CurvePoint:
    """Return a touchpoint's point on the curve; `prior` is the journey's mean valence."""
    mean = valence(cell)
    band = zone(shrunk_valence(cell, prior))
    return CurvePoint(touchpoint, mean.value, mean.low, mean.high, mean.n, band, modal_emoji(cell))
