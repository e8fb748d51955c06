"""Each touchpoint on the curve: its emoji in a ring, its zone's glyph, its mean; or that nobody spoke."""

from collections.abc import Iterator, Sequence
from typing import Final

from schema.drawing.extremes import extremes
from schema.drawing.layout import Layout
from schema.drawing.lettering import clusters, harmless, xml
from schema.drawing.marks import FACE
from schema.drawing.numerals import counted, px, signed
from schema.drawing.picture import CurvePicture, Point
from schema.drawing.zones import Zone, zone_of

_LABEL_SPAN: Final = (19.0, 43.0)  # how far from the point its label reaches
_EDGE: Final = 0.9  # beyond this valence a label would leave the plot on the outer side


def moments(picture: CurvePicture, layout: Layout) -> Iterator[str]:
    """One group per touchpoint, with everything known about it in its tooltip."""
    best, worst = extremes(picture.points) or (None, None)
    tags = {best: "best moment", worst: "worst moment"} if best != worst else {}
    for index, point in enumerate(picture.points):
        tip = f"<title>{xml(_tooltip(point, picture.stages[point.stage].name))}</title>"
        x = layout.slots[index].x
        if point.mean is None:
            yield f"<g>{tip}{_silence(x, layout.y(0))}</g>"
        else:
            zone = zone_of(point.zone, point.mean)
            label = _label(picture.points, layout, index, zone, tags.get(index))
            yield f"<g>{tip}{_face(point, zone, x, layout.y(point.mean))}{label}</g>"


def _silence(x: float, y: float) -> str:
    return (
        f'<circle class="no" cx="{px(x)}" cy="{px(y)}" r="{px(FACE)}"/>'
        f'<text class="tg ha" x="{px(x)}" y="{px(y + FACE + 18)}">no data</text>'
    )


def _face(point: Point, zone: Zone, x: float, y: float) -> str:
    ring = f'<circle class="di s-{zone.colour}" cx="{px(x)}" cy="{px(y)}" r="{px(FACE)}"/>'
    shown = clusters(harmless(point.emoji or ""))[:1]
    if not shown:
        return f'{ring}<path class="gl s-{zone.colour}" d="M{px(x)} {px(y)}{zone.glyph}"/>'
    return f'{ring}<text class="em" x="{px(x)}" y="{px(y + 6.8)}">{xml(shown[0])}</text>'


def _label(points: Sequence[Point], layout: Layout, index: int, zone: Zone, tag: str | None) -> str:
    mean = points[index].mean or 0.0
    x, y = layout.slots[index].x, layout.y(mean)
    above = _stands_above(points, layout, index, mean)
    baseline = y - FACE - 9 if above else y + FACE + 19
    value = f'<text class="va ha" x="{px(x + 7)}" y="{px(baseline)}">{signed(mean)}</text>'
    glyph = f'<path class="gl s-{zone.colour}" d="M{px(x - 25)} {px(baseline - 5)}{zone.glyph}"/>'
    if tag is None:
        return value + glyph
    line = baseline - 17 if above else baseline + 16
    return f'{value}{glyph}<text class="tg ha" x="{px(x)}" y="{px(line)}">{tag}</text>'


def _stands_above(points: Sequence[Point], layout: Layout, index: int, mean: float) -> bool:
    """Where the label covers fewer channels; at a tie on the outer side of the curve's bend."""
    if abs(mean) > _EDGE:
        return mean < 0
    near, far = _LABEL_SPAN
    y = layout.y(mean)
    offsets = [y - layout.y(other) for line in layout.series if (other := line.means[index]) is not None]
    above = sum(near < offset < far for offset in offsets)
    below = sum(near < -offset < far for offset in offsets)
    return above < below or (above == below and _bend(points, index, mean) >= 0)


def _bend(points: Sequence[Point], index: int, mean: float) -> float:
    """How far the point stands above its neighbours; alone, above zero."""
    around = [point.mean for point in (*points[max(0, index - 1) : index], *points[index + 1 : index + 2])]
    heard = [neighbour for neighbour in around if neighbour is not None]
    return mean - sum(heard) / len(heard) if heard else mean


def _tooltip(point: Point, stage: str) -> str:
    if point.mean is None:
        return f"{point.name} ({stage}): no data"
    parts = [f"{point.name} ({stage}): mean {signed(point.mean)}", f"n {counted(point.n)}"]
    if point.low is not None and point.high is not None:
        parts.insert(1, f"95 % interval {signed(point.low)} to {signed(point.high)}")
    parts.append(f"zone {zone_of(point.zone, point.mean).word}")
    heard = [(mark, mark.mean) for mark in point.channels if mark.mean is not None]
    parts += [f"{mark.label} {signed(mean)} (n {counted(mark.n)})" for mark, mean in heard]
    return "; ".join(parts)
