"""What a client wants the map to be, before anyone has checked it, in the words of the input."""

from dataclasses import dataclass

from scoring.vocabulary import Channel, Emotion


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task; with the id it had, it stays the same one."""

    id: str | None
    title: str
    time_limit: str | None = None
    constraint: str | None = None
    touchpoint_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """A goal with its tasks; with the id it had, it stays the same one."""

    id: str | None
    title: str
    tasks: tuple[TaskDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class CircumstancesDraft:
    """A short biography with needs and expectations."""

    narrative: str
    needs: tuple[str, ...] = ()
    expectations: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonaDraft:
    """A persona; `attributes` are (key, value)."""

    name: str
    segment: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    circumstances: CircumstancesDraft | None = None
    goals: tuple[GoalDraft, ...] = ()
    motivations: tuple[str, ...] = ()
    desired_outcomes: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TouchpointDraft:
    """A touchpoint; `intended_emotions` are (emotion, weight)."""

    name: str
    channels: tuple[Channel, ...]
    moment_weight: float = 1
    design_importance: float = 5
    intended_emotions: tuple[tuple[Emotion, float], ...] = ()


@dataclass(frozen=True, slots=True)
class StageDraft:
    """A stage with its touchpoints in travelling order."""

    name: str
    expected_emotion: Emotion | None = None
    touchpoints: tuple[TouchpointDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class JourneyDraft:
    """A journey with its stages; `score_window_days` None is all time."""

    name: str
    description: str | None = None
    purpose: str | None = None
    persona_ids: tuple[str, ...] = ()
    score_window_days: int | None = 90
    stages: tuple[StageDraft, ...] = ()
