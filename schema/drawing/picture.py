"""What a picture of an emotional curve is drawn from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """A stage of the journey, drawn as a band behind its touchpoints."""

    name: str


@dataclass(frozen=True, slots=True)
class ChannelMark:
    """One channel at one touchpoint: its mean valence in [-1, 1] from n observations, None without any."""

    label: str
    mean: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Point:
    """One touchpoint on the curve.

    `stage` is an index into the picture's stages. `mean` is in [-1, 1] and None where nobody spoke; `low` and
    `high` bound its 95 % interval, may lie outside [-1, 1] and are None, both, below two observations. `zone`
    is the name of an emotion zone (DELIGHT .. FRUSTRATION), `emoji` that of the most frequent emotion.
    """

    name: str
    stage: int
    mean: float | None
    low: float | None
    high: float | None
    n: int
    zone: str | None
    emoji: str | None
    channels: tuple[ChannelMark, ...] = ()


@dataclass(frozen=True, slots=True)
class CurvePicture:
    """An emotional curve to draw: its points in journey order, each in one of its stages.

    Raises ValueError when a point's stage is not among the stages, or comes before that of an earlier point.
    """

    journey: str
    subtitle: str
    stages: tuple[Band, ...]
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        order = [point.stage for point in self.points]
        if order != sorted(order) or any(not 0 <= stage < len(self.stages) for stage in order):
            raise ValueError(
                f"points follow the order of their stages, below {len(self.stages)}: got {order}"
            )
