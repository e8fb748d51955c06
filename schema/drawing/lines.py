"""The lines through the touchpoints: the curve, its interval, a thin one per channel. None bridges a gap."""

from collections.abc import Iterable, Iterator, Sequence

from schema.drawing.layout import PLOT_HEIGHT, PLOT_TOP, Layout
from schema.drawing.marks import Marks
from schema.drawing.monotone import Bezier, Spot, curve_through
from schema.drawing.numerals import px
from schema.drawing.picture import Point
from schema.drawing.series import Series, runs

_CAPSULE = 27.0  # half the width of the interval of a touchpoint without neighbours


def curve(points: Sequence[Point], layout: Layout, scope: str) -> Iterator[str]:
    """The mean through the touchpoints, a path of its own on each side of a gap."""
    for spots in _stretches([point.mean for point in points], layout):
        if len(spots) > 1:
            yield f'<path class="cu" stroke="url(#{scope}-g)" d="{_along(spots)}"/>'


def ribbon(points: Sequence[Point], layout: Layout, scope: str) -> Iterator[str]:
    """The interval around the mean as a shaded area, clipped to the axis."""
    lows = _stretches([point.low for point in points], layout)
    highs = _stretches([point.high for point in points], layout)
    for low, high in zip(lows, highs, strict=True):
        shape = _between(high, low) if len(low) > 1 else _capsule(high[0], low[0])
        yield f'<{shape} class="rb" fill="url(#{scope}-g)"/>'


def gaps(points: Sequence[Point], layout: Layout, scope: str) -> Iterator[str]:
    """Hatching over the slots where nobody spoke."""
    for point, slot in zip(points, layout.slots, strict=True):
        if point.mean is None:
            yield (
                f'<rect fill="url(#{scope}-h)" x="{px(slot.left)}" y="{px(PLOT_TOP)}" '
                f'width="{px(slot.width)}" height="{px(PLOT_HEIGHT)}"/>'
            )


def spreads(layout: Layout) -> Iterator[str]:
    """A hairline at each touchpoint from its lowest channel to its highest."""
    found: list[str] = []
    for index, slot in enumerate(layout.slots):
        heights = [layout.y(mean) for line in layout.series if (mean := line.means[index]) is not None]
        if len(heights) > 1:
            found.append(f"M{px(slot.x)} {px(min(heights))}V{px(max(heights))}")
    if found:
        yield f'<path class="sp" d="{"".join(found)}"/>'


def thin_lines(layout: Layout) -> Iterator[str]:
    """Each channel's line in its own dash pattern."""
    for series in layout.series:
        path = "".join(_along(spots) for spots in _stretches(series.means, layout) if len(spots) > 1)
        if path:
            yield f'<path class="ch s-{series.colour}"{dashed(series)} d="{path}"/>'


def markers(layout: Layout, marks: Sequence[Marks]) -> Iterator[str]:
    """Each channel's marker at the touchpoints it has feedback for."""
    for series, found in zip(layout.series, marks, strict=True):
        yield marked(series, found.values())


def marked(series: Series, spots: Iterable[Spot]) -> str:
    """The channel's marker at each of the spots, as one path."""
    outline, hollow = series.marker
    path = "".join(f"M{px(x)} {px(y)}{outline}" for x, y in spots)
    fill = "ho" if hollow else f"f-{series.colour}"
    return f'<path class="mk s-{series.colour} {fill}" d="{path}"/>'


def dashed(series: Series) -> str:
    """The attribute that gives a line its channel's dash pattern."""
    return f' stroke-dasharray="{series.dash}"' if series.dash else ""


def _stretches(means: Sequence[float | None], layout: Layout) -> list[list[Spot]]:
    return [
        [(layout.slots[index].x, layout.y(mean)) for index in run if (mean := means[index]) is not None]
        for run in runs(means)
    ]


def _along(spots: Sequence[Spot]) -> str:
    return _moved(spots[0]) + "".join(map(_cubic, curve_through(spots)))


def _between(high: Sequence[Spot], low: Sequence[Spot]) -> str:
    back = [_reversed(bezier) for bezier in reversed(curve_through(low))]
    return f'path d="{_along(high)}L{_moved(low[-1])[1:]}{"".join(map(_cubic, back))}z"'


def _capsule(high: Spot, low: Spot) -> str:
    x, top = high
    width, height = px(2 * _CAPSULE), px(low[1] - top)
    return f'rect x="{px(x - _CAPSULE)}" y="{px(top)}" width="{width}" height="{height}" rx="9"'


def _reversed(bezier: Bezier) -> Bezier:
    start, leaving, arriving, end = bezier
    return end, arriving, leaving, start


def _moved(spot: Spot) -> str:
    return f"M{px(spot[0])} {px(spot[1])}"


def _cubic(bezier: Bezier) -> str:
    start, *others = bezier
    x0, y0 = round(start[0], 1), round(start[1], 1)
    steps = " ".join(f"{px(round(x, 1) - x0)} {px(round(y, 1) - y0)}" for x, y in others)
    return f"c{steps.replace(' -', '-')}"
