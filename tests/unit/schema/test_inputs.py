"""What clients send reaches the services as they meant it: left out, cleared or given."""

import pytest
import strawberry
from graphql import graphql_sync

from schema.build import core_of
from schema.inputs.feedback import SubmitFeedbackInput
from schema.inputs.journey import CreateJourneyInput, UpdateJourneyInput
from schema.inputs.persona import CreatePersonaInput, UpdatePersonaInput
from schema.inputs.stage import UpdateStageInput
from schema.inputs.touchpoint import UpdateTouchpointInput
from schema.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
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

heard: list[object] = []


@strawberry.type
class Query:
    """Takes every input and remembers what it meant."""

    @strawberry.field
    def feedback(self, given: SubmitFeedbackInput) -> bool:
        """Hear a feedback."""
        return heard.append(given.draft()) is None

    @strawberry.field
    def create_persona(self, given: CreatePersonaInput) -> bool:
        """Hear a persona."""
        return heard.append(given.draft()) is None

    @strawberry.field
    def update_persona(self, given: UpdatePersonaInput) -> bool:
        """Hear changes."""
        return heard.append(given.changes()) is None

    @strawberry.field
    def create_journey(self, given: CreateJourneyInput) -> bool:
        """Hear a journey."""
        return heard.append(given.draft()) is None

    @strawberry.field
    def update_journey(self, given: UpdateJourneyInput) -> bool:
        """Hear changes."""
        return heard.append(given.changes()) is None

    @strawberry.field
    def update_stage(self, given: UpdateStageInput) -> bool:
        """Hear changes."""
        return heard.append(given.changes()) is None

    @strawberry.field
    def update_touchpoint(self, given: UpdateTouchpointInput) -> bool:
        """Hear changes."""
        return heard.append(given.changes()) is None


@pytest.fixture(scope="module")
def core():
    """Build a schema that listens."""
    return core_of(strawberry.Schema(query=Query))


def hear(core, field, text):
    """Send an input and tell what was meant."""
    heard.clear()
    answer = graphql_sync(core, f"{{ {field}(given: {text}) }}")
    assert answer.errors is None
    return heard[0]


def test_the_least_feedback(core):
    """Defaults are those the schema shows: IN_APP, intensity 1, REPORTED; nothing else is said."""
    assert hear(
        core, "feedback", '{idempotencyKey: "k", touchpointId: "t", channel: WEB, emotion: JOY}'
    ) == Draft(
        idempotency_key="k",
        touchpoint_id="t",
        channel=Channel.WEB,
        source=FeedbackSource.IN_APP,
        emotion=Emotion.JOY,
        intensity=1.0,
        origin=EmotionOrigin.REPORTED,
    )


def test_null_is_left_out_in_a_feedback(core):
    """An optional field that is null says nothing."""
    least = 'idempotencyKey: "k", touchpointId: "t", channel: WEB, nps: 3'
    nulls = "emotion: null, text: null, triggers: null, personaId: null, occurredAt: null"
    assert hear(core, "feedback", f"{{{least}, {nulls}}}") == hear(core, "feedback", f"{{{least}}}")


def test_a_persona(core):
    """Goals hold tasks, attributes are pairs; what is left out is empty."""
    text = """{
        name: "Maya", attributes: [{key: "home", value: "Leeds"}],
        circumstances: {narrative: "n", needs: ["x"]},
        goals: [{title: "join", tasks: [{title: "look", touchpointIds: ["t"]}]}, {id: "g", title: "stay"}]
    }"""
    join = GoalDraft(None, "join", (TaskDraft(None, "look", touchpoint_ids=("t",)),))
    assert hear(core, "createPersona", text) == PersonaDraft(
        name="Maya",
        attributes=(("home", "Leeds"),),
        circumstances=CircumstancesDraft("n", ("x",)),
        goals=(join, GoalDraft("g", "stay")),
    )


def test_a_journey(core):
    """A window that is left out is 90 days, null is all time; stages hold touchpoints with their defaults."""
    touchpoint = '{name: "t", channels: [APP], intendedEmotions: [{emotion: TRUST}]}'
    stages = f'stages: [{{name: "s", touchpoints: [{touchpoint}]}}]'
    meant = TouchpointDraft("t", (Channel.APP,), 1, 5, ((Emotion.TRUST, 1.0),))
    draft = JourneyDraft(name="Join", score_window_days=90, stages=(StageDraft("s", None, (meant,)),))
    assert hear(core, "createJourney", f'{{name: "Join", {stages}}}') == draft
    forever = hear(core, "createJourney", f'{{name: "Join", {stages}, scoreWindowDays: null}}')
    assert forever.score_window_days is None


UPDATE = 'id: "p", expectedRevision: 1'


@pytest.mark.parametrize(
    ("field", "given", "changes"),
    [
        ("updatePersona", UPDATE, {}),
        (
            "updatePersona",
            f"{UPDATE}, segment: null, circumstances: null, name: null, goals: null",
            {"segment": None, "circumstances": None, "name": None, "goals": None},
        ),
        (
            "updatePersona",
            f'{UPDATE}, triggers: [], motivations: ["m"], circumstances: {{narrative: "n"}}',
            {"triggers": (), "motivations": ("m",), "circumstances": CircumstancesDraft("n")},
        ),
        (
            "updatePersona",
            f'{UPDATE}, attributes: [{{key: "k", value: "v"}}], goals: [{{id: "g", title: "t"}}]',
            {"attributes": (("k", "v"),), "goals": (GoalDraft("g", "t"),)},
        ),
        (
            "updatePersona",
            f'{UPDATE}, desiredOutcomes: ["o"], name: "n"',
            {"desired_outcomes": ("o",), "name": "n"},
        ),
        ("updateJourney", UPDATE, {}),
        (
            "updateJourney",
            f'{UPDATE}, scoreWindowDays: null, description: null, purpose: "p", personaIds: []',
            {"score_window_days": None, "description": None, "purpose": "p", "persona_ids": ()},
        ),
        ("updateStage", 'id: "s"', {}),
        (
            "updateStage",
            'id: "s", expectedEmotion: null, position: 0',
            {"expected_emotion": None, "position": 0},
        ),
        ("updateTouchpoint", 'id: "t"', {}),
        (
            "updateTouchpoint",
            'id: "t", channels: [WEB], momentWeight: 2, designImportance: null',
            {"channels": (Channel.WEB,), "moment_weight": 2.0, "design_importance": None},
        ),
        (
            "updateTouchpoint",
            'id: "t", stageId: "s", name: "n", position: 1, intendedEmotions: [{emotion: JOY, weight: 3}]',
            {"stage_id": "s", "name": "n", "position": 1, "intended_emotions": ((Emotion.JOY, 3.0),)},
        ),
    ],
)
def test_changes(core, field, given, changes):
    """What is left out is not changed; null is passed on as null; what is given is given."""
    assert hear(core, field, f"{{{given}}}") == changes
