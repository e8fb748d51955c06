"""Rules of numbers."""

from math import isfinite

from service.editing.rules import Rule
from service.editing.spot import Spot
from service.errors import ProblemCode


def number(least: float, most: float, *, above: bool = False) -> Rule:
    """Have a finite number from `least` (or `above` it) to `most`."""
    span = f"above {least}, at most {most}" if above else f"from {least} to {most}"

    def check(value: float, spot: Spot) -> float:
        enough = value > least if above else value >= least
        if not (isfinite(value) and enough and value <= most):
            spot.refuse(ProblemCode.OUT_OF_RANGE, f"is {value}: send a number {span}")
        return float(value)

    return check


def whole(least: int, most: int) -> Rule:
    """Have a whole number from `least` to `most`."""

    def check(value: int, spot: Spot) -> int:
        if not least <= value <= most:
            spot.refuse(ProblemCode.OUT_OF_RANGE, f"is {value}: send a whole number from {least} to {most}")
        return value

    return check
