"""The weighted mean."""

import pytest

from scoring.weighted import weighted_mean


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], None),
        ([(0.5, 0)], None),
        ([(0.5, 3)], 0.5),
        ([(1, 1), (0, 3)], 0.25),
        ([(1, 1), (0, 0)], 1),
        ([(1, 1e308), (0, 1e308)], 0.5),  # weights that would overflow together
        ([(1, 5e-324), (0, 5e-324)], 0.5),
    ],
)
def test_weights_are_relative(pairs, expected):
    """Only their proportions matter, and no weight at all is no mean."""
    assert weighted_mean(pairs) == expected
