"""Rest: seats that were served a moment ago, by the point in time at which they may be served again."""

import heapq
import math
from collections.abc import Iterator

from service.live.seat import Place

GRID_SECONDS = 0.025
WIDEST = 5
"""Points of the grid at most between the moments at which seats of one interval are served."""


def step(interval: float) -> int:
    """Tell of which points of the grid those wait for every n-th who find news waiting after their interval.

    It is their interval and one point more, for what serving takes: all who are served again and again then
    meet at the same points, whenever they came, and share what is rendered. Long ones wait less for that.
    """
    return min(math.ceil(interval / GRID_SECONDS) + 1, WIDEST)


class Rest:
    """Places by grid point, the next one first."""

    def __init__(self) -> None:
        self._places: dict[int, Place] = {}
        self._points: list[int] = []

    def until(self, moment: float, step: int = 1) -> Place:
        """Return the place of those who rest until a moment, and on to the next of every n-th grid point."""
        point = -(-math.ceil(moment / GRID_SECONDS) // step) * step
        place = self._places.get(point)
        if place is None:
            place = self._places[point] = {}
            heapq.heappush(self._points, point)
        return place

    @property
    def next(self) -> float | None:
        """When the next ones have rested."""
        return self._points[0] * GRID_SECONDS if self._points else None

    def over(self, now: float) -> Iterator[tuple[int, Place]]:
        """Give up the places whose moment has come, with their points."""
        while self._points and self._points[0] * GRID_SECONDS <= now:
            point = heapq.heappop(self._points)
            yield point, self._places.pop(point)
