"""The moments that stand out."""

from collections.abc import Sequence
from dataclasses import dataclass

from schema.drawing.picture import ChannelMark, Point


def extremes(points: Sequence[Point]) -> tuple[int, int] | None:
    """Indices of the best and the worst touchpoint, the first at a tie; None without data."""
    means = [(point.mean, -index) for index, point in enumerate(points) if point.mean is not None]
    if not means:
        return None
    best = -max(means)[1]
    lowest = min(mean for mean, _ in means)
    worst = min(-index for mean, index in means if mean == lowest)
    return best, worst


@dataclass(frozen=True, slots=True)
class Spread:
    """The channels with the lowest and the highest mean at one touchpoint."""

    point: Point
    low: ChannelMark
    high: ChannelMark

    @property
    def width(self) -> float:
        """How far apart the two lie, in [0, 2]."""
        return (self.high.mean or 0.0) - (self.low.mean or 0.0)


def widest(points: Sequence[Point]) -> Spread | None:
    """Where channels lie furthest apart, the first at a tie; None where no two of them differ."""
    spreads = [found for point in points if (found := _spread(point)) and found.width > 0]
    return max(spreads, key=lambda found: found.width, default=None)


def _spread(point: Point) -> Spread | None:
    marks = [(mark.mean, index) for index, mark in enumerate(point.channels) if mark.mean is not None]
    return Spread(point, point.channels[min(marks)[1]], point.channels[max(marks)[1]]) if marks else None
