"""What is drawn of a journey. Everything is named by symbolic key: `join`, `join.checkout`, `maya`."""

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.vocabulary import Channel, Emotion


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A moment of contact. `moment_weight` > 0, `design_importance` 0..10, `intended`: (emotion, weight)."""

    key: str
    name: str
    channels: tuple[Channel, ...]
    moment_weight: float = 1.0
    design_importance: float = 5.0
    intended: tuple[tuple[Emotion, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the journey, and the feeling its team expects there."""

    name: str
    touchpoints: tuple[Touchpoint, ...]
    expected_emotion: Emotion | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey with its stages in travelling order; `personas` are keys, `score_window_days` is in days."""

    key: str
    name: str
    description: str
    purpose: str
    personas: tuple[str, ...]
    stages: tuple[Stage, ...]
    score_window_days: int = 90

    def touchpoints(self) -> Iterator[Touchpoint]:
        """Yield its touchpoints in travelling order."""
        for stage in self.stages:
            yield from stage.touchpoints
