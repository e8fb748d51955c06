"""The shelf: resident windows within a bound of bytes, the least recently used going first."""

from collections import OrderedDict
from dataclasses import dataclass, field

from service.outbox import Committed
from service.rollups.window import Window

Key = tuple[str, str]
"""Tenant and journey."""

MOST_PENDING = 64
MOST_PENDING_CELLS = 512
"""Half a megabyte at most, where 64 commits of an import would be 17."""


@dataclass(slots=True)
class _Place:
    """A window, its size when last weighed, and commits heard that it does not reflect yet."""

    window: Window
    nbytes: int = 0
    pending: dict[tuple[int, int], Committed] = field(default_factory=dict)
    cells: int = 0

    @property
    def is_full(self) -> bool:
        """Whether what is pending has to be taken in, read or not."""
        return len(self.pending) >= MOST_PENDING or self.cells >= MOST_PENDING_CELLS

    def add(self, commit: Committed) -> None:
        """Note a commit; hearing it again changes nothing."""
        key = (commit.slot, commit.beat)
        if key not in self.pending:
            self.pending[key] = commit
            self.cells += commit.cells

    def take_in(self) -> None:
        """Take in what is pending; if a commit between is missing, the window stays behind."""
        if self.pending:
            self.window = self.window.after(self.pending.values()) or self.window
            self.pending, self.cells = {}, 0


class Shelf:
    """One window per tenant and journey."""

    def __init__(self, most_bytes: int) -> None:
        self._places: OrderedDict[Key, _Place] = OrderedDict()
        self._most_bytes = most_bytes
        self._nbytes = 0

    def __len__(self) -> int:
        return len(self._places)

    @property
    def nbytes(self) -> int:
        """How much memory the windows held when they were last used, in bytes."""
        return self._nbytes

    def get(self, key: Key) -> Window | None:
        """Answer the window as of all commits that were heard."""
        place = self._places.get(key)
        if place is None:
            return None
        self._places.move_to_end(key)
        place.take_in()
        self._weigh(place)
        self._make_room()
        return place.window

    def put(self, key: Key, window: Window) -> None:
        """Keep a window; what was heard while it was read is still to be taken in."""
        before = self._drop(key)
        place = self._places[key] = _Place(window)
        if before:
            place.pending, place.cells = before.pending, before.cells
        self._weigh(place)
        self._make_room()

    def hear(self, commit: Committed) -> None:
        """Note a commit, to be taken in when its journey is next read. Hearing it again changes nothing."""
        place = self._places.get((commit.tenant, commit.journey))
        if place is not None and commit.beat > place.window.vector.get(commit.slot, 0):
            place.add(commit)
            if place.is_full:
                place.take_in()
                self._weigh(place)

    def forget(self) -> None:
        """Keep no window."""
        self._places.clear()
        self._nbytes = 0

    def _weigh(self, place: _Place) -> None:
        self._nbytes -= place.nbytes
        place.nbytes = place.window.nbytes
        self._nbytes += place.nbytes

    def _drop(self, key: Key) -> _Place | None:
        place = self._places.pop(key, None)
        if place is not None:
            self._nbytes -= place.nbytes
        return place

    def _make_room(self) -> None:
        """Drop windows until the rest fit; the one in use always stays."""
        while len(self._places) > 1 and self._nbytes > self._most_bytes:
            self._drop(next(iter(self._places)))
