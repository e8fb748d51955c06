"""The plan of a journey, as far as scores need it: which touchpoints, in what order, with what intentions."""

from dataclasses import dataclass

from scoring.vocabulary import Channel, Emotion


@dataclass(frozen=True, slots=True)
class PlannedTouchpoint:
    """A touchpoint as designed: weight > 0, design importance 0..10, declared channels, intended emotions."""

    id: str
    name: str
    moment_weight: float
    design_importance: float
    channels: tuple[Channel, ...]
    intended: tuple[tuple[Emotion, float], ...]
    stage: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Present touchpoints in travelling order; removed ones count in no journey score but keep their own."""

    touchpoints: tuple[PlannedTouchpoint, ...]
    removed: tuple[PlannedTouchpoint, ...] = ()
