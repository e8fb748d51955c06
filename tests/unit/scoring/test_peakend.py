"""Peak and end."""

import pytest

from scoring.peakend import PeakEnd, peak_end


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        ([], PeakEnd(None, None, None)),
        ([("a", -0.3)], PeakEnd(-0.3, "a", "a")),
        ([("a", 0.5), ("b", -0.75), ("c", 0.25)], PeakEnd(-0.25, "b", "c")),
        ([("a", 0.5), ("b", -0.5), ("c", 0.25)], PeakEnd(-0.125, "b", "c")),  # of equals the later
        ([("a", 0.5), ("b", 0.25), ("c", -0.5)], PeakEnd(-0.5, "c", "c")),
        ([("a", 0.0), ("b", 0.0)], PeakEnd(0.0, "b", "b")),
    ],
)
def test_the_peak_is_the_most_intense_and_the_end_the_last(means, expected):
    """Their mean; none is null, one is both."""
    assert peak_end(means) == expected
