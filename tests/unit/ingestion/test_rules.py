"""Whatever is wrong with a draft is named: the field, the rule, and what to send instead."""

from math import inf, nan

import pytest

from scoring.vocabulary import EmotionOrigin
from service.documents.ids import Kind
from service.errors import ProblemCode
from service.ingestion.rules import broken_rules, customer_ref_issues
from tests.unit.ingestion.drafting import draft, id_of

REQUIRED, LONG, RANGE = ProblemCode.REQUIRED, ProblemCode.TOO_LONG, ProblemCode.OUT_OF_RANGE
MALFORMED, MANY = ProblemCode.MALFORMED, ProblemCode.TOO_MANY

INFERRED = {"origin": EmotionOrigin.INFERRED}
SHARE = "send a number above 0 to 1"
CONFIDENCE = "send a number from 0 to 1"
READABLE = "send readable characters only"
BREAKS = "only line breaks and tabs are allowed"
AS_GIVEN = "send the id as the API gave it"
ANYTHING = "send at least one of emotion, text, nps, csat, ces, importance"
NOTHING = {"emotion": None}

BROKEN = [
    ({"idempotency_key": ""}, "idempotencyKey", REQUIRED, "send 1 to 128 characters"),
    ({"idempotency_key": "k" * 129}, "idempotencyKey", LONG, "has 129 characters: send at most 128"),
    ({"idempotency_key": "a\0b"}, "idempotencyKey", MALFORMED, READABLE),
    ({"idempotency_key": "a\nb"}, "idempotencyKey", MALFORMED, READABLE),
    ({"idempotency_key": "a\x85"}, "idempotencyKey", MALFORMED, READABLE),
    ({"idempotency_key": "a\ud800"}, "idempotencyKey", MALFORMED, READABLE),
    ({"touchpoint_id": ""}, "touchpointId", MALFORMED, AS_GIVEN),
    ({"touchpoint_id": "nonsense"}, "touchpointId", MALFORMED, AS_GIVEN),
    ({"touchpoint_id": "\ud800" * 24}, "touchpointId", MALFORMED, AS_GIVEN),
    ({"touchpoint_id": id_of(Kind.JOURNEY)}, "touchpointId", MALFORMED, AS_GIVEN),
    ({"touchpoint_id": id_of(Kind.TOUCHPOINT) + "\n"}, "touchpointId", MALFORMED, AS_GIVEN),
    *(({"intensity": value}, "intensity", RANGE, SHARE) for value in (0.0, -0.5, 1.001, nan, inf, -inf)),
    *(
        ({**INFERRED, "confidence": value}, "confidence", RANGE, CONFIDENCE)
        for value in (-0.001, 1.001, nan, inf, -inf)
    ),
    ({"confidence": 0.9}, "confidence", MALFORMED, "send origin INFERRED, or leave it out"),
    (INFERRED, "confidence", REQUIRED, CONFIDENCE),
    ({"text": "x" * 4_001}, "text", LONG, "has 4001 characters: send at most 4000"),
    ({"text": "a\0b"}, "text", MALFORMED, BREAKS),
    ({"text": "a\x1b[31m"}, "text", MALFORMED, BREAKS),
    ({"text": "a\x7f"}, "text", MALFORMED, BREAKS),
    ({"text": "a\ud83d"}, "text", MALFORMED, BREAKS),
    *(({"nps": value}, "nps", RANGE, "from 0 to 10") for value in (-1, 11, 2**31)),
    *(({"csat": value}, "csat", RANGE, "from 1 to 5") for value in (0, 6)),
    *(({"ces": value}, "ces", RANGE, "from 1 to 7") for value in (0, 8)),
    *(({"importance": value}, "importance", RANGE, "from 1 to 5") for value in (0, 6)),
    ({"triggers": tuple(map(str, range(11)))}, "triggers", MANY, "has 11 entries: send at most 10"),
    *(
        ({"triggers": ("fine", trigger)}, "triggers.1", MALFORMED, "1 to 64 of a-z, 0-9, _ and -")
        for trigger in ("", "-late", "_late", "Late", "too late", "spät", "a" * 65, "late\n", "a.b", "$a")
    ),
    ({"persona_id": ""}, "personaId", MALFORMED, AS_GIVEN),
    ({"persona_id": id_of(Kind.TOUCHPOINT)}, "personaId", MALFORMED, AS_GIVEN),
    ({"customer_ref": ""}, "customerRef", REQUIRED, "send 1 to 128 characters"),
    ({"customer_ref": "c" * 129}, "customerRef", LONG, "send at most 128"),
    ({"customer_ref": "a\tb"}, "customerRef", MALFORMED, READABLE),
    ({"run_ref": ""}, "runRef", REQUIRED, "send 1 to 128 characters"),
    ({"run_ref": "r" * 129}, "runRef", LONG, "send at most 128"),
    ({"run_ref": "a\udfff"}, "runRef", MALFORMED, READABLE),
    (NOTHING, "", REQUIRED, ANYTHING),
    ({**NOTHING, "text": ""}, "", REQUIRED, ANYTHING),
    ({**NOTHING, "text": " \t\r\n\u2003"}, "", REQUIRED, ANYTHING),
    ({**NOTHING, "triggers": ("late",)}, "", REQUIRED, ANYTHING),
]


