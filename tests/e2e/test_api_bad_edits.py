"""Maps that break a rule: told where and which, and nothing of them is stored."""

import pytest

from service.documents.ids import Kind, new_id
from tests.e2e.maps import CREATE_JOURNEY, PROBLEM, a_stage, a_touchpoint, make_journey, make_persona, places
from tests.e2e.refusals import check_harmless

UNKNOWN = {kind: new_id(kind) for kind in Kind}
IN_PLACE = "stages.0.touchpoints.0"


def with_touchpoint(**fields):
    """Draw up a journey whose one touchpoint is such."""
    return {"stages": [a_stage("Decide", {**a_touchpoint("See"), **fields})]}


def meaning(*emotions, weight=1):
    """Intend emotions."""
    return {"intendedEmotions": [{"emotion": emotion, "weight": weight} for emotion in emotions]}


SEVEN = ("JOY", "TRUST", "RELIEF", "INTEREST", "NEUTRAL", "SADNESS", "ANGER")
JOURNEYS = [
    ({"name": ""}, "name", "REQUIRED", "1 to 200"),
    ({"name": " \t\u3000"}, "name", "REQUIRED", "blank"),
    ({"name": "x" * 201}, "name", "TOO_LONG", "at most 200"),
    ({"name": "a\u0000b"}, "name", "MALFORMED", "control"),
    ({"name": "a\nb"}, "name", "MALFORMED", "control"),
    ({"description": "x" * 4_001}, "description", "TOO_LONG", "at most 4000"),
    ({"purpose": "a\u0007b"}, "purpose", "MALFORMED", "control"),
    ({"scoreWindowDays": 0}, "scoreWindowDays", "OUT_OF_RANGE", "from 1 to 3650"),
    ({"scoreWindowDays": -90}, "scoreWindowDays", "OUT_OF_RANGE", "from 1 to 3650"),
    ({"scoreWindowDays": 3_651}, "scoreWindowDays", "OUT_OF_RANGE", "from 1 to 3650"),
    ({"personaIds": ["x"]}, "personaIds.0", "MALFORMED", "persona"),
    ({"personaIds": [""]}, "personaIds.0", "MALFORMED", "persona"),
    ({"personaIds": [UNKNOWN[Kind.JOURNEY]]}, "personaIds.0", "MALFORMED", "persona"),
    ({"personaIds": [UNKNOWN[Kind.PERSONA]] * 2}, "personaIds.1", "MALFORMED", "repeats"),
    ({"personaIds": [UNKNOWN[Kind.PERSONA]]}, "personaIds.0", "NOT_FOUND", UNKNOWN[Kind.PERSONA]),
    ({"personaIds": [new_id(Kind.PERSONA) for _ in range(51)]}, "personaIds", "TOO_MANY", "at most 50"),
    ({"idempotencyKey": ""}, "idempotencyKey", "REQUIRED", "1 to 128"),
    ({"idempotencyKey": "x" * 129}, "idempotencyKey", "TOO_LONG", "at most 128"),
    ({"idempotencyKey": "a\u0000"}, "idempotencyKey", "MALFORMED", "control"),
    ({"stages": []}, "stages", "REQUIRED", "at least 1"),
    ({"stages": [a_stage("A"), a_stage(" ")]}, "stages.1.name", "REQUIRED", "blank"),
    ({"stages": [a_stage("A")] * 51}, "stages", "TOO_MANY", "50 stages"),
    ({"stages": [a_stage("A", *["See"] * 201)]}, "stages", "TOO_MANY", "200 touchpoints"),
    (with_touchpoint(name=""), f"{IN_PLACE}.name", "REQUIRED", "1 to 200"),
    (with_touchpoint(channels=[]), f"{IN_PLACE}.channels", "REQUIRED", "at least 1"),
    (with_touchpoint(channels=["WEB", "WEB"]), f"{IN_PLACE}.channels.1", "MALFORMED", "repeats WEB"),
    (with_touchpoint(momentWeight=0), f"{IN_PLACE}.momentWeight", "OUT_OF_RANGE", "above 0"),
    (with_touchpoint(momentWeight=-0.0), f"{IN_PLACE}.momentWeight", "OUT_OF_RANGE", "above 0"),
    (with_touchpoint(momentWeight=-1), f"{IN_PLACE}.momentWeight", "OUT_OF_RANGE", "above 0"),
    (with_touchpoint(momentWeight=1_001), f"{IN_PLACE}.momentWeight", "OUT_OF_RANGE", "at most 1000"),
    (with_touchpoint(momentWeight=1e308), f"{IN_PLACE}.momentWeight", "OUT_OF_RANGE", "at most 1000"),
    (with_touchpoint(designImportance=-0.1), f"{IN_PLACE}.designImportance", "OUT_OF_RANGE", "from 0 to 10"),
    (with_touchpoint(designImportance=10.1), f"{IN_PLACE}.designImportance", "OUT_OF_RANGE", "from 0 to 10"),
    (
        with_touchpoint(**meaning("JOY", weight=0)),
        f"{IN_PLACE}.intendedEmotions.0.weight",
        "OUT_OF_RANGE",
        "above 0",
    ),
    (with_touchpoint(**meaning("JOY", "JOY")), f"{IN_PLACE}.intendedEmotions.1", "MALFORMED", "repeats JOY"),
    (with_touchpoint(**meaning(*SEVEN)), f"{IN_PLACE}.intendedEmotions", "TOO_MANY", "at most 6"),
]

