"""Likability counts distinct runs."""

import pytest

from scoring.estimate import no_data
from scoring.likability import likability
from scoring.vocabulary import ScoreStatus


def test_no_run_is_no_data():
    """Null, not 0; a stage whose runs were all erased is no stage reached."""
    assert likability({}) == likability({0: 0, 3: 0}) == no_data()


@pytest.mark.parametrize(
    ("runs", "value", "n"),
    [
        ({0: 6, 1: 2, 2: 2}, 0.2, 10),
        ({0: 6, 2: 2, 3: 0}, 0.25, 8),  # the last stage is the last that any run reached
        ({1: 4}, 1, 4),
    ],
)
def test_completed_of_started(runs, value, n):
    """Runs whose furthest stage is the last one reached, of all."""
    told = likability(runs)
    assert (told.value, told.n, told.status) == (value, n, ScoreStatus.OK)
    assert told.low <= value <= told.high


def test_the_interval_is_wilsons():
    """2 of 10: .0567 to .5098, as printed in the textbooks."""
    told = likability({0: 8, 4: 2})
    assert (told.low, told.high) == pytest.approx((0.0566822, 0.5098375), abs=1e-6)
