"""What uvicorn's connections of ours are told."""

import asyncio
from typing import Any

import uvicorn

from service.app.wire.watch import Watch


class WireConfig(uvicorn.Config):
    """uvicorn's configuration, and what it has none for. Goes to workers, so plain data.

    A reader may take nothing for `unread_seconds`; a request's head may take `head_seconds` and `head_bytes`.
    """

    unread_seconds: float = 10
    head_seconds: float = 10
    head_bytes: int = 2 * 1024 * 1024
    _watch: Watch | None = None

    def watch(self, connections: set[Any], loop: asyncio.AbstractEventLoop) -> None:
        """Have the server's connections looked at from now on."""
        if self._watch is None or self._watch.connections is not connections:
            self._watch = Watch(connections, loop, min(1.0, self.unread_seconds / 4))
        self._watch.start()
