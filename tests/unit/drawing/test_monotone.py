"""The smooth curve claims nothing between its points."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.drawing.monotone import curve_through, tangents

heights = st.floats(-400, 400, allow_nan=False)
gaps = st.floats(20, 300)
spots = st.lists(st.tuples(gaps, heights), max_size=30).map(
    lambda steps: [
        (sum(gap for gap, _ in steps[: index + 1]), steps[index][1]) for index in range(len(steps))
    ]
)


def at(bezier: tuple[tuple[float, float], ...], t: float) -> float:
    """Return the height of a cubic Bezier at t."""
    a, b, c, d = (y for _, y in bezier)
    return a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t**2 * (1 - t) + d * t**3


@given(spots)
def test_it_never_overshoots_and_never_turns_between_two_points(points: list[tuple[float, float]]) -> None:
    """Each piece rises or falls steadily from its first point to its second."""
    for bezier in curve_through(points):
        way = [at(bezier, step / 32) for step in range(33)]
        rising = bezier[3][1] >= bezier[0][1]
        assert all((b - a if rising else a - b) >= -1e-6 for a, b in pairwise(way))


@given(spots)
def test_it_passes_every_point(points: list[tuple[float, float]]) -> None:
    """The pieces join at the points, in order, with one slope on both sides."""
    pieces = curve_through(points)
    assert [piece[0] for piece in pieces] == points[:-1]
    assert [piece[3] for piece in pieces] == points[1:]


def test_a_straight_line_stays_straight() -> None:
    """Points on a line give its slope everywhere."""
    assert tangents([(0, 0), (10, 5), (30, 15)]) == [0.5, 0.5, 0.5]


def test_a_peak_is_flat() -> None:
    """At a turning point the slope is zero, so the peak is the point itself."""
    assert tangents([(0, 0), (10, 10), (20, 0)])[1] == 0


def test_a_level_piece_stays_level() -> None:
    """Two equal heights are joined by a level line, whatever comes before."""
    assert tangents([(0, 0), (10, 10), (20, 10)])[1:] == [0, 0]


def test_steep_neighbours_are_held_inside_the_circle() -> None:
    """The end slope of a sudden rise is limited to three times the secant: Fritsch & Carlson's circle."""
    slopes = tangents([(0, 0), (10, 1), (20, 101)])
    assert slopes[0] ** 2 + slopes[1] ** 2 == pytest.approx((3 * 0.1) ** 2)


@pytest.mark.parametrize("points", [[], [(3.0, 4.0)]])
def test_fewer_than_two_points_make_no_curve(points: list[tuple[float, float]]) -> None:
    """No piece for a lone point, nor for none."""
    assert curve_through(points) == []
    assert tangents(points) == [0.0] * len(points)
