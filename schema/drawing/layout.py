"""Where everything stands: columns for stages, slots for touchpoints, heights for valences."""

from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Final

from schema.drawing.lettering import harmless, measure, wrap
from schema.drawing.picture import CurvePicture
from schema.drawing.series import Series, series_of

MARGIN: Final = 40.0
GUTTER: Final = 176.0  # the axis: glyph, word, figure
BAND_TOP: Final = 112.0
PLOT_TOP: Final = 188.0
PLOT_HEIGHT: Final = 400.0
NAME_LINES: Final = 3
NAME_LEADING: Final = 16.0
NAME_SIZE: Final = 12.0
NAME_DROP: Final = 52.0  # from the plot to the first line of a name: room for the label of a low point
LABEL_SIZE: Final = 12.0
LABEL_KEY: Final = 48.0  # the sample of a channel's line before its label
_NARROWEST_SLOT: Final = 104.0
_WIDEST_SLOT: Final = 132.0
_NARROWEST_STAGE: Final = 132.0
_NARROWEST_PLOT: Final = 640.0
_EASY_PLOT: Final = 1000.0
_WIDEST_LABEL: Final = 150.0


@dataclass(frozen=True, slots=True)
class Column:
    """A stage's share of the width."""

    name: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Slot:
    """A touchpoint's share of the width, around its centre x, and its name in lines that fit."""

    x: float
    width: float
    name: list[str]

    @property
    def left(self) -> float:
        """The slot's left edge."""
        return self.x - self.width / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The measured picture, in pixels."""

    columns: list[Column]
    slots: list[Slot]
    series: list[Series]
    name_lines: int
    plot_width: float
    label_width: float

    @property
    def left(self) -> float:
        """Left edge of the plot."""
        return GUTTER

    @property
    def right(self) -> float:
        """Right edge of the plot."""
        return GUTTER + self.plot_width

    @property
    def width(self) -> float:
        """Width of the whole picture."""
        return self.right + (self.label_width + LABEL_KEY + 28 if self.series else 0) + MARGIN

    @property
    def bottom(self) -> float:
        """Lower edge of the plot."""
        return PLOT_TOP + PLOT_HEIGHT

    @property
    def counts(self) -> float:
        """Baseline of the row of counts, under the longest name."""
        return self.bottom + NAME_DROP + self.name_lines * NAME_LEADING + 8

    @property
    def band_bottom(self) -> float:
        """Lower edge of the stage bands."""
        return self.counts + 16

    @property
    def height(self) -> float:
        """Height of the whole picture."""
        return self.band_bottom + 62

    def y(self, valence: float) -> float:
        """The height of a valence, clipped to the axis."""
        return PLOT_TOP + (1 - max(-1.0, min(1.0, valence))) / 2 * PLOT_HEIGHT


def measured(picture: CurvePicture) -> Layout:
    """The layout of a picture: as wide as its touchpoints need, none narrower than its name can be read."""
    counts = _counts(picture)
    widths = _stage_widths(counts)
    lefts = list(accumulate(widths, initial=GUTTER))
    slots = _slots(picture, counts, widths, lefts)
    series = series_of(picture.points)
    return Layout(
        columns=[
            Column(harmless(stage.name), left, width)
            for stage, left, width in zip(picture.stages, lefts, widths, strict=False)
        ],
        slots=slots,
        name_lines=max((len(slot.name) for slot in slots), default=1),
        series=series,
        plot_width=sum(widths) or _NARROWEST_PLOT,
        label_width=min(_WIDEST_LABEL, max((measure(line.legend, LABEL_SIZE) for line in series), default=0)),
    )


def _counts(picture: CurvePicture) -> list[int]:
    found = {stage: len(list(points)) for stage, points in groupby(picture.points, lambda point: point.stage)}
    return [found.get(stage, 0) for stage in range(len(picture.stages))]


def _stage_widths(counts: list[int]) -> list[float]:
    slot = max(_NARROWEST_SLOT, min(_WIDEST_SLOT, _EASY_PLOT / max(1, sum(counts))))
    widths = [max(_NARROWEST_STAGE, count * slot) for count in counts]
    stretch = max(1.0, _NARROWEST_PLOT / sum(widths)) if widths else 1.0
    return [width * stretch for width in widths]


def _slots(picture: CurvePicture, counts: list[int], widths: list[float], lefts: list[float]) -> list[Slot]:
    slots: list[Slot] = []
    firsts = list(accumulate(counts, initial=0))
    for index, point in enumerate(picture.points):
        width = widths[point.stage] / counts[point.stage]
        x = lefts[point.stage] + (index - firsts[point.stage] + 0.5) * width
        slots.append(Slot(x, width, wrap(harmless(point.name), NAME_SIZE, width - 12, NAME_LINES)))
    return slots
