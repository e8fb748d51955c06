"""A seat: one subscriber's place at a journey. It holds a position and never a queue."""

import math
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from service.errors import Overloaded
from service.live.update import Update


class Sink(Protocol):
    """Where a subscriber's payloads go."""

    def ready(self) -> bool:
        """Tell whether a payload would be taken without queueing; when it is again, wake the seat."""
        ...

    def take(self, payload: bytes) -> None:
        """Take the whole result of an execution, as JSON. Must not raise."""
        ...


class Unrendered(Overloaded):
    """The database did not answer a rendering; `payload` says so, for who has waited too long."""

    def __init__(self, message: str, payload: bytes) -> None:
        super().__init__(message)
        self.payload = payload


@dataclass(frozen=True, slots=True)
class Ask:
    """What a subscriber wants.

    `after_seq` is the last seq it saw, None for none. `min_interval` is in seconds. Asks of equal `key` share
    what any one of their `render` makes of an update.
    """

    tenant: str
    journey: str
    after_seq: int | None
    min_interval: float
    key: Hashable
    render: Callable[[Update], Awaitable[bytes]]


class Position(NamedTuple):
    """A state of a journey: its seq, and how often its window moved since this process follows it.

    `era` is another one after the database was restored: then seqs begin again lower.
    """

    era: int
    seq: int
    moves: int


@dataclass(slots=True, eq=False)
class Audience:
    """Seats that share what is rendered; when that was tried last, since when it fails (the loop's time).

    `retries` while it is tried again after a failure.
    """

    seats: int = 0
    tried: float = -math.inf
    pause: float = 0.0
    failing_since: float = math.inf
    retries: bool = False


class Host(Protocol):
    """Who serves seats."""

    def woken(self, seat: "Seat") -> None:
        """Hear that a seat's sink is ready again."""
        ...

    def left(self, seat: "Seat") -> None:
        """Hear that a seat is empty; it is at no place any more."""
        ...


Place = dict["Seat", None]
"""Seats in the order they came; a seat is at one place at a time."""


class Seat:
    """One subscriber, from `Hub.take` until `leave`."""

    __slots__ = ("_host", "_place", "ask", "audience", "claim", "seen", "sink")

    def __init__(self, ask: Ask, sink: Sink, audience: Audience, host: Host) -> None:
        self.ask = ask
        self.sink = sink
        self.audience = audience
        self.claim = ask.after_seq
        """The seq it says it saw, until that is believed or found to be from another time."""
        self.seen: Position | None = None
        self._host: Host | None = host
        self._place: Place = {}

    def wake(self) -> None:
        """Say that the sink is ready again: what it missed is served, as one update."""
        if self._host is not None:
            self._host.woken(self)

    def leave(self) -> None:
        """Be served no more; nothing refers to the sink after this. Safe to repeat."""
        host, self._host = self._host, None
        if host is not None:
            self._place.pop(self, None)
            self._place = {}
            host.left(self)

    def see(self, position: Position | None) -> None:
        """Note which state it holds, None for none that is known."""
        self.seen = position
        self.claim = None

    def sits(self, place: Place) -> bool:
        """Tell whether it is at this place."""
        return self._place is place

    def go(self, place: Place) -> None:
        """Change places; who has left goes nowhere."""
        if self._host is not None:
            self._place.pop(self, None)
            place[self] = None
            self._place = place
