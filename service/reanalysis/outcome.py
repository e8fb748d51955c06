"""What came of reading again."""

from dataclasses import dataclass


@dataclass(slots=True)
class Outcome:
    """How many texts were read, how many of these count otherwise now, and how many were left as they are.

    Left is what was erased or read by somebody else meanwhile, what could not be read, and, `away` in number,
    what the analyser was not there for.
    """

    read: int = 0
    changed: int = 0
    left: int = 0
    away: int = 0

    def __str__(self) -> str:
        return f"read {self.read}, changed {self.changed}, left {self.left}"
