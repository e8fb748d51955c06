"""A loop whose time passes only when everybody waits: hours of intervals in a moment, always the same."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any


class _Jumping(selectors.DefaultSelector):
    """Waits for nothing: it moves the clock."""

    now = 0.0

    def select(self, timeout=None):
        """Pass the time that would be waited."""
        if timeout is None:
            raise AssertionError("everybody waits, and nothing is going to happen")
        self.now += max(timeout, 0)
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its time begins at 0 and is exact."""

    def __init__(self):
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self):
        """Tell the virtual time in seconds."""
        return self._jumping.now


def run(story: Coroutine[Any, Any, None]) -> None:
    """Run a story in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(story)