EDITS = [
    ("updateJourney", "journey", {"name": None}, "name", "REQUIRED", "cannot be null"),
    ("updateJourney", "journey", {"personaIds": None}, "personaIds", "REQUIRED", "cannot be null"),
    ("updateJourney", "journey", {"scoreWindowDays": 0}, "scoreWindowDays", "OUT_OF_RANGE", "3650"),
    (
        "updateJourney",
        "journey",
        {"personaIds": [UNKNOWN[Kind.PERSONA]]},
        "personaIds.0",
        "NOT_FOUND",
        "nothing",
    ),
    ("updateJourney", "stage", {"name": "x"}, "id", "MALFORMED", "journey"),
    ("addStage", "journey", {"position": 3}, "position", "OUT_OF_RANGE", "from 0 to 2"),
    ("addStage", "journey", {"position": -1}, "position", "OUT_OF_RANGE", "from 0 to 2"),
    ("addStage", "journey", {"stage": a_stage("")}, "stage.name", "REQUIRED", "blank"),
    ("addStage", "touchpoint", {}, "journeyId", "MALFORMED", "journey"),
    ("updateStage", "stage", {"name": None}, "name", "REQUIRED", "cannot be null"),
    ("updateStage", "stage", {"position": None}, "position", "REQUIRED", "cannot be null"),
    ("updateStage", "stage", {"position": 2}, "position", "OUT_OF_RANGE", "from 0 to 1"),
    ("updateStage", "journey", {"name": "x"}, "id", "MALFORMED", "stage"),
    ("addTouchpoint", "stage", {"position": 3}, "position", "OUT_OF_RANGE", "from 0 to 2"),
    ("addTouchpoint", "stage", {"touchpoint": a_touchpoint("")}, "touchpoint.name", "REQUIRED", "blank"),
    ("addTouchpoint", "journey", {}, "stageId", "MALFORMED", "stage"),
    ("updateTouchpoint", "touchpoint", {"name": None}, "name", "REQUIRED", "cannot be null"),
    ("updateTouchpoint", "touchpoint", {"channels": None}, "channels", "REQUIRED", "cannot be null"),
    ("updateTouchpoint", "touchpoint", {"channels": []}, "channels", "REQUIRED", "at least 1"),
    ("updateTouchpoint", "touchpoint", {"momentWeight": None}, "momentWeight", "REQUIRED", "cannot be null"),
    ("updateTouchpoint", "touchpoint", {"designImportance": 11}, "designImportance", "OUT_OF_RANGE", "10"),
    ("updateTouchpoint", "touchpoint", {"intendedEmotions": None}, "intendedEmotions", "REQUIRED", "null"),
    ("updateTouchpoint", "touchpoint", {"stageId": None}, "stageId", "REQUIRED", "cannot be null"),
    ("updateTouchpoint", "touchpoint", {"stageId": "x"}, "stageId", "MALFORMED", "stage"),
    ("updateTouchpoint", "touchpoint", {"stageId": UNKNOWN[Kind.STAGE]}, "stageId", "NOT_FOUND", "stage"),
    ("updateTouchpoint", "touchpoint", {"position": 2}, "position", "OUT_OF_RANGE", "from 0 to 1"),
    ("updateTouchpoint", "stage", {"name": "x"}, "id", "MALFORMED", "touchpoint"),
]
NEEDED = {
    "updateJourney": {"expectedRevision": 1},
    "addStage": {"stage": a_stage("New")},
    "addTouchpoint": {"touchpoint": a_touchpoint("New")},
}
AIMS = {"addStage": "journeyId", "addTouchpoint": "stageId"}
KINDS = {"Journey": Kind.JOURNEY, "Stage": Kind.STAGE, "Touchpoint": Kind.TOUCHPOINT}


@pytest.fixture(scope="module")
def editor(service):
    """Be a company with one journey."""
    caller = service.newcomer()
    journey = make_journey(caller)
    ids = {"journey": journey["id"], "stage": journey["stages"][0]["id"], "touchpoint": places(journey)[0]}
    return caller, ids


def edit(editor, call, aim, fields):
    """Make an edit of what `aim` names, or of an id."""
    caller, ids = editor
    told = {AIMS.get(call, "id"): ids.get(aim, aim), **NEEDED.get(call, {}), **fields}
    header = f"$input: {call[0].upper()}{call[1:]}Input!"
    text = f"mutation({header}) {{ {call}(input: $input) {{ __typename {PROBLEM} }} }}"
    return check_harmless(caller.send(text, input=told))["data"][call]


