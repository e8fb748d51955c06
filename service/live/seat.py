"""A seat: one subscriber's place at a journey. It holds a position and never a queue."""

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Protocol

from service.live.update import Update


class Sink(Protocol):
    """Where a subscriber's payloads go."""

    def ready(self) -> bool:
        """Tell whether a payload would be taken without queueing; when it is again, wake the seat."""
        ...

    def take(self, payload: bytes) -> None:
        """Take the whole result of an execution, as JSON. Must not raise."""
        ...


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


class Seat:
    """One subscriber, from `Hub.take` until `leave`."""

    def wake(self) -> None:
        """Say that the sink is ready again: what it missed is served, as one update."""

    def leave(self) -> None:
        """Be served no more; nothing refers to the sink after this. Safe to repeat."""
