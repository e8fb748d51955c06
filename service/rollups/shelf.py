"""The shelf: resident windows within a bound of bytes, the least recently used going first."""

from collections import OrderedDict
from dataclasses import dataclass, field

from service.outbox import Committed
from service.rollups.window import Window

Key = tuple[str, str]
"""Tenant and journey."""

MOST_PENDING = 64
OVERHEAD_BYTES = 4_096


@dataclass(slots=True)
class _Place:
    """A window, and commits of this process that it does not reflect yet."""

    window: Window
    pending: list[Committed] = field(default_factory=list)

    def current(self) -> Window | None:
        """Take in what is pending; None if a commit between is missing."""
        if self.pending:
            after = self.window.after(self.pending)
            self.pending = []
            if after is None:
                return None
            self.window = after
        return self.window


class Shelf:
    """One window per tenant and journey."""

    def __init__(self, most_bytes: int) -> None:
        self._places: OrderedDict[Key, _Place] = OrderedDict()
        self._most_bytes = most_bytes

    def __len__(self) -> int:
        return len(self._places)

    def get(self, key: Key) -> Window | None:
        """Answer the window as of all commits of this process that were told."""
        place = self._places.get(key)
        if place is None:
            return None
        self._places.move_to_end(key)
        return place.current() or place.window

    def put(self, key: Key, window: Window) -> None:
        """Keep a window; the oldest ones go when they are too many bytes together."""
        self._places[key] = _Place(window)
        self._places.move_to_end(key)
        while len(self._places) > 1 and self.nbytes > self._most_bytes:
            self._places.popitem(last=False)

    def drop(self, key: Key) -> None:
        """Keep a window no longer."""
        self._places.pop(key, None)

    def hear(self, commit: Committed) -> None:
        """Note a commit of this process, to be taken in when its journey is next read."""
        place = self._places.get((commit.tenant, commit.journey))
        if place is not None:
            place.pending.append(commit)
            if len(place.pending) >= MOST_PENDING:
                place.current()

    @property
    def nbytes(self) -> int:
        """How much memory the windows hold, in bytes."""
        return sum(place.window.sheet.nbytes + OVERHEAD_BYTES for place in self._places.values())
