"""A comparison is told plainly: better, not proven, or not; and what got worse."""

import pytest

from scoring.emotion.comparison import Comparison, Measured
from scoring.emotion.figures import Figures
from service.cli.comparison import report

NAN = float("nan")
BEFORE = Measured(Figures(40, 0.5, 0.4, 0.1, 0.6, 0.5, 0.02, 0.8), {0: 0.5, 17: 0.25})
AFTER = Measured(Figures(40, 0.75, 0.7, 0.104, NAN, 0.7, 0.05, 0.7), {0: 1.0, 17: 0.0})


def told(gained: int, lost: int) -> str:
    """Tell a comparison."""
    return report(Comparison(BEFORE, AFTER, gained, lost, {0: 30, 17: 10}))


def test_all_figures():
    """Before and after, with a dash for what is undefined."""
    lines = told(12, 2).splitlines()
    assert lines[0].split() == ["held", "out:", "40", "texts", "shipped", "new"]
    figures = {line[:30].strip(): tuple(line[30:].split()) for line in lines[1:8]}
    assert figures == {
        "accuracy": ("0.500", "0.750"),
        "F1, mean of emotions": ("0.400", "0.700"),
        "coverage: confidence >= .5": ("0.500", "0.700"),
        "accuracy of these": ("0.600", "-"),
        "calibration error": ("0.100", "0.104"),
        "negative scored as positive": ("0.020", "0.050"),
        "right sign of valence": ("0.800", "0.700"),
    }
    assert [line.split() for line in lines[10:12]] == [
        ["JOY", "30", "0.500", "1.000"],
        ["ANGER", "10", "0.250", "0.000"],
    ]
    assert lines[-1] == "Worse than before: negative scored as positive; right sign of valence."


NAMED = "{} are named rightly now that were not, {} the other way round"


@pytest.mark.parametrize(
    ("gained", "lost", "before", "after"),
    [
        (12, 2, "Better: ", "."),
        (
            3,
            2,
            "Not proven better: ",
            ", which chance brings about in 50% of cases. Label more texts to be sure.",
        ),
        (2, 2, "Not better: ", ". Keep the shipped weights, or label more texts."),
    ],
)
def test_the_verdict(gained, lost, before, after):
    """Is the sentence before the last."""
    assert told(gained, lost).splitlines()[-2] == before + NAMED.format(gained, lost) + after
