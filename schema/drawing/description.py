"""The emotional curve in two or three sentences, for those who read instead of look."""

from collections.abc import Sequence

from schema.drawing.extremes import extremes, widest
from schema.drawing.lettering import clip, harmless
from schema.drawing.numerals import counted, signed
from schema.drawing.picture import ChannelMark, CurvePicture, Point

_SCALE = "On a scale from \N{MINUS SIGN}1 to +1"
_NAMED = 3
_LONGEST = 700.0  # about 80 letters at the size of 14 that a name is measured in


def describe_curve(picture: CurvePicture) -> str:
    """Best and worst moment, where nobody spoke, where channels differ most, and what the shading means."""
    found = extremes(picture.points)
    if not picture.points:
        return "This journey has no touchpoints yet. There is no curve to draw."
    if found is None:
        return f"{_touchpoints(len(picture.points))}, and nobody has spoken yet. There is no curve to draw."
    heard = [point for point in picture.points if point.mean is not None]
    sentences = [
        _peaks(picture.points[found[0]], picture.points[found[1]], heard),
        _differences(picture.points),
        _certainty(heard),
    ]
    return " ".join(filter(None, sentences))


def _peaks(best: Point, worst: Point, heard: Sequence[Point]) -> str:
    if len(heard) == 1:
        return f"{_SCALE}, only {_moment(best)} has feedback."
    if best.mean == worst.mean:
        return f"{_SCALE}, every touchpoint with feedback has the same mean, {signed(best.mean or 0)}."
    return f"{_SCALE}, the best moment is {_moment(best)} and the worst is {_moment(worst)}."


def _differences(points: Sequence[Point]) -> str:
    clauses = list(filter(None, (_disagreement(points), _silence(points))))
    if not clauses:
        return ""
    text = ", and ".join(clauses)
    return f"{text[0].upper()}{text[1:]}."


def _disagreement(points: Sequence[Point]) -> str:
    found = widest(points)
    if found is None:
        return ""
    name, low, high = _name(found.point.name), found.low, found.high
    return f"channels lie furthest apart at {name}, from {_end(low)} to {_end(high)}"


def _end(mark: ChannelMark) -> str:
    return f"{signed(mark.mean or 0)} ({_name(mark.label)})"


def _silence(points: Sequence[Point]) -> str:
    silent = [_name(point.name) for point in points if point.mean is None]
    if not silent:
        return ""
    named, more = silent[:_NAMED], len(silent) - _NAMED
    if more > 0:
        named.append(f"{more:,} more")
    places = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"no emotion is known at {places} ({len(silent):,} of {_touchpoints(len(points))})"


def _certainty(heard: Sequence[Point]) -> str:
    if all(point.low is None for point in heard):
        return "No interval is shown, because it takes at least two answers at a touchpoint."
    return "The shading is the 95 % interval of each mean: the narrower it is, the surer the mean."


def _moment(point: Point) -> str:
    return f"{_name(point.name)} ({signed(point.mean or 0)}, n {counted(point.n)})"


def _touchpoints(count: int) -> str:
    return f"{count:,} touchpoint" + ("s" if count != 1 else "")


def _name(text: str) -> str:
    return clip(harmless(text), 14, _LONGEST)
