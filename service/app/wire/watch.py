"""Readers that take nothing are cut off: uvicorn would wait for them for ever, at SIGTERM too."""

import asyncio
from typing import Any


class Unread:
    """How long one reader has taken nothing of what was written to it."""

    __slots__ = ("_since", "_taken")

    def __init__(self, now: float) -> None:
        self._since = now
        self._taken = 0

    def seconds(self, written: int, waiting: int, now: float) -> float:
        """Look again, in order of `now`: so many bytes written so far, so many of them waiting."""
        taken = written - waiting
        if waiting == 0 or taken > self._taken:
            self._since = now
        self._taken = taken
        return now - self._since


class Watch:
    """Looks at all connections of a server now and then: one timer, however many there are, none if none."""

    def __init__(self, connections: set[Any], loop: asyncio.AbstractEventLoop, every: float) -> None:
        self.connections = connections
        self._loop = loop
        self._every = every
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Look until no connection is left."""
        if self._timer is None:
            self._timer = self._loop.call_later(self._every, self._look)

    def _look(self) -> None:
        self._timer = None
        now = self._loop.time()
        for connection in list(self.connections):
            connection.look(now)
        if self.connections:
            self.start()
