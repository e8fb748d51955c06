"""The queue: what waits for its commit, bounded in number and bytes, taken in the order it came."""

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Generic, TypeVar

from service.errors import LimitExceeded, Overloaded, ProblemCode

W = TypeVar("W")
R = TypeVar("R")
RETRY_AFTER_MS = 1_000
STOPPING = "the service is stopping: send the same again, nothing is counted twice"


@dataclass(slots=True)
class Waiting(Generic[W, R]):
    """A piece of work and the future of who waits for its outcome."""

    work: W
    size: int
    outcome: "asyncio.Future[R]"


class BoundedQueue(Generic[W, R]):
    """First in, first out. A full one refuses at once: waiting would only hide that it is full."""

    def __init__(self, most_items: int, most_bytes: int) -> None:
        self._waiting: deque[Waiting[W, R]] = deque()
        self._most_items = most_items
        self._most_bytes = most_bytes
        self._bytes = 0
        self._filled = asyncio.Event()
        self._closed = False

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def size(self) -> int:
        """How many bytes wait."""
        return self._bytes

    def put(self, work: W, size: int) -> "asyncio.Future[R]":
        """Let work wait; answers the future of its outcome.

        Raises LimitExceeded when full, Overloaded when closed.
        """
        if self._closed:
            raise Overloaded(STOPPING)
        if len(self._waiting) >= self._most_items or self._bytes + size > self._most_bytes:
            said = (
                f"{len(self._waiting)} feedback wait to be stored: send this again later, with the same key"
            )
            raise LimitExceeded(ProblemCode.QUEUE_FULL, said, retry_after_ms=RETRY_AFTER_MS)
        outcome: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append(Waiting(work, size, outcome))
        self._bytes += size
        self._filled.set()
        return outcome

    def close(self) -> None:
        """Let nothing more in; what waits can still be taken."""
        self._closed = True

    async def take(self, most_items: int, most_bytes: int) -> list[Waiting[W, R]]:
        """Take all that waits, up to the bounds (but at least one); waits only while there is none."""
        await self._filled.wait()
        taken: list[Waiting[W, R]] = []
        size = 0
        while self._waiting and len(taken) < most_items:
            if taken and size + self._waiting[0].size > most_bytes:
                break
            taken.append(self._waiting.popleft())
            size += taken[-1].size
        self._bytes -= size
        if not self._waiting:
            self._filled.clear()
        return taken
