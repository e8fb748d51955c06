"""Rest: seats that were served a moment ago, by the point in time at which they may be served again."""

import heapq
import math
from collections.abc import Iterator

from service.live.seat import Place

GRID_SECONDS = 0.025
"""Seats rest until a multiple of this, so that those served at different moments come together again."""


class Rest:
    """Places by grid point, the next one first."""

    def __init__(self) -> None:
        self._places: dict[int, Place] = {}
        self._points: list[int] = []

    def until(self, moment: float) -> Place:
        """Return the place of those who rest until the first grid point that is not before a moment."""
        point = math.ceil(moment / GRID_SECONDS)
        place = self._places.get(point)
        if place is None:
            place = self._places[point] = {}
            heapq.heappush(self._points, point)
        return place

    @property
    def next(self) -> float | None:
        """When the next ones have rested."""
        return self._points[0] * GRID_SECONDS if self._points else None

    def over(self, now: float) -> Iterator[Place]:
        """Give up the places whose moment has come."""
        while self._points and self._points[0] * GRID_SECONDS <= now:
            yield self._places.pop(heapq.heappop(self._points))
