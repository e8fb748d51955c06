"""The emotional curve as one self-contained SVG."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import chain

from schema.drawing import frame, lines
from schema.drawing.description import describe_curve
from schema.drawing.ends import ends
from schema.drawing.layout import Layout, measured
from schema.drawing.lettering import xml
from schema.drawing.marks import placed
from schema.drawing.moments import moments
from schema.drawing.numerals import px
from schema.drawing.palette import style_sheet
from schema.drawing.picture import CurvePicture

_STOPS = "".join(
    f'<stop class="c-{zone}" offset="{offset}"/>'
    for offset, zone in (
        (0.22, "delight"),
        (0.375, "positive"),
        (0.5, "neutral"),
        (0.625, "negative"),
        (0.78, "frustration"),
    )
)


def draw_curve(picture: CurvePicture) -> str:
    """The picture as an SVG document without scripts, fonts or references to anything outside itself.

    Width grows with the touchpoints (about 104 pixels each beyond ten). Follows the reader's light or dark
    theme, and tells nothing by colour alone. Its ids derive from its content, so that several pictures stand
    on one page. Names may hold anything: they are escaped, control characters become blanks.
    """
    scope = "hl-" + sha256(repr(picture).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    layout = measured(picture)
    width, height = px(layout.width), px(layout.height)
    title = f"Emotional curve of {picture.journey}"
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{scope}" role="img" lang="en" '
        f'aria-labelledby="{scope}-t {scope}-d" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<title id="{scope}-t">{xml(title)}</title>'
        f'<desc id="{scope}-d">{xml(describe_curve(picture))}</desc>'
        f"<style>{style_sheet(scope)}</style>{_definitions(layout, scope)}"
        f'<rect class="pa" width="{width}" height="{height}" rx="14"/>'
    )
    return "\n".join(chain([opening], _content(picture, layout, scope), ["</svg>"]))


def _content(picture: CurvePicture, layout: Layout, scope: str) -> Iterator[str]:
    points = picture.points
    marks = placed([point.mean for point in points], layout)
    yield from frame.headings(picture, layout)
    yield from frame.bands(layout)
    yield from frame.axis(layout, scope)
    yield from lines.gaps(points, layout, scope)
    yield from lines.ribbon(points, layout, scope)
    yield from lines.spreads(layout)
    yield from lines.thin_lines(layout)
    yield from ends(layout, marks)
    yield from lines.curve(points, layout, scope)
    yield from lines.markers(layout, marks)
    yield from moments(picture, layout)
    yield from frame.nobody(picture, layout)
    yield from frame.names(picture, layout)
    yield from frame.legend(points, layout, scope)


def _definitions(layout: Layout, scope: str) -> str:
    top, bottom, left = px(layout.y(1)), px(layout.y(-1)), px(layout.left)
    return (
        f'<defs><linearGradient id="{scope}-g" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{top}" '
        f'y2="{bottom}">{_STOPS}</linearGradient>'
        f'<linearGradient id="{scope}-k" gradientUnits="userSpaceOnUse" x1="{left}" '
        f'x2="{px(layout.left + 34)}" y1="0" y2="0">{_STOPS}</linearGradient>'
        f'<pattern id="{scope}-h" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path class="hx" d="M0 0V7"/></pattern></defs>'
    )
