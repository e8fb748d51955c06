"""What can be seen of a process from outside."""

import time
from pathlib import Path


def open_files(pid: int) -> int:
    """Return how many files and sockets it has open."""
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def seconds_to_end(pid: int, most: float) -> float:
    """Wait until a child has ended, whoever collects it; answers the seconds, or `most` when it has not."""
    began = time.monotonic()
    while time.monotonic() - began < most:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        if state == "Z":
            return time.monotonic() - began
        time.sleep(0.01)
    return most
