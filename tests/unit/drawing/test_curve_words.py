"""The emotional curve in sentences."""

from collections.abc import Callable
from dataclasses import replace

from schema.drawing import Band, CurvePicture, Point, describe_curve


def journey(*points: Point) -> CurvePicture:
    """Return a journey of one stage."""
    return CurvePicture("J", "", (Band("S"),), points)


def test_three_sentences_say_what_the_picture_shows(bicycle: CurvePicture) -> None:
    """Best and worst moment, the widest spread, the silence, and what the shading means."""
    assert describe_curve(bicycle) == (
        "On a scale from \u22121 to +1, the best moment is Test ride (+0.66, n 120) and the worst is "
        "Checkout and payment (\u22120.48, n 120). "
        "Channels lie furthest apart at Choose size and colour, from \u22120.22 (Web) to +0.31 (Shop), "
        "and no emotion is known at Unboxing (1 of 8 touchpoints). "
        "The shading is the 95 % interval of each mean: the narrower it is, the surer the mean."
    )


def test_no_touchpoints() -> None:
    """An empty journey is described as empty."""
    assert describe_curve(journey()) == "This journey has no touchpoints yet. There is no curve to draw."


def test_no_feedback(point: Callable[..., Point]) -> None:
    """Silence is no score."""
    one, two = point("A", 0, None), point("B", 0, None)
    assert (
        describe_curve(journey(one)) == "1 touchpoint, and nobody has spoken yet. There is no curve to draw."
    )
    assert describe_curve(journey(one, two)).startswith("2 touchpoints, and nobody has spoken yet.")


def test_one_voice_has_no_interval(point: Callable[..., Point]) -> None:
    """A single observation is not called best or worst, and its missing interval is explained."""
    single = replace(point("A", 0, 0.3), low=None, high=None, n=1)
    assert describe_curve(journey(single)) == (
        "On a scale from \u22121 to +1, only A (+0.30, n 1) has feedback. "
        "No interval is shown, because it takes at least two answers at a touchpoint."
    )


def test_equal_means_have_no_best(point: Callable[..., Point]) -> None:
    """Where all means are equal, none is the best; channels that agree are not said to differ."""
    told = describe_curve(journey(point("A", 0, 0.0, web=0.2, app=0.2), point("B", 0, 0.0)))
    assert told.startswith(
        "On a scale from \u22121 to +1, every touchpoint with feedback has the same mean, 0.00. The shading"
    )


def test_a_long_silence_is_counted(point: Callable[..., Point]) -> None:
    """Three silent touchpoints are named, the others counted."""
    points = (point("A", 0, 0.1), *(point(f"S{index}", 0, None) for index in range(5)))
    said = "No emotion is known at S0, S1, S2 and 2 more (5 of 6 touchpoints)."
    assert said in describe_curve(journey(*points))
