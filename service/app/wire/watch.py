"""Readers that take nothing are cut off: uvicorn would wait for them for ever, at SIGTERM too."""

import asyncio
from typing import Any


class Reader:
    """Who is at the other end: how much was written to it, and how long it has taken nothing of that."""

    __slots__ = ("_patience", "_since", "_taken", "written")

    def __init__(self, patience: float, now: float) -> None:
        self.written = 0
        self._patience = patience
        self._since = now
        self._taken = 0

    def hurry(self, seconds: float) -> None:
        """Have no more patience than this."""
        self._patience = min(self._patience, seconds)

    def has_stopped(self, waiting: int, now: float) -> bool:
        """Look again, in order of `now`, while so many bytes wait: whether patience is at its end."""
        taken = self.written - waiting
        if waiting == 0 or taken > self._taken:
            self._since = now
        self._taken = taken
        return now - self._since >= self._patience


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
