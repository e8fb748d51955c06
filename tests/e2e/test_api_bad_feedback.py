"""Feedback that breaks a rule: told where and which, and nothing of it is stored."""

from datetime import UTC, datetime, timedelta

import pytest

from service.documents.ids import Kind, new_id
from tests.e2e.maps import SUBMIT, SUBMIT_BATCH, days_ago, make_journey, make_persona, places, said
from tests.e2e.refusals import check_harmless, check_refused

NOBODY = new_id(Kind.TOUCHPOINT)
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).isoformat()

BROKEN = [
    ({"nps": -1}, "nps", "OUT_OF_RANGE", "from 0 to 10"),
    ({"nps": 11}, "nps", "OUT_OF_RANGE", "from 0 to 10"),
    ({"nps": 2_147_483_647}, "nps", "OUT_OF_RANGE", "from 0 to 10"),
    ({"nps": -2_147_483_648}, "nps", "OUT_OF_RANGE", "from 0 to 10"),
    ({"csat": 0}, "csat", "OUT_OF_RANGE", "from 1 to 5"),
    ({"csat": 6}, "csat", "OUT_OF_RANGE", "from 1 to 5"),
    ({"ces": 0}, "ces", "OUT_OF_RANGE", "from 1 to 7"),
    ({"ces": 8}, "ces", "OUT_OF_RANGE", "from 1 to 7"),
    ({"importance": 0}, "importance", "OUT_OF_RANGE", "from 1 to 5"),
    ({"importance": 6}, "importance", "OUT_OF_RANGE", "from 1 to 5"),
    ({"intensity": 0}, "intensity", "OUT_OF_RANGE", "above 0 to 1"),
    ({"intensity": -0.0}, "intensity", "OUT_OF_RANGE", "above 0 to 1"),
    ({"intensity": 1.0000001}, "intensity", "OUT_OF_RANGE", "above 0 to 1"),
    ({"intensity": -1}, "intensity", "OUT_OF_RANGE", "above 0 to 1"),
    ({"intensity": 1e308}, "intensity", "OUT_OF_RANGE", "above 0 to 1"),
    ({"origin": "INFERRED", "confidence": 1.1}, "confidence", "OUT_OF_RANGE", "from 0 to 1"),
    ({"origin": "INFERRED", "confidence": -0.1}, "confidence", "OUT_OF_RANGE", "from 0 to 1"),
    ({"origin": "INFERRED"}, "confidence", "REQUIRED", "INFERRED"),
    ({"confidence": 0.9}, "confidence", "MALFORMED", "INFERRED"),
    ({"occurredAt": TOMORROW}, "occurredAt", "TOO_FAR_AHEAD", "5 minutes"),
    ({"occurredAt": "9999-12-31T23:59:59Z"}, "occurredAt", "TOO_FAR_AHEAD", "5 minutes"),
    ({"occurredAt": days_ago(366)}, "occurredAt", "TOO_OLD", "365 days"),
    ({"occurredAt": "1970-01-01T00:00:00Z"}, "occurredAt", "TOO_OLD", "365 days"),
    ({"occurredAt": "0001-01-01T00:00:00Z"}, "occurredAt", "TOO_OLD", "365 days"),
    ({"touchpointId": ""}, "touchpointId", "MALFORMED", "touchpoint"),
    ({"touchpointId": "1"}, "touchpointId", "MALFORMED", "touchpoint"),
    ({"touchpointId": new_id(Kind.STAGE)}, "touchpointId", "MALFORMED", "touchpoint"),
    ({"touchpointId": NOBODY + "\n"}, "touchpointId", "MALFORMED", "touchpoint"),
    ({"touchpointId": NOBODY[:-1] + "="}, "touchpointId", "MALFORMED", "touchpoint"),
    ({"touchpointId": "t" * 4_000}, "touchpointId", "MALFORMED", "touchpoint"),
    ({"touchpointId": NOBODY}, "touchpointId", "NOT_FOUND", NOBODY),
    ({"personaId": ""}, "personaId", "MALFORMED", "persona"),
    ({"personaId": NOBODY}, "personaId", "MALFORMED", "persona"),
    ({"personaId": "lA" + "A" * 22}, "personaId", "NOT_FOUND", "lA" + "A" * 22),
    ({"idempotencyKey": ""}, "idempotencyKey", "REQUIRED", "1 to 128"),
    ({"idempotencyKey": "x" * 129}, "idempotencyKey", "TOO_LONG", "128"),
    ({"idempotencyKey": "a\u0000b"}, "idempotencyKey", "MALFORMED", "control"),
    ({"idempotencyKey": "a\nb"}, "idempotencyKey", "MALFORMED", "control"),
    ({"idempotencyKey": "a\u009bb"}, "idempotencyKey", "MALFORMED", "control"),
    ({"customerRef": ""}, "customerRef", "REQUIRED", "1 to 128"),
    ({"customerRef": "x" * 129}, "customerRef", "TOO_LONG", "128"),
    ({"customerRef": "a\u0000b"}, "customerRef", "MALFORMED", "control"),
    ({"runRef": ""}, "runRef", "REQUIRED", "1 to 128"),
    ({"runRef": "x" * 129}, "runRef", "TOO_LONG", "128"),
    ({"runRef": "\u001b[31m"}, "runRef", "MALFORMED", "control"),
    ({"text": "x" * 4_001}, "text", "TOO_LONG", "4000"),
    ({"text": "😀" * 4_001}, "text", "TOO_LONG", "4000"),
    ({"text": "a\u0000b"}, "text", "MALFORMED", "control"),
    ({"text": "a\u0007b"}, "text", "MALFORMED", "control"),
    ({"text": "a\u007fb"}, "text", "MALFORMED", "control"),
    ({"text": "a\u0085b"}, "text", "MALFORMED", "control"),
    ({"triggers": ["a"] * 11}, "triggers", "TOO_MANY", "at most 10"),
    ({"triggers": ["ok", ""]}, "triggers.1", "MALFORMED", "trigger"),
    ({"triggers": ["Long-Wait"]}, "triggers.0", "MALFORMED", "a-z"),
    ({"triggers": ["long wait"]}, "triggers.0", "MALFORMED", "a-z"),
    ({"triggers": ["-wait"]}, "triggers.0", "MALFORMED", "starts with"),
    ({"triggers": ["wait\n"]}, "triggers.0", "MALFORMED", "a-z"),
    ({"triggers": ["\u00e9t\u00e9"]}, "triggers.0", "MALFORMED", "a-z"),
    ({"triggers": ["$gt"]}, "triggers.0", "MALFORMED", "a-z"),
    ({"triggers": ["x" * 65]}, "triggers.0", "MALFORMED", "64"),
    ({"emotion": ...}, "", "REQUIRED", "at least one of emotion, text, nps, csat, ces, importance"),
    ({"emotion": None}, "", "REQUIRED", "at least one"),
    ({"emotion": ..., "text": ""}, "", "REQUIRED", "at least one"),
    ({"emotion": ..., "text": " \n\t\u3000"}, "", "REQUIRED", "at least one"),
    ({"emotion": ..., "triggers": ["late"], "runRef": "r"}, "", "REQUIRED", "at least one"),
]

