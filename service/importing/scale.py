"""Scales of ratings: a source's own scale laid exactly onto ours."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Self

from service.errors import BadUserInput, ProblemCode
from service.importing.unfit import Unfit, quoted
from service.ingestion.rules import RATINGS

_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,2})?", re.ASCII)
_TOLD: Final = re.compile(r"(?P<field>\w+)=(?P<worst>[^.].*?)\.\.(?P<best>.+)")


def exact(text: str, decimal: str = ".") -> Fraction | None:
    """Read a decimal number exactly; None for what is none. `decimal` is its decimal mark."""
    written = text.strip()
    if decimal != ".":
        written = written.replace(".", "!").replace(decimal, ".")
    return Fraction(written) if _NUMBER.fullmatch(written) else None


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating's scale in the source: `worst` becomes our least and `best` our most, whichever is larger.

    A value x becomes least + (x - worst) * (most - least) / (best - worst), exactly, then the nearest whole
    number, halves to the even one. A source without a scale of its `own` uses ours, in whole numbers.
    """

    field: str
    worst: Fraction
    best: Fraction
    own: bool = True

    @classmethod
    def ours(cls, field: str) -> Self:
        """Take a rating as it is."""
        least, most = RATINGS[field]
        return cls(field, Fraction(least), Fraction(most), own=False)

    @classmethod
    def told(cls, text: str) -> Self:
        """Read `csat=-4..4`. Raises BadUserInput."""
        found = _TOLD.fullmatch(text.strip())
        ends = [exact(found[end]) for end in ("worst", "best")] if found else [None]
        if not found or None in ends or ends[0] == ends[1] or found["field"] not in RATINGS:
            raise BadUserInput(
                f"--scale {text}: give a rating and its two ends, as in csat=1..10 or csat=-4..4"
            )
        return cls(found["field"], Fraction(ends[0] or 0), Fraction(ends[1] or 0))

    def rating(self, text: str, decimal: str = ".") -> int:
        """Read a rating. Raises Unfit for what is no number, or out of the scale, or between two ratings."""
        value = exact(text, decimal)
        least, most = RATINGS[self.field]
        if value is None:
            raise Unfit(ProblemCode.MALFORMED, f"{self.field} is {quoted(text)}: it has to be a number")
        low, high = sorted((self.worst, self.best))
        if not low <= value <= high:
            span = f"{float(low):g} to {float(high):g}"
            said = (
                f"{self.field} is {quoted(text)}: the scale goes from {span}; another one is told by --scale"
            )
            raise Unfit(ProblemCode.OUT_OF_RANGE, said)
        if not self.own and value.denominator != 1:
            said = f"{self.field} is {quoted(text)}: it has to be whole, unless --scale tells its scale"
            raise Unfit(ProblemCode.MALFORMED, said)
        return round(least + (value - self.worst) * (most - least) / (self.best - self.worst))
