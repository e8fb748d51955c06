"""Every rule of an input names the spot, the rule and the fix, and all broken ones are named at once."""

from typing import Any

import pytest

from scoring.vocabulary import Channel, Emotion
from service.documents.ids import Kind, new_id
from service.editing.drafts import (
    CircumstancesDraft,
    GoalDraft,
    JourneyDraft,
    StageDraft,
    TaskDraft,
    TouchpointDraft,
)
from service.editing.map_rules import JOURNEY, JOURNEY_CHANGES, STAGE_CHANGES, TOUCHPOINT_CHANGES
from service.editing.persona_rules import PERSONA
from service.editing.rules import Fields, checked, record
from service.editing.spot import Spot
from service.errors import InvalidInput, ProblemCode

PERSONA_ID = new_id(Kind.PERSONA)


def issues_of(fields: Fields, **values: Any) -> list[tuple[str, str]]:
    """Check some changes; answer the path under the input and the code of each issue."""
    spot = Spot()
    checked(values, fields, spot)
    return [(".".join(issue.path[1:]), issue.code) for issue in spot.issues]


@pytest.mark.parametrize(
    ("fields", "values", "issues"),
    [
        (JOURNEY_CHANGES, {"name": "x" * 200}, []),
        (JOURNEY_CHANGES, {"name": "  " + "x" * 200 + " \n"}, []),
        (JOURNEY_CHANGES, {"name": "x" * 201}, [("name", "TOO_LONG")]),
        (JOURNEY_CHANGES, {"name": " \t\n"}, [("name", "REQUIRED")]),
        (JOURNEY_CHANGES, {"name": None}, [("name", "REQUIRED")]),
        (JOURNEY_CHANGES, {"name": "a\0b"}, [("name", "MALFORMED")]),
        (JOURNEY_CHANGES, {"name": "a\nb"}, [("name", "MALFORMED")]),
        (JOURNEY_CHANGES, {"name": "a\x85b"}, [("name", "MALFORMED")]),
        (JOURNEY_CHANGES, {"name": "a\ud800"}, [("name", "MALFORMED")]),
        (JOURNEY_CHANGES, {"purpose": "two\nlines\tof text", "description": None}, []),
        (JOURNEY_CHANGES, {"purpose": "x" * 4000}, []),
        (JOURNEY_CHANGES, {"purpose": "x" * 4001}, [("purpose", "TOO_LONG")]),
        (JOURNEY_CHANGES, {"description": "a\x1bb"}, [("description", "MALFORMED")]),
        (JOURNEY_CHANGES, {"score_window_days": None}, []),
        (JOURNEY_CHANGES, {"score_window_days": 1}, []),
        (JOURNEY_CHANGES, {"score_window_days": 3650}, []),
        (JOURNEY_CHANGES, {"score_window_days": 0}, [("scoreWindowDays", "OUT_OF_RANGE")]),
        (JOURNEY_CHANGES, {"score_window_days": 3651}, [("scoreWindowDays", "OUT_OF_RANGE")]),
        (JOURNEY_CHANGES, {"persona_ids": ()}, []),
        (JOURNEY_CHANGES, {"persona_ids": None}, [("personaIds", "REQUIRED")]),
        (JOURNEY_CHANGES, {"persona_ids": (PERSONA_ID, "x")}, [("personaIds.1", "MALFORMED")]),
        (JOURNEY_CHANGES, {"persona_ids": (new_id(Kind.GOAL),)}, [("personaIds.0", "MALFORMED")]),
        (JOURNEY_CHANGES, {"persona_ids": (PERSONA_ID,) * 2}, [("personaIds.1", "MALFORMED")]),
        (
            JOURNEY_CHANGES,
            {"persona_ids": tuple(new_id(Kind.PERSONA) for _ in range(51))},
            [("personaIds", "TOO_MANY")],
        ),
        (STAGE_CHANGES, {"expected_emotion": None, "position": 0}, []),
        (STAGE_CHANGES, {"name": None, "position": None}, [("name", "REQUIRED"), ("position", "REQUIRED")]),
        (TOUCHPOINT_CHANGES, {"moment_weight": 0.001, "design_importance": 0}, []),
        (TOUCHPOINT_CHANGES, {"moment_weight": 1000, "design_importance": 10}, []),
        (TOUCHPOINT_CHANGES, {"moment_weight": 0}, [("momentWeight", "OUT_OF_RANGE")]),
        (TOUCHPOINT_CHANGES, {"moment_weight": 1000.5}, [("momentWeight", "OUT_OF_RANGE")]),
        (TOUCHPOINT_CHANGES, {"moment_weight": float("inf")}, [("momentWeight", "OUT_OF_RANGE")]),
        (TOUCHPOINT_CHANGES, {"moment_weight": None}, [("momentWeight", "REQUIRED")]),
        (TOUCHPOINT_CHANGES, {"design_importance": -0.1}, [("designImportance", "OUT_OF_RANGE")]),
        (TOUCHPOINT_CHANGES, {"design_importance": 10.1}, [("designImportance", "OUT_OF_RANGE")]),
        (TOUCHPOINT_CHANGES, {"design_importance": float("nan")}, [("designImportance", "OUT_OF_RANGE")]),
        (TOUCHPOINT_CHANGES, {"channels": tuple(Channel)}, []),
        (TOUCHPOINT_CHANGES, {"channels": ()}, [("channels", "REQUIRED")]),
        (TOUCHPOINT_CHANGES, {"channels": None}, [("channels", "REQUIRED")]),
        (
            TOUCHPOINT_CHANGES,
            {"channels": (Channel.WEB, Channel.APP, Channel.WEB)},
            [("channels.2", "MALFORMED")],
        ),
        (TOUCHPOINT_CHANGES, {"intended_emotions": ()}, []),
        (
            TOUCHPOINT_CHANGES,
            {"intended_emotions": ((Emotion.JOY, 1.0), (Emotion.JOY, 2.0))},
            [("intendedEmotions.1", "MALFORMED")],
        ),
        (
            TOUCHPOINT_CHANGES,
            {"intended_emotions": ((Emotion.JOY, 0.0),)},
            [("intendedEmotions.0.weight", "OUT_OF_RANGE")],
        ),
        (
            TOUCHPOINT_CHANGES,
            {"intended_emotions": tuple((each, 1.0) for each in list(Emotion)[:7])},
            [("intendedEmotions", "TOO_MANY")],
        ),
        (TOUCHPOINT_CHANGES, {"stage_id": "s"}, [("stageId", "MALFORMED")]),
        (TOUCHPOINT_CHANGES, {"stage_id": None}, [("stageId", "REQUIRED")]),
        (PERSONA, {"segment": None, "circumstances": None}, []),
        (PERSONA, {"goals": None, "triggers": None}, [("goals", "REQUIRED"), ("triggers", "REQUIRED")]),
        (PERSONA, {"motivations": ("x" * 500,)}, []),
        (
            PERSONA,
            {"motivations": ("x" * 501, "")},
            [("motivations.0", "TOO_LONG"), ("motivations.1", "REQUIRED")],
        ),
        (PERSONA, {"desired_outcomes": ("x",) * 51}, [("desiredOutcomes", "TOO_MANY")]),
        (PERSONA, {"attributes": (("city", "Leeds"),) * 50}, []),
        (PERSONA, {"attributes": (("city", "Leeds"),) * 51}, [("attributes", "TOO_MANY")]),
        (
            PERSONA,
            {"attributes": (("", "a\0"),)},
            [("attributes.0.key", "REQUIRED"), ("attributes.0.value", "MALFORMED")],
        ),
        (PERSONA, {"circumstances": CircumstancesDraft(" ")}, [("circumstances.narrative", "REQUIRED")]),
        (
            PERSONA,
            {"circumstances": CircumstancesDraft("x", needs=("", "y"))},
            [("circumstances.needs.0", "REQUIRED")],
        ),
        (PERSONA, {"goals": (GoalDraft(None, "g"),) * 21}, [("goals", "TOO_MANY")]),
        (
            PERSONA,
            {"goals": (GoalDraft("x", "", (TaskDraft("y", "t", touchpoint_ids=("z",)),)),)},
            [
                ("goals.0.id", "MALFORMED"),
                ("goals.0.title", "REQUIRED"),
                ("goals.0.tasks.0.id", "MALFORMED"),
                ("goals.0.tasks.0.touchpointIds.0", "MALFORMED"),
            ],
        ),
        (
            PERSONA,
            {"goals": (GoalDraft(None, "g", (TaskDraft(None, "t"),) * 21),)},
            [("goals.0.tasks", "TOO_MANY")],
        ),
    ],
)
def test_a_field_keeps_its_rule(
    fields: Fields, values: dict[str, Any], issues: list[tuple[str, str]]
) -> None:
    """Bounds are inside; beyond them each issue has its code and the path the client wrote."""
    assert issues_of(fields, **values) == issues


