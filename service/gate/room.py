"""Room for so much at once: requests that are being executed, or bytes that are being gathered."""

from collections.abc import Iterator
from contextlib import contextmanager

from service.errors import Overloaded

FULL = "The service is busy with {} requests: send this again in a second."


class Room:
    """Counts what is inside; full, it refuses at once: who waited in a line would wait longer and longer."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._inside = 0

    def __len__(self) -> int:
        return self._inside

    def check(self) -> None:
        """Raise Overloaded when full."""
        if self._inside >= self._most:
            raise Overloaded(FULL.format(self._most))

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take a place while entered. Raises Overloaded when full."""
        self.check()
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1
