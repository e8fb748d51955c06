"""Figures: two measurements of one run beside each other, as a ratio, with what it should be."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """`what` divides `top` by `bottom`, both in `unit`; it should be `least` at least or `most` at most."""

    what: str
    top: float
    bottom: float
    unit: str
    least: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the bottom the top is."""
        return self.top / self.bottom if self.bottom else float("nan")

    @property
    def target(self) -> str:
        """What the ratio should be; nothing where it only tells."""
        if self.least is not None:
            return f">= {self.least:g}"
        return "" if self.most is None else f"<= {self.most:g}"

    @property
    def met(self) -> bool:
        """Whether it is as it should be."""
        enough = self.least is None or self.ratio >= self.least
        return enough and (self.most is None or self.ratio <= self.most)

    def told(self) -> dict[str, Any]:
        """Return it for programs."""
        return {**asdict(self), "ratio": self.ratio, "met": self.met}


def table(figures: Iterable[Figure]) -> str:
    """Lay figures out for people."""
    rows = [("what", "top", "bottom", "unit", "ratio", "target", "")]
    for each in figures:
        met = "" if not each.target else "ok" if each.met else "MISSED"
        values = (f"{each.top:.4g}", f"{each.bottom:.4g}", each.unit, f"{each.ratio:.3g}", each.target, met)
        rows.append((each.what, *values))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
