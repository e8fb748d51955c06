"""A circuit breaker: who failed several times in a row is left alone for a while, then tried once."""

import time
from collections.abc import Callable
from threading import Lock

FAILURES = 3
PAUSE_SECONDS = 10.0


class Breaker:
    """Opens after `failures` failures in a row; then one trial is let through every `pause` seconds.

    A success closes it, a failed trial starts the pause anew, and a trial that nobody reports on costs a
    pause too. Thread-safe; `clock` is monotonic, in seconds.
    """

    def __init__(
        self,
        failures: int = FAILURES,
        pause: float = PAUSE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = failures
        self._pause = pause
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._next_trial = 0.0

    @property
    def is_open(self) -> bool:
        """Whether nothing but trials is let through."""
        return self._failures >= self._most

    def allows(self) -> bool:
        """Tell whether one more may go through; if it is open, yes is said to a trial, once in a pause."""
        with self._lock:
            if not self.is_open:
                return True
            due = self._clock() >= self._next_trial
            if due:
                self._next_trial = self._clock() + self._pause
            return due

    def failed(self) -> None:
        """Report a failure."""
        with self._lock:
            self._failures += 1
            self._next_trial = self._clock() + self._pause

    def succeeded(self) -> None:
        """Report a success: failures are forgotten."""
        with self._lock:
            self._failures = 0
