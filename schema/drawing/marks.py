"""Where the channels' markers stand: at their exact height, beside the face on the curve and each other."""

from collections.abc import Iterator, Sequence
from typing import Final

from schema.drawing.layout import Layout, Slot
from schema.drawing.monotone import Spot
from schema.drawing.series import Series

FACE: Final = 16.0  # radius of the ring around a touchpoint's emoji
_CLEAR: Final = 21.5  # from the ring's centre: nearer, a marker would touch the ring
_APART: Final = 9.5  # from marker to marker
_EDGE: Final = 6.0  # from the slot's edge

Marks = dict[int, Spot]  # of one channel, by touchpoint


def placed(means: Sequence[float | None], layout: Layout) -> list[Marks]:
    """For each channel its markers, moved sideways, never up or down, until all can be seen.

    Where a slot is too narrow for that, the last ones overlap.
    """
    marks: list[Marks] = [{} for _ in layout.series]
    for index, mean in enumerate(means):
        taken: list[Spot] = []
        for series, found in zip(layout.series, marks, strict=True):
            value = series.means[index]
            if value is not None and mean is not None:
                y = layout.y(value)
                inner = max(0.0, _CLEAR**2 - (y - layout.y(mean)) ** 2) ** 0.5
                found[index] = (_free(layout.slots[index], y, inner, _side(series, index), taken), y)
                taken.append(found[index])
    return marks


def _side(series: Series, index: int) -> int:
    """The side on which the channel's line goes on, so that a moved marker stays on it."""
    before, after = series.means[max(0, index - 1) : index], series.means[index + 1 : index + 2]
    return -1 if any(mean is not None for mean in before) and after in ([], [None]) else 1


def _free(slot: Slot, y: float, inner: float, side: int, taken: Sequence[Spot]) -> float:
    rivals = [x for x, height in taken if abs(height - y) < _APART]
    x = slot.x + side * inner
    for x in _candidates(slot, inner, side):
        if all(abs(x - rival) >= _APART for rival in rivals):
            return x
    return x


def _candidates(slot: Slot, inner: float, side: int) -> Iterator[float]:
    offset = inner
    while offset <= slot.width / 2 - _EDGE:
        yield slot.x + side * offset
        yield slot.x - side * offset
        offset += _APART
