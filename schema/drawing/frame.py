"""The quiet parts: paper, headings, stage bands, the valence axis and the legend."""

from collections.abc import Iterator, Sequence
from typing import Final

from schema.drawing.layout import (
    BAND_TOP,
    MARGIN,
    NAME_DROP,
    NAME_LEADING,
    PLOT_HEIGHT,
    PLOT_TOP,
    Column,
    Layout,
)
from schema.drawing.lettering import clip, harmless, xml
from schema.drawing.numerals import counted, px, signed
from schema.drawing.picture import CurvePicture, Point
from schema.drawing.zones import BOUNDS, ZONES, Zone

_TICKS: Final = (1.0, *BOUNDS, -1.0)


def headings(picture: CurvePicture, layout: Layout) -> Iterator[str]:
    """The journey's name and the line under it, cut to the width of the picture."""
    room = layout.width - 2 * MARGIN
    for text, style, size, baseline in (
        (picture.journey, "h1", 27, 60),
        (picture.subtitle, "h2", 14, 86),
    ):
        cut = clip(harmless(text), size, room)
        yield f'<text class="{style}" x="{px(MARGIN)}" y="{baseline}">{xml(cut)}</text>'


def bands(layout: Layout) -> Iterator[str]:
    """A band per stage, every other one tinted, with the stage's name at its head."""
    for index, column in enumerate(layout.columns):
        if index % 2 == 0:
            yield (
                f'<rect class="ti" x="{px(column.left)}" y="{px(BAND_TOP)}" width="{px(column.width)}" '
                f'height="{px(layout.band_bottom - BAND_TOP)}" rx="6"/>'
            )
        yield _heading(column)


def _heading(column: Column) -> str:
    cut = clip(column.name, 14, column.width - 24)
    return (
        f'<text class="st" x="{px(column.left + 14)}" y="{px(BAND_TOP + 27)}">{xml(cut)}'
        f"<title>{xml(column.name)}</title></text>"
    )


def axis(layout: Layout, scope: str) -> Iterator[str]:
    """Hairlines at the zones' bounds and at zero, their figures, and each zone's glyph and word."""
    yield f'<path class="gr" d="{"".join(_hairline(layout, bound) for bound in _TICKS)}"/>'
    yield f'<path class="ze" d="{_hairline(layout, 0)}"/>'
    yield (
        f'<rect fill="url(#{scope}-g)" x="{px(layout.left - 5)}" y="{px(PLOT_TOP)}" width="3" '
        f'height="{px(PLOT_HEIGHT)}" rx="1.5"/>'
    )
    for bound in _TICKS:
        figure = signed(bound)[:4].removesuffix(".0")
        yield f'<text class="so ri" x="{px(layout.left - 14)}" y="{px(layout.y(bound) + 4)}">{figure}</text>'
    for zone in ZONES.values():
        yield _zone(zone, layout.y((zone.top + zone.bottom) / 2))


def _hairline(layout: Layout, valence: float) -> str:
    return f"M{px(layout.left)} {px(layout.y(valence))}H{px(layout.right)}"


def _zone(zone: Zone, y: float) -> str:
    return (
        f'<path class="gl s-{zone.colour}" d="M{px(MARGIN + 6)} {px(y)}{zone.glyph}"/>'
        f'<text class="zo f-{zone.colour}" x="{px(MARGIN + 20)}" y="{px(y + 4.5)}">{zone.word}</text>'
    )


def names(picture: CurvePicture, layout: Layout) -> Iterator[str]:
    """Under the plot each touchpoint's name, wrapped, and how much feedback its mean rests on."""
    if picture.points:
        yield f'<text class="so ri" x="{px(layout.left - 14)}" y="{px(layout.counts)}">feedback, n</text>'
    for point, slot in zip(picture.points, layout.slots, strict=True):
        yield _name(point, slot.name, slot.x, layout.bottom + NAME_DROP)
        yield f'<text class="nn" x="{px(slot.x)}" y="{px(layout.counts)}">{counted(point.n)}</text>'


def _name(point: Point, lines: list[str], x: float, y: float) -> str:
    rows = "".join(
        f'<tspan x="{px(x)}" y="{px(y + index * NAME_LEADING)}">{xml(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    return f'<text class="na">{rows}<title>{xml(point.name)}</title></text>'


def nobody(picture: CurvePicture, layout: Layout) -> Iterator[str]:
    """A sentence in the plot where there is no curve at all."""
    if any(point.mean is not None for point in picture.points):
        return
    words = "Nobody has spoken here yet" if picture.points else "This journey has no touchpoints yet"
    x, y = (layout.left + layout.right) / 2, PLOT_TOP + 74
    yield f'<text class="h1 ha" text-anchor="middle" x="{px(x)}" y="{px(y)}">{words}</text>'


def legend(points: Sequence[Point], layout: Layout, scope: str) -> Iterator[str]:
    """What curve, shading, thin lines and hatching mean, in one row; nothing that is not in the picture."""
    x, y = layout.left, layout.height - 28
    for shown, sample, words in (
        (
            any(point.mean is not None for point in points),
            (
                f'<rect class="rb" fill="url(#{scope}-k)" x="{{x}}" y="{{top}}" width="34" height="14"/>'
                f'<path class="cu" stroke="url(#{scope}-k)" d="M{{x}} {{y}}h34"/>'
            ),
            "mean valence and its 95 % interval",
        ),
        (bool(layout.series), '<path class="ch s-line4" d="M{x} {y}h34"/>', "one thin line per channel"),
        (
            any(point.mean is None for point in points),
            f'<rect fill="url(#{scope}-h)" x="{{x}}" y="{{top}}" width="34" height="14"/>',
            "no emotion known",
        ),
    ):
        if shown:
            yield sample.format(x=px(x), y=px(y - 4), top=px(y - 11))
            yield f'<text class="so" x="{px(x + 44)}" y="{px(y)}">{words}</text>'
            x += 44 + len(words) * 6.4 + 30
