"""Seeds as drafts: the sample's symbolic keys become ids."""

from collections.abc import Mapping

from seeds.northline import Journey, Persona, SeedFeedback
from service.editing.drafts import (
    CircumstancesDraft,
    GoalDraft,
    JourneyDraft,
    PersonaDraft,
    StageDraft,
    TaskDraft,
    TouchpointDraft,
)
from service.ingestion import Draft

Ids = Mapping[str, str]


def persona_draft(persona: Persona) -> PersonaDraft:
    """Draft a persona whose tasks do not point anywhere yet: journeys come later."""
    there = persona.circumstances
    return PersonaDraft(
        name=persona.name,
        segment=persona.segment,
        attributes=persona.attributes,
        circumstances=CircumstancesDraft(there.narrative, there.needs, there.expectations, there.constraints),
        goals=(),
        motivations=persona.motivations,
        desired_outcomes=persona.desired_outcomes,
        triggers=persona.triggers,
    )


def goals_of(persona: Persona, touchpoints: Ids) -> tuple[GoalDraft, ...]:
    """Draft a persona's goals, with the touchpoints where their tasks are done, as far as they are there."""
    return tuple(
        GoalDraft(
            None,
            goal.title,
            tuple(
                TaskDraft(
                    None,
                    task.title,
                    task.time_limit,
                    task.constraint,
                    tuple(touchpoints[key] for key in task.touchpoints if key in touchpoints),
                )
                for task in goal.tasks
            ),
        )
        for goal in persona.goals
    )


def journey_draft(journey: Journey, personas: Ids) -> JourneyDraft:
    """Draft a journey with its stages and touchpoints."""
    return JourneyDraft(
        name=journey.name,
        description=journey.description,
        purpose=journey.purpose,
        persona_ids=tuple(personas[key] for key in journey.personas),
        score_window_days=journey.score_window_days,
        stages=tuple(
            StageDraft(
                stage.name,
                stage.expected_emotion,
                tuple(
                    TouchpointDraft(
                        place.name,
                        place.channels,
                        place.moment_weight,
                        place.design_importance,
                        place.intended,
                    )
                    for place in stage.touchpoints
                ),
            )
            for stage in journey.stages
        ),
    )


def feedback_draft(item: SeedFeedback, touchpoints: Ids, personas: Ids) -> Draft:
    """Draft a feedback."""
    return Draft(
        idempotency_key=item.key,
        touchpoint_id=touchpoints[item.touchpoint],
        channel=item.channel,
        source=item.source,
        emotion=item.emotion,
        intensity=item.intensity,
        origin=item.origin,
        confidence=item.confidence,
        text=item.text,
        nps=item.nps,
        csat=item.csat,
        ces=item.ces,
        importance=item.importance,
        triggers=item.triggers,
        persona_id=personas[item.persona] if item.persona else None,
        customer_ref=item.customer_ref,
        run_ref=item.run_ref,
        occurred_at=item.occurred_at,
    )
