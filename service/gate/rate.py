"""A rate: a token bucket for each of any number of keys, as one number each."""

import math
from collections import OrderedDict
from collections.abc import Hashable

MOST_KEYS = 65_536
CLOSE = 1e-9
"""Times this near, in requests, are the same: adding up tenths of a second is not exact."""


class Rate:
    """Lets `per_second` requests through evenly, and `per_second * burst` at once after a pause.

    It is the generic cell rate algorithm: per key there is nothing but the moment at which all that was let
    through would have come evenly. A key that waited `burst` seconds is as good as new and is forgotten; over
    `most` keys the one that asked longest ago is. `now` is monotonic, in seconds.
    """

    def __init__(self, per_second: float, burst: float, most: int = MOST_KEYS) -> None:
        self.per_second = per_second
        self.most_at_once = max(1, math.floor(per_second * burst + CLOSE))
        self._interval = 1 / per_second
        self._window = self.most_at_once * self._interval
        self._most = most
        self._even: OrderedDict[Hashable, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._even)

    def wait(self, key: Hashable, now: float) -> float:
        """Tell in how many seconds the next request may come; 0: now."""
        ahead = self._even.get(key, now) - now + self._interval - self._window
        return ahead if ahead > CLOSE * self._interval else 0.0

    def take(self, key: Hashable, now: float) -> None:
        """Let a request through, or give it its turn."""
        self._even[key] = max(self._even.get(key, now), now) + self._interval
        self._even.move_to_end(key)
        self._forget(now)

    def left(self, key: Hashable, now: float) -> int:
        """Tell how many requests may come at once."""
        left = math.floor((self._window - self.debt(key, now)) / self._interval + CLOSE)
        return max(0, min(self.most_at_once, left))

    def debt(self, key: Hashable, now: float) -> float:
        """Tell in how many seconds `most_at_once` requests may come again."""
        return max(0.0, self._even.get(key, now) - now)

    def _forget(self, now: float) -> None:
        """Look at the two that asked longest ago: so there are never many more than asked just now."""
        for _ in range(2):
            key, even = next(iter(self._even.items()))
            if even > now and len(self._even) <= self._most:
                return
            del self._even[key]