UNREADABLE = [
    ({"nps": "9"}, ".nps", "Int"),
    ({"nps": 9.5}, ".nps", "Int"),
    ({"nps": True}, ".nps", "Int"),
    ({"nps": [9]}, ".nps", "Int"),
    ({"nps": 2_147_483_648}, ".nps", "32-bit"),
    ({"nps": 10**30}, ".nps", "32-bit"),
    ({"intensity": "1"}, ".intensity", "Float"),
    ({"intensity": None}, ".intensity", "Float!"),
    ({"intensity": {}}, ".intensity", "Float"),
    ({"idempotencyKey": ...}, "", "idempotencyKey"),
    ({"idempotencyKey": None}, ".idempotencyKey", "String!"),
    ({"idempotencyKey": 7}, ".idempotencyKey", "String"),
    ({"idempotencyKey": {"$gt": ""}}, ".idempotencyKey", "String"),
    ({"touchpointId": ...}, "", "touchpointId"),
    ({"touchpointId": {"$ne": None}}, ".touchpointId", "ID"),
    ({"touchpointId": True}, ".touchpointId", "ID"),
    ({"channel": ...}, "", "channel"),
    ({"channel": "FAX"}, ".channel", "FAX"),
    ({"channel": "web"}, ".channel", "web"),
    ({"channel": 0}, ".channel", "Channel"),
    ({"channel": None}, ".channel", "Channel!"),
    ({"source": "RUMOUR"}, ".source", "RUMOUR"),
    ({"source": None}, ".source", "FeedbackSource!"),
    ({"emotion": "HATE"}, ".emotion", "HATE"),
    ({"emotion": ["JOY"]}, ".emotion", "Emotion"),
    ({"origin": "GUESSED"}, ".origin", "GUESSED"),
    ({"text": ["a"]}, ".text", "String"),
    ({"text": {"$where": "sleep(9999)"}}, ".text", "String"),
    ({"triggers": [None]}, ".triggers[0]", "String!"),
    ({"triggers": [{"$gt": ""}]}, ".triggers[0]", "String"),
    ({"customerRef": {"$regex": "."}}, ".customerRef", "String"),
    ({"occurredAt": "2026-01-01T00:00:00"}, ".occurredAt", "RFC 3339"),
    ({"occurredAt": "2026-02-30T00:00:00Z"}, ".occurredAt", "RFC 3339"),
    ({"occurredAt": "2026-01-01T24:00:00Z"}, ".occurredAt", "RFC 3339"),
    ({"occurredAt": "2026-01-01"}, ".occurredAt", "RFC 3339"),
    ({"occurredAt": "yesterday"}, ".occurredAt", "RFC 3339"),
    ({"occurredAt": 1_767_225_600}, ".occurredAt", "RFC 3339"),
    ({"occurredAt": "0001-01-01T00:00:00+14:00"}, ".occurredAt", "RFC 3339"),
    ({"occurredAt": ""}, ".occurredAt", "RFC 3339"),
    ({"unheardOf": 1}, "", "unheardOf"),
    ({"_id": "x"}, "", "_id"),
    ({"tenant": "other"}, "", "tenant"),
]