def test_words_are_trimmed_and_composed() -> None:
    """What looks the same is stored the same."""
    spot = Spot()
    assert checked({"name": " Zoe\u0308 \n"}, PERSONA, spot) == {"name": "Zo\u00eb"}
    assert spot.issues == []


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_a_blank_string_clears_what_null_clears(blank: str) -> None:
    """A form's empty field says nothing."""
    assert checked({"segment": blank}, PERSONA, Spot()) == {"segment": None}
    assert checked({"purpose": blank}, JOURNEY_CHANGES, Spot()) == {"purpose": None}


def test_all_issues_of_a_draft_come_at_once() -> None:
    """Nothing is said piece by piece; the first issue speaks for the refusal."""
    touchpoint = TouchpointDraft("ok", (), moment_weight=-1)
    stages = (StageDraft("ok"), StageDraft("", None, (TouchpointDraft("ok", (Channel.WEB,)), touchpoint)))
    spot = Spot()
    record(JOURNEY)(JourneyDraft("", stages=stages), spot)
    with pytest.raises(InvalidInput) as caught:
        spot.settle()
    assert [issue.path for issue in caught.value.issues] == [
        ("input", "name"),
        ("input", "stages", "1", "name"),
        ("input", "stages", "1", "touchpoints", "1", "channels"),
        ("input", "stages", "1", "touchpoints", "1", "momentWeight"),
    ]
    assert (caught.value.code, caught.value.path) == (ProblemCode.REQUIRED, ("input", "name"))


