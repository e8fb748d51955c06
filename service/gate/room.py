"""Room for so much at once: requests that are executed, or bytes that are gathered."""

from collections.abc import Iterator
from contextlib import contextmanager

from service.errors import Overloaded


class Room:
    """Counts what is inside; full, it refuses at once: who waited in a line would wait longer and longer.

    `said` is what is told to whom it refuses.
    """

    def __init__(self, most: int, said: str) -> None:
        self._most = most
        self._said = said
        self._inside = 0

    def __len__(self) -> int:
        return self._inside

    def check(self, size: int = 1) -> None:
        """Raise Overloaded where `size` more would not fit."""
        if self._inside + size > self._most:
            raise Overloaded(self._said)

    def take(self, size: int = 1) -> None:
        """Let in what will be given back. Raises Overloaded."""
        self.check(size)
        self._inside += size

    def give_back(self, size: int = 1) -> None:
        """Let out."""
        self._inside -= size

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take one place while entered. Raises Overloaded."""
        self.take()
        try:
            yield
        finally:
            self.give_back()