@pytest.mark.parametrize(("changes", "path", "code", "fix"), BROKEN)
def test_a_broken_rule_is_named_with_its_fix(changes, path, code, fix):
    """Exactly one issue, at the field that is wrong, with a code for programs and the fix for people."""
    [issue] = broken_rules(draft(**changes), 4_000)
    assert (".".join(issue.path), issue.code) == (path, code)
    assert fix in issue.message


KEPT = [
    {},
    {"idempotency_key": "k" * 128},
    {"idempotency_key": "schlüssel 🔑 \u202e"},
    {"intensity": 1},
    {"intensity": 5e-324},
    {**INFERRED, "confidence": 0},
    {**INFERRED, "confidence": 1},
    {**INFERRED, "emotion": None, "text": "A model found no emotion."},
    {**INFERRED, "emotion": None, "text": "A model was unsure.", "confidence": 0.2},
    {"text": "x" * 4_000},
    {"text": "🙂" * 4_000},
    {"text": "lines\r\nand\ttabs"},
    {**NOTHING, "nps": 0},
    {**NOTHING, "nps": 10, "csat": 5, "ces": 7, "importance": 5},
    {**NOTHING, "csat": 1},
    {**NOTHING, "ces": 1},
    {**NOTHING, "importance": 1},
    {**NOTHING, "text": "."},
    {"triggers": ("a" * 64, "0", "late-delivery_2", *map(str, range(1, 8)))},
    {"persona_id": id_of(Kind.PERSONA)},
    {"customer_ref": "c" * 128, "run_ref": "r"},
]


@pytest.mark.parametrize("changes", KEPT)
def test_a_draft_at_the_bounds_keeps_the_rules(changes):
    """What is just allowed is allowed."""
    assert broken_rules(draft(**changes), 4_000) == []


def test_every_broken_rule_is_told_at_once():
    """A client mends all of it in one go: the issues stand in the order of the input's fields."""
    wrong = draft(
        idempotency_key="",
        touchpoint_id="",
        intensity=nan,
        text="\0",
        nps=11,
        triggers=("A", "B"),
        run_ref="",
    )
    paths = [".".join(issue.path) for issue in broken_rules(wrong, 4_000)]
    assert paths == [
        "idempotencyKey",
        "touchpointId",
        "intensity",
        "text",
        "nps",
        "triggers.0",
        "triggers.1",
        "runRef",
    ]


def test_a_message_never_repeats_what_was_said():
    """A person's words stay out of errors and so out of logs."""
    said = "My number is 555-0199\0"
    wrong = draft(text=said, idempotency_key=said, customer_ref=said, run_ref=said, triggers=(said,))
    assert all("555" not in issue.message for issue in broken_rules(wrong, 4_000))


def test_a_customer_to_forget_keeps_the_rules_of_a_reference():
    """To forget refuses what no feedback could have carried."""
    assert customer_ref_issues("bo") == []
    assert [issue.code for issue in customer_ref_issues("")] == [REQUIRED]
    assert [issue.path for issue in customer_ref_issues("\0")] == [("customerRef",)]


def test_an_emotion_is_not_needed_for_a_strength():
    """Intensity is checked even where no emotion uses it: a wrong number is a client's mistake."""
    [issue] = broken_rules(draft(emotion=None, nps=9, intensity=2), 4_000)
    assert issue.path == ("intensity",)
