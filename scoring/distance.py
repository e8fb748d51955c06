"""How far apart two sets of emotions lie on the valence axis: the 1-D earth mover's distance, W1."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Final

from scoring.emotions import HUNDREDTHS

_ORDER: Final = sorted(range(len(HUNDREDTHS)), key=HUNDREDTHS.__getitem__)
_GAPS: Final = [HUNDREDTHS[above] - HUNDREDTHS[below] for below, above in pairwise(_ORDER)]
_STEPS: Final = [step for step, gap in enumerate(_GAPS) if gap]
_WIDTHS: Final = [_GAPS[step] / 100 for step in _STEPS]
_sorted_by_valence: Final = itemgetter(*_ORDER)
_at_steps: Final = itemgetter(*_STEPS)

Levels = tuple[float, ...]
"""A distribution's cumulative share on each interval between neighbouring valences, ascending."""


def levels(histogram: Sequence[int], n: int) -> Levels:
    """Return the cumulative distribution on the valence axis of n > 0 emotions, counted by code."""
    cumulative: tuple[int, ...] = _at_steps(list(accumulate(_sorted_by_valence(histogram))))
    return tuple(count / n for count in cumulative)


def wasserstein(these: Levels, those: Levels) -> float:
    """Return the integral of |F - G| over the valence axis, 0..1.55 valence points.

    Rubner, Tomasi & Guibas 2000 (10.1023/A:1026543900054).
    """
    return sum(abs(this - that) * width for this, that, width in zip(these, those, _WIDTHS, strict=True))
