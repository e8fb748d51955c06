"""Checked drafts made into what is stored, with ids of their own."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from scoring.vocabulary import Emotion
from service.documents.ids import Kind, new_id
from service.documents.journey import IntendedEmotion, StageEntry, TouchpointEntry
from service.documents.persona import Attribute, Circumstances, Goal, Task
from service.editing.drafts import CircumstancesDraft, GoalDraft, StageDraft, TaskDraft, TouchpointDraft


def intentions(pairs: Iterable[tuple[Emotion, float]]) -> tuple[IntendedEmotion, ...]:
    """Make the intended emotions."""
    return tuple(IntendedEmotion(emotion=emotion, weight=weight) for emotion, weight in pairs)


def touchpoint(draft: TouchpointDraft, stage: str) -> TouchpointEntry:
    """Make a touchpoint of that stage."""
    return TouchpointEntry(
        id=new_id(Kind.TOUCHPOINT),
        stage=stage,
        name=draft.name,
        channels=draft.channels,
        moment_weight=draft.moment_weight,
        design_importance=draft.design_importance,
        intended_emotions=intentions(draft.intended_emotions),
    )


def stage(draft: StageDraft) -> tuple[StageEntry, tuple[TouchpointEntry, ...]]:
    """Make a stage and its touchpoints."""
    entry = StageEntry(id=new_id(Kind.STAGE), name=draft.name, expected_emotion=draft.expected_emotion)
    return entry, tuple(touchpoint(each, entry.id) for each in draft.touchpoints)


def attributes(pairs: Iterable[tuple[str, str]]) -> tuple[Attribute, ...]:
    """Make a persona's attributes."""
    return tuple(Attribute(key=key, value=value) for key, value in pairs)


def circumstances(draft: CircumstancesDraft | None) -> Circumstances | None:
    """Make a persona's circumstances."""
    return (
        None
        if draft is None
        else Circumstances(
            narrative=draft.narrative,
            needs=draft.needs,
            expectations=draft.expectations,
            constraints=draft.constraints,
        )
    )


def task(draft: TaskDraft) -> Task:
    """Make a task, the one it was if it has an id."""
    return Task(
        id=draft.id or new_id(Kind.TASK),
        title=draft.title,
        time_limit=draft.time_limit,
        constraint=draft.constraint,
        touchpoint_ids=draft.touchpoint_ids,
    )


def goals(drafts: Iterable[GoalDraft]) -> tuple[Goal, ...]:
    """Make a persona's goals, each the one it was if it has an id."""
    return tuple(
        Goal(id=each.id or new_id(Kind.GOAL), title=each.title, tasks=tuple(map(task, each.tasks)))
        for each in drafts
    )


MAKERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "attributes": attributes,
    "circumstances": circumstances,
    "goals": goals,
    "intended_emotions": intentions,
}


def made(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Make the checked fields of a persona or a touchpoint into stored ones."""
    return {name: MAKERS[name](value) if name in MAKERS else value for name, value in fields.items()}
