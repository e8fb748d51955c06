"""The channels as lines: which touchpoints each passes, and the dash and marker it is known by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from schema.drawing.lettering import harmless
from schema.drawing.numerals import counted
from schema.drawing.palette import LINES
from schema.drawing.picture import Point

DASHES: Final = ("", "7 4", "1.5 4", "10 4 1.5 4", "14 5", "5 3 1.5 3 1.5 3")
# Outlines around the current position; the hollow ones are filled with paper. Six dashes and thirteen markers
# share no divisor, so the first 78 lines differ in one or the other.
MARKERS: Final = (
    ("m0-3.5a3.5 3.5 0 1 0 .1 0z", True),
    ("m-3.1-3.1h6.2v6.2h-6.2z", False),
    ("m0-4.2l4 7h-8z", True),
    ("m0-4.4l4.4 4.4-4.4 4.4-4.4-4.4z", False),
    ("m-3.3-3.3l6.6 6.6m0-6.6l-6.6 6.6", True),
    ("m0 4.2l-4-7h8z", False),
    ("m-3.1-3.1h6.2v6.2h-6.2z", True),
    ("m0-3.5a3.5 3.5 0 1 0 .1 0z", False),
    ("m0-4.4v8.8m-4.4-4.4h8.8", True),
    ("m0-4.2l4 7h-8z", False),
    ("m0-4.4l4.4 4.4-4.4 4.4-4.4-4.4z", True),
    ("m-3.6-3.4l7.2 6.8v-6.8l-7.2 6.8z", False),
    ("m0 4.2l-4-7h8z", True),
)


@dataclass(frozen=True, slots=True)
class Series:
    """One channel through the touchpoints: a mean per touchpoint, None where it has no feedback."""

    label: str
    number: int
    means: list[float | None]
    n: int

    @property
    def legend(self) -> str:
        """What stands at the line's end."""
        return f"{self.label}  {counted(self.n)}"

    @property
    def dash(self) -> str:
        """The line's dash pattern, empty for an unbroken line."""
        return DASHES[self.number % len(DASHES)]

    @property
    def marker(self) -> tuple[str, bool]:
        """The outline of the line's marker, and whether it is hollow."""
        return MARKERS[self.number % len(MARKERS)]

    @property
    def colour(self) -> str:
        """The line's colour in the palette."""
        return f"line{self.number % LINES}"

    @property
    def last(self) -> tuple[int, float]:
        """The last touchpoint with feedback, and its mean."""
        return max((index, mean) for index, mean in enumerate(self.means) if mean is not None)


def series_of(points: Sequence[Point]) -> list[Series]:
    """The channels that have feedback anywhere, in the order they first appear."""
    means: dict[str, list[float | None]] = {}
    counts: dict[str, int] = {}
    for index, point in enumerate(points):
        for mark in point.channels:
            if mark.mean is not None:
                label = harmless(mark.label)
                means.setdefault(label, [None] * len(points))[index] = mark.mean
                counts[label] = counts.get(label, 0) + mark.n
    return [Series(label, number, line, counts[label]) for number, (label, line) in enumerate(means.items())]


def runs(values: Sequence[object | None]) -> list[range]:
    """The stretches of neighbours that are all there: where a line may be drawn without bridging a gap."""
    found: list[range] = []
    for index, value in enumerate(values):
        if value is None:
            continue
        if found and found[-1].stop == index:
            found[-1] = range(found[-1].start, index + 1)
        else:
            found.append(range(index, index + 1))
    return found