@pytest.fixture(scope="module")
def phone(service):
    """Be a company with one journey, and a place to speak about."""
    caller = service.newcomer()
    return caller, places(make_journey(caller))[0]


@pytest.mark.parametrize(("wrong", "path", "code", "rule"), BROKEN)
def test_a_broken_rule(phone, stored, wrong, path, code, rule):
    """A Problem: its code, the path from the input down, the rule in words; the same within a batch."""
    caller, place = phone
    steps = path.split(".") if path else []
    before = stored()
    alone = check_harmless(caller.send(SUBMIT, input=said(place, **wrong)))["data"]["submitFeedback"]
    batch = {"items": [said(place, **wrong)]}
    queued = check_harmless(caller.send(SUBMIT_BATCH, input=batch))["data"]["submitFeedbackBatch"]
    [item] = queued["items"]
    assert (queued["accepted"], queued["duplicates"], queued["refused"]) == (0, 0, 1)
    for refused, within in ((alone, ["input"]), (item["result"], [])):
        kind = "NotFound" if code == "NOT_FOUND" else "InvalidInput"
        assert (refused["__typename"], refused["code"]) == (kind, code)
        assert (refused["path"], refused["retryable"]) == ([*within, *steps], False)
        assert rule in refused["message"]
        if kind == "InvalidInput":
            first = {name: refused[name] for name in ("path", "code", "message")}
            assert refused["issues"] == [first]
    assert stored() == before


@pytest.mark.parametrize(("wrong", "path", "rule"), UNREADABLE)
def test_what_is_no_such_value(phone, stored, wrong, path, rule):
    """BAD_USER_INPUT that names the field; one such item refuses its whole batch."""
    caller, place = phone
    before = stored()
    check_refused(caller.send(SUBMIT, input=said(place, **wrong)), "BAD_USER_INPUT", path, rule)
    batch = {"items": [said(place), said(place, **wrong)]}
    check_refused(caller.send(SUBMIT_BATCH, input=batch), "BAD_USER_INPUT", f".items[1]{path}", rule)
    assert stored() == before


def test_everything_wrong_at_once(phone, stored):
    """Every broken rule is told, in the order of the fields; the first speaks for all."""
    caller, place = phone
    before = stored()
    wrong = {
        "nps": 11,
        "csat": 0,
        "ces": 9,
        "importance": 9,
        "intensity": 7,
        "text": "\u0000",
        "triggers": ["A", "b", "C"],
    }
    refused = caller.ask(SUBMIT, input=said(place, idempotencyKey="", **wrong, confidence=2, personaId="x"))
    paths = [".".join(issue["path"]) for issue in refused["issues"]]
    assert paths == [
        "input.idempotencyKey",
        "input.intensity",
        "input.confidence",
        "input.confidence",
        "input.text",
        "input.nps",
        "input.csat",
        "input.ces",
        "input.importance",
        "input.triggers.0",
        "input.triggers.2",
        "input.personaId",
    ]
    assert refused["path"] == ["input", "idempotencyKey"]
    assert stored() == before


def test_another_companys_touchpoint_and_persona(service, phone, stored):
    """Exactly as ids that nobody has."""
    caller, place = phone
    rival = service.newcomer()
    theirs, persona = places(make_journey(rival))[0], make_persona(rival)
    before = stored()
    for wrong, path in (({"touchpointId": theirs}, "touchpointId"), ({"personaId": persona}, "personaId")):
        refused = caller.ask(SUBMIT, input=said(place, **wrong))
        assert (refused["__typename"], refused["path"]) == ("NotFound", ["input", path])
    assert stored() == before


def test_a_bound_is_within(phone):
    """The last value on either side of every bound is accepted."""
    caller, place = phone
    for fine in (
        {"nps": 0, "csat": 1, "ces": 1, "importance": 1, "intensity": 1e-9},
        {"nps": 10, "csat": 5, "ces": 7, "importance": 5, "intensity": 1},
        {"text": "😀" * 4_000},
        {"text": "line\r\nline\ttab"},
        {"triggers": [f"t{number}" for number in range(9)] + ["x" * 64]},
        {"origin": "INFERRED", "confidence": 0},
        {"origin": "INFERRED", "confidence": 1},
        {"origin": "INFERRED", "emotion": None, "text": "A model looked, and saw nothing."},
        {"idempotencyKey": "😀" * 128, "customerRef": "x" * 128, "runRef": "\u00e9" * 128},
        {"occurredAt": days_ago(364)},
        {"nps": 9.0},
    ):
        answer = caller.ask(SUBMIT, input=said(place, **fine))
        assert answer["__typename"] == "FeedbackAccepted", fine
