"""The emotion curve: how the feeling rises and falls along a journey."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from schema.caption import caption
from schema.drawing import Band, ChannelMark, CurvePicture, Point, describe_curve, draw_curve
from schema.forward import TouchpointAhead
from schema.mirror import Mirror, mirror_type
from schema.scalars import Seq
from schema.vocabulary import EmotionZone, spelled
from schema.wording import resolved, shown
from scoring import curve as scored
from service.rollups import ScoreFilter, ScoreState

if TYPE_CHECKING:
    from schema.journey import Journey


@mirror_type
class CurvePoint(Mirror):
    """One touchpoint on the curve."""

    touchpoint: TouchpointAhead = shown("The touchpoint.")
    mean: float | None = shown("Mean valence as measured, -1..1; null where nobody spoke: leave a gap there.")
    low: float | None = shown("Lower end of its 95 % interval; null below two feedback.")
    high: float | None = shown("Upper end of its 95 % interval; null below two feedback.")
    n: int = shown("How many emotions it rests on.")
    zone: EmotionZone | None = shown(
        "The band of the mean drawn towards the journey's; null without feedback."
    )
    emoji: str | None = shown("The emoji of the most frequent emotion; null without feedback.")

    def __init__(self, touchpoint: TouchpointAhead, point: scored.CurvePoint) -> None:
        super().__init__(point)
        self.touchpoint = touchpoint


@mirror_type
class EmotionCurve(Mirror):
    """How the feeling rises and falls along a journey, as numbers, as a picture and in words."""

    as_of: datetime = shown("When it was computed.")
    seq: Seq = shown("The journey's `seq` it reflects.")
    points: list[CurvePoint] = shown("One per touchpoint, in travelling order.")

    def __init__(self, journey: "Journey", chosen: ScoreFilter, state: ScoreState) -> None:
        super().__init__(state)
        self.journey = journey
        self.chosen = chosen
        self.scores = state.scores
        touchpoints = zip(journey.on_the_map(), state.scores.curve, strict=True)
        self.points = [CurvePoint(touchpoint, point) for touchpoint, point in touchpoints]

    @resolved
    def svg(self) -> str:
        """The curve as a picture: a complete SVG element to place in a page.

        It shows the curve through the touchpoints in their stages, an emoji at each, the interval and each
        channel's own line. It carries role="img", a title and a description, and tells nothing by colour
        alone.
        """
        return draw_curve(self._picture)

    @resolved
    def description(self) -> str:
        """The same in two or three sentences, in English: an alternative text."""
        return describe_curve(self._picture)

    @cached_property
    def _picture(self) -> CurvePicture:
        document = self.journey.document
        stages = {stage.id: place for place, stage in enumerate(document.stages)}
        return CurvePicture(
            journey=document.name,
            subtitle=caption(self.chosen, document.score_window_days, self.scores.n),
            stages=tuple(Band(stage.name) for stage in document.stages),
            points=tuple(self._drawn(point, stages[point.touchpoint.entry.stage]) for point in self.points),
        )

    def _drawn(self, point: CurvePoint, stage: int) -> Point:
        channels = self.scores.touchpoint(point.touchpoint.id).channels
        return Point(
            name=point.touchpoint.name,
            stage=stage,
            mean=point.mean,
            low=point.low,
            high=point.high,
            n=point.n,
            zone=point.zone,
            emoji=point.emoji,
            channels=tuple(
                ChannelMark(spelled(each.channel), each.valence.value, each.n) for each in channels
            ),
        )
