"""What one process has committed, the others show within a second, and its own readers at once."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
STALE_SECONDS = 1.0
BUSY_SECONDS = 2.0
"""What a busy machine may add."""


def soon(look: Callable[[], T], wanted: T) -> None:
    """Look until another process shows what it must by then."""
    deadline = time.monotonic() + STALE_SECONDS + BUSY_SECONDS
    while (seen := look()) != wanted:
        assert time.monotonic() < deadline, f"still {seen}, not {wanted}"
        time.sleep(0.02)
