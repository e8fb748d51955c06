"""The channels' names at the ends of their lines, moved apart where they would touch."""

from collections.abc import Iterator, Sequence

from schema.drawing.layout import BAND_TOP, LABEL_KEY, LABEL_SIZE, PLOT_HEIGHT, PLOT_TOP, Layout
from schema.drawing.lettering import clip, xml
from schema.drawing.lines import dashed, marked
from schema.drawing.marks import Marks
from schema.drawing.monotone import Spot
from schema.drawing.numerals import px
from schema.drawing.series import Series

_LEADING = 21.0


def ends(layout: Layout, marks: Sequence[Marks]) -> Iterator[str]:
    """A label per channel with a sample of its line; a leader where the line reaches the last touchpoint."""
    lines = sorted(layout.series, key=lambda series: (-series.last[1], series.number))
    heights = spaced([layout.y(series.last[1]) for series in lines])
    if lines:
        yield f'<text class="so" x="{px(layout.right + 16)}" y="{px(BAND_TOP + 27)}">channel, n</text>'
    for series, height in zip(lines, heights, strict=True):
        end = marks[series.number].get(len(layout.slots) - 1)
        if end is not None:
            yield _leader(series, end, (layout.right + 12, height))
        yield _label(series, layout.right + 16, height, layout.label_width)


def spaced(wanted: Sequence[float]) -> list[float]:
    """The rising heights, each as near to its wish as one line's distance and the plot allow."""
    leading = min(_LEADING, PLOT_HEIGHT / max(1, len(wanted)))
    placed: list[float] = []
    for height in wanted:
        placed.append(max(height, placed[-1] + leading) if placed else max(height, PLOT_TOP))
    limit = PLOT_TOP + PLOT_HEIGHT
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - leading
    return placed


def _leader(series: Series, start: Spot, end: Spot) -> str:
    middle = (start[0] + end[0]) / 2
    return (
        f'<path class="ld s-{series.colour}" d="M{px(start[0])} {px(start[1])}'
        f'C{px(middle)} {px(start[1])} {px(middle)} {px(end[1])} {px(end[0])} {px(end[1])}"/>'
    )


def _label(series: Series, x: float, y: float, width: float) -> str:
    return (
        f'<path class="ch s-{series.colour}"{dashed(series)} d="M{px(x)} {px(y)}h{px(LABEL_KEY - 10)}"/>'
        f"{marked(series, [(x + (LABEL_KEY - 10) / 2, y)])}"
        f'<text class="lb f-{series.colour}" x="{px(x + LABEL_KEY)}" y="{px(y + 4)}">'
        f"{xml(clip(series.legend, LABEL_SIZE, width))}<title>{xml(series.legend)}</title></text>"
    )
