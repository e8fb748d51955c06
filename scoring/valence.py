"""Mean valence: how pleasant the feeling was, intensity included, and which zone that is."""

from operator import mul
from typing import Final

from scoring.cell import Cell
from scoring.emotions import HUNDREDTHS, VALENCE_UNIT
from scoring.estimate import Estimate, mean_estimate
from scoring.vocabulary import EmotionZone

SHRINKAGE: Final = 5
"""How many observations a prior is worth."""

_MAGNITUDES: Final = tuple(map(abs, HUNDREDTHS))
_PAINS: Final = tuple(max(-hundredths, 0) for hundredths in HUNDREDTHS)
_PLEASANT: Final = tuple(int(hundredths > 0) for hundredths in HUNDREDTHS)


def valence(cell: Cell) -> Estimate:
    """Estimate mean valence, -1..1, with Student's interval, not clipped; n counts emotions.

    No emotion is no data; one emotion has no interval.
    """
    return mean_estimate(cell.n, cell.sum_v, cell.sum_v2, VALENCE_UNIT)


def mean_valence(cell: Cell) -> float | None:
    """Return mean valence alone, -1..1; None without an emotion."""
    return cell.sum_v / (cell.n * VALENCE_UNIT) if cell.n > 0 else None


def shrunk_valence(cell: Cell, prior: float | None) -> float | None:
    """Return mean valence pulled towards a prior worth `SHRINKAGE` observations; None without an emotion.

    Without a prior (a removed touchpoint of a journey nobody told us about) the mean stays as it is.
    """
    mean = mean_valence(cell)
    if mean is None or prior is None:
        return mean
    return (cell.n * mean + SHRINKAGE * prior) / (cell.n + SHRINKAGE)


def zone(mean: float | None) -> EmotionZone | None:
    """Return the band a mean valence falls in, compared after rounding to 9 decimals; None for None."""
    if mean is None:
        return None
    rounded = round(mean, 9)
    if abs(rounded) <= 0.1:  # noqa: PLR2004 - the neutral band's edge, as defined
        return EmotionZone.NEUTRAL
    if rounded > 0:
        return EmotionZone.DELIGHT if rounded >= 0.4 else EmotionZone.POSITIVE  # noqa: PLR2004 - as defined
    return EmotionZone.FRUSTRATION if rounded <= -0.4 else EmotionZone.NEGATIVE  # noqa: PLR2004 - as defined


def histogram_mean(cell: Cell) -> float | None:
    """Return the mean of the emotions' own valences, intensity ignored, -1..1; None without an emotion."""
    return _weigh(cell, HUNDREDTHS) / (100 * cell.n) if cell.n > 0 else None


def emotional_load(cell: Cell) -> float | None:
    """Return how strong the emotions are, either way: mean |V|, 0..1; None without an emotion."""
    return _weigh(cell, _MAGNITUDES) / (100 * cell.n) if cell.n > 0 else None


def pain(cell: Cell) -> float:
    """Return the sum of |V| over unpleasant emotions, in valence points; 0 without one."""
    return _weigh(cell, _PAINS) / 100


def pleasant(cell: Cell) -> int:
    """Return how many emotions are pleasant, V > 0."""
    return _weigh(cell, _PLEASANT)


def _weigh(cell: Cell, by_emotion: tuple[int, ...]) -> int:
    return sum(map(mul, cell.emo, by_emotion))