@pytest.mark.parametrize(
    ("fields", "values", "message"),
    [
        (JOURNEY_CHANGES, {"name": "x" * 201}, "name has 201 characters: send at most 200"),
        (JOURNEY_CHANGES, {"name": None}, "name cannot be null: leave it out to keep it"),
        (
            JOURNEY_CHANGES,
            {"score_window_days": 0},
            "scoreWindowDays is 0: send a whole number from 1 to 3650",
        ),
        (
            JOURNEY_CHANGES,
            {"persona_ids": ("x",)},
            "personaIds[0] is not the id of a persona: send the id as the API gave it",
        ),
        (TOUCHPOINT_CHANGES, {"channels": ()}, "channels is empty: send at least 1"),
        (TOUCHPOINT_CHANGES, {"channels": (Channel.WEB,) * 2}, "channels[1] repeats WEB: send each one once"),
        (TOUCHPOINT_CHANGES, {"moment_weight": 0}, "momentWeight is 0: send a number above 0, at most 1000"),
        (TOUCHPOINT_CHANGES, {"design_importance": 11}, "designImportance is 11: send a number from 0 to 10"),
    ],
)
def test_a_message_names_field_rule_and_fix(fields: Fields, values: dict[str, Any], message: str) -> None:
    """A developer who reads only the message knows what to send instead."""
    spot = Spot()
    checked(values, fields, spot)
    assert [issue.message for issue in spot.issues] == [message]