def check_issue(refused, path, code, rule):
    """Hold a refusal to where, which and why."""
    assert refused["__typename"] in ("InvalidInput", "LimitExceeded")
    assert (refused["code"], refused["retryable"]) == (code, False)
    assert refused["path"] == ["input", *path.split(".")]
    assert rule in refused["message"]
    field = next(step for step in reversed(refused["path"]) if not step.isdigit())
    assert field in refused["message"]


@pytest.mark.parametrize(("wrong", "path", "code", "rule"), JOURNEYS)
def test_a_journey_that_breaks_a_rule(editor, stored, wrong, path, code, rule):
    """The path from the input down, the code, and a message that names the field and the rule."""
    caller, _ = editor
    before = stored()
    usual = {"name": "Join", "stages": [a_stage("Decide", "See")]}
    answer = check_harmless(caller.send(CREATE_JOURNEY, input={**usual, **wrong}))
    check_issue(answer["data"]["createJourney"], path, code, rule)
    assert stored() == before


@pytest.mark.parametrize(("call", "aim", "wrong", "path", "code", "rule"), EDITS)
def test_an_edit_that_breaks_a_rule(editor, stored, call, aim, wrong, path, code, rule):
    """The same for every edit; the map stays as it is."""
    before = stored()
    check_issue(edit(editor, call, aim, wrong), path, code, rule)
    assert stored() == before


@pytest.mark.parametrize(
    "call", ["updateJourney", "addStage", "updateStage", "addTouchpoint", "updateTouchpoint"]
)
def test_an_edit_of_nothing(editor, stored, call):
    """NotFound with the path of the id, whoever's or nobody's it is."""
    before = stored()
    field = AIMS.get(call, "id")
    kind = Kind.STAGE if field == "stageId" else KINDS[call.removeprefix("update").removeprefix("add")]
    kind = Kind.JOURNEY if field == "journeyId" else kind
    refused = edit(editor, call, UNKNOWN[kind], {} if call in NEEDED else {"name": "x"})
    assert (refused["__typename"], refused["code"], refused["path"]) == (
        "NotFound",
        "NOT_FOUND",
        ["input", field],
    )
    assert UNKNOWN[kind] in refused["message"]
    assert stored() == before


def test_every_broken_rule_is_told(editor):
    """All at once, wherever they are."""
    caller, _ = editor
    bad = a_touchpoint("", momentWeight=0, designImportance=11)
    refused = caller.ask(
        CREATE_JOURNEY, input={"name": "", "scoreWindowDays": 0, "stages": [a_stage("", bad)]}
    )
    assert [".".join(issue["path"][1:]) for issue in refused["issues"]] == [
        "name",
        "scoreWindowDays",
        "stages.0.name",
        f"{IN_PLACE}.name",
        f"{IN_PLACE}.momentWeight",
        f"{IN_PLACE}.designImportance",
    ]


def test_a_full_map(company, stored):
    """200 touchpoints are a map; one more is LimitExceeded, which no retry helps."""
    journey = make_journey(company, a_stage("All", *["See"] * 200))
    before = stored()
    text = (
        f"mutation($input: AddTouchpointInput!) {{ addTouchpoint(input: $input) {{ __typename {PROBLEM} }} }}"
    )
    stage = journey["stages"][0]["id"]
    refused = company.ask(text, input={"stageId": stage, "touchpoint": a_touchpoint("One more")})
    assert (refused["__typename"], refused["code"]) == ("LimitExceeded", "TOO_MANY")
    assert (refused["retryable"], refused["retryAfterMs"]) == (False, None)
    assert stored() == before


def test_another_companys_things(service, editor, stored):
    """A persona, stage or touchpoint of somebody else, referred to from our own: as if nobody had it."""
    caller, _ = editor
    rival = service.newcomer()
    theirs = make_journey(rival)
    persona = make_persona(rival)
    before = stored()
    for call, aim, wrong, path, named in (
        ("updateJourney", "journey", {"personaIds": [persona]}, "personaIds.0", persona),
        ("updateTouchpoint", "touchpoint", {"stageId": theirs["stages"][0]["id"]}, "stageId", "stage"),
    ):
        check_issue(edit(editor, call, aim, wrong), path, "NOT_FOUND", named)
    tasks = [{"title": "Pay", "touchpointIds": places(theirs)}]
    text = f"mutation($input: CreatePersonaInput!) {{ createPersona(input: $input) {{ {PROBLEM} }} }}"
    refused = caller.ask(text, input={"name": "Spy", "goals": [{"title": "Look", "tasks": tasks}]})
    assert [issue["code"] for issue in refused["issues"]] == ["NOT_FOUND"] * 3
    assert stored() == before
