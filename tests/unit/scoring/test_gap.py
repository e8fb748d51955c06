"""Saying and feeling."""

import pytest

from scoring.cell import EMPTY
from scoring.gap import says_feels_gap
from tests.unit.scoring.making import felt, rated


@pytest.mark.parametrize(
    ("cell", "gap"),
    [
        (EMPTY, None),
        (felt(JOY=1), None),
        (rated(csat=[5]), None),
        (felt(ANGER=1) + rated(csat=[5, 4]), 0.75 + 0.7),  # fine, they say, and are angry
        (felt(JOY=1) + rated(csat=[1]), -1 - 0.85),
        (felt(NEUTRAL=1) + rated(csat=[3]), 0),
    ],
)
def test_the_gap_needs_both(cell, gap):
    """(mean csat - 3)/2 - mean valence, null unless people both rated and felt."""
    assert says_feels_gap(cell) == (None if gap is None else pytest.approx(gap))
