"""Channels are told apart by dash, marker and name, and none hides another."""

from itertools import combinations, pairwise

import pytest

from schema.drawing import CurvePicture
from schema.drawing.ends import spaced
from schema.drawing.layout import measured
from schema.drawing.marks import placed
from schema.drawing.series import DASHES, MARKERS, runs
from schema.drawing.zones import ZONES, zone_of
from scoring.vocabulary import EmotionZone


def test_no_two_channels_look_alike(vast: CurvePicture) -> None:
    """Thirteen channels have thirteen markers, and neighbours in the list differ in their dashes too."""
    series = measured(vast).series
    assert len({line.marker for line in series}) == 13
    assert len(set(MARKERS)) == 13
    assert len(set(DASHES)) == 6
    assert all(a.dash != b.dash for a, b in pairwise(series))


def test_markers_keep_their_height_and_leave_the_face_free(bicycle: CurvePicture) -> None:
    """A marker moves sideways only, clear of the emoji and of every other marker of its touchpoint."""
    layout = measured(bicycle)
    marks = placed([point.mean for point in bicycle.points], layout)
    for index, point in enumerate(bicycle.points):
        here = [found[index] for found in marks if index in found]
        assert len(here) == len(point.channels)
        for x, y in here:
            assert abs(x - layout.slots[index].x) < layout.slots[index].width / 2
            assert (x - layout.slots[index].x) ** 2 + (y - layout.y(point.mean or 0)) ** 2 >= 21**2
        assert all(max(abs(a[0] - b[0]), abs(a[1] - b[1])) >= 9 for a, b in combinations(here, 2))
    assert marks[0][0][1] == layout.y(0.21)


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ([], []),
        ([200.0, 300.0], [200.0, 300.0]),
        ([200.0, 201.0, 202.0], [200.0, 221.0, 242.0]),
        ([580.0, 585.0], [567.0, 588.0]),
    ],
)
def test_labels_move_apart_and_stay_in_the_plot(wanted: list[float], given: list[float]) -> None:
    """Labels keep their order, a line's distance between them, and the lower edge of the plot."""
    assert spaced(wanted) == given


def test_runs_are_what_a_line_may_join() -> None:
    """Neighbours that are both there form a run; a gap ends it."""
    assert runs([None, 1, 2, None, 3, None]) == [range(1, 3), range(4, 5)]
    assert runs([]) == []


def test_every_zone_can_be_drawn() -> None:
    """The drawn zones are those of the scores, each with a word and a glyph of its own."""
    assert tuple(ZONES) == tuple(EmotionZone)
    assert len({zone.glyph for zone in ZONES.values()}) == 5


@pytest.mark.parametrize(
    ("name", "mean", "word"),
    [
        ("NEUTRAL", 0.3, "Neutral"),
        (None, 0.4, "Delight"),
        (None, 0.0, "Neutral"),
        (None, -0.4, "Negative"),
        (None, -1.0, "Frustration"),
    ],
)
def test_a_zone_is_taken_as_scored(name: str | None, mean: float, word: str) -> None:
    """The given zone wins over the height of the mean; without one the mean decides."""
    assert zone_of(name, mean).word == word
