"""How a comparison of two models is told."""

from collections.abc import Iterator
from math import isnan
from typing import Final

from scoring.emotion.comparison import Comparison
from scoring.vocabulary import Emotion

FIGURES: Final = {
    "accuracy": "accuracy",
    "f1": "F1, mean of emotions",
    "coverage": "coverage: confidence >= .5",
    "scored": "accuracy of these",
    "error": "calibration error",
    "inverted": "negative scored as positive",
    "signs": "right sign of valence",
}
"""What each figure is called."""

LESS_IS_BETTER: Final = ("error", "inverted")
SLIGHT: Final = 0.005
"""What is not told as worse."""


def report(found: Comparison) -> str:
    """Tell all figures before and after, and whether it is better."""
    return "\n".join([*_figures(found), "", *_emotions(found), "", _verdict(found), *_worse(found)])


def _figures(found: Comparison) -> Iterator[str]:
    before, after = found.before.figures, found.after.figures
    yield _row(f"held out: {after.n} texts", "shipped", "new")
    for field, name in FIGURES.items():
        yield _row(f"  {name}", _share(getattr(before, field)), _share(getattr(after, field)))


def _emotions(found: Comparison) -> Iterator[str]:
    yield _row("F1 by emotion, and how many", "shipped", "new")
    for code, before in found.before.f1.items():
        name = f"  {list(Emotion)[code]:<15}{found.counts[code]:>6}"
        yield _row(name, _share(before), _share(found.after.f1[code]))


def _verdict(found: Comparison) -> str:
    told = f"{found.gained} are named rightly now that were not, {found.lost} the other way round"
    if found.better:
        return f"Better: {told}."
    if found.gained > found.lost:
        return (
            f"Not proven better: {told}, which chance brings about in {found.chance:.0%} of cases. "
            "Label more texts to be sure."
        )
    return f"Not better: {told}. Keep the shipped weights, or label more texts."


def _worse(found: Comparison) -> Iterator[str]:
    before, after = found.before.figures, found.after.figures
    signs = {field: -1 if field in LESS_IS_BETTER else 1 for field in FIGURES}
    names = [
        FIGURES[field]
        for field, sign in signs.items()
        if sign * (getattr(before, field) - getattr(after, field)) > SLIGHT
    ]
    if names:
        yield f"Worse than before: {'; '.join(names)}."


def _row(name: str, *cells: str) -> str:
    return f"{name:<30}" + "".join(f"{cell:>9}" for cell in cells)


def _share(value: float) -> str:
    return "-" if isnan(value) else f"{value:.3f}"
