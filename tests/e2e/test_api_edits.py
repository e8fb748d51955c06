"""The map as a frontend edits it: every edit seen at once, and none made that was not meant."""

import pytest

from tests.e2e.maps import (
    CREATE_JOURNEY,
    CREATE_PERSONA,
    MAP,
    PROBLEM,
    a_stage,
    a_touchpoint,
    day,
    make_journey,
    make_persona,
    places,
    submit,
)
from tests.e2e.scores import HEADLINE, PAGE, TREND

JOURNEY = f"query($id: ID!) {{ journey(id: $id) {{ {MAP} seq score {{ n seq }} }} }}"
TOUCHPOINT = """query($id: ID!) { touchpoint(id: $id) { name order archivedAt stage { name } journey { name }
    channels momentWeight designImportance intendedEmotions { emotion weight }
    score { n valence { value } isPeak isEnd opportunity { rank recoverableValence } } } }"""


def edit(company, call, /, **fields):
    """Make an edit by input, and give its outcome."""
    header = f"$input: {call[0].upper()}{call[1:]}Input!"
    return company.ask(f"mutation({header}) {{ {call}(input: $input) {{ {outcome(call)} }} }}", input=fields)


def by_id(company, call, id_, revision=None):
    """Make an edit by id, and give its outcome."""
    told = "id: $id, expectedRevision: $revision"
    text = f"mutation($id: ID!, $revision: Int) {{ {call}({told}) {{ {outcome(call)} }} }}"
    return company.ask(text, id=id_, revision=revision)


def outcome(call):
    """Ask for what an edit may answer."""
    saved = "TouchpointSaved" if "Touchpoint" in call else "JourneySaved"
    return f"... on {saved} {{ journey {{ {MAP} seq }} }} {PROBLEM}"


def outline(journey):
    """Write down what the map shows."""
    return {stage["name"]: [each["name"] for each in stage["touchpoints"]] for stage in journey["stages"]}


def test_a_journey_in_one_call(company):
    """Stages and touchpoints in the order given, with every default of the contract."""
    persona = make_persona(company)
    offer = a_touchpoint(
        "See", "SHOP", momentWeight=2.5, designImportance=0, intendedEmotions=[{"emotion": "TRUST"}]
    )
    first = a_stage("Decide", offer, "Compare", expectedEmotion="INTEREST")
    given = {"description": "All of it", "purpose": "Become a customer", "personaIds": [persona]}
    journey = make_journey(company, first, a_stage("Use"), name="Join", scoreWindowDays=None, **given)
    assert outline(journey) == {"Decide": ["See", "Compare"], "Use": []}
    assert [(each["order"], each["stage"]["name"]) for each in journey["touchpoints"]] == [
        (0, "Decide"),
        (1, "Decide"),
    ]
    assert [stage["expectedEmotion"] for stage in journey["stages"]] == ["INTEREST", None]
    text = """query($id: ID!) { journey(id: $id) { name description purpose personas { id } scoreWindowDays
        archivedAt revision seq } }"""
    assert company.ask(text, id=journey["id"]) == {
        "name": "Join",
        "description": "All of it",
        "purpose": "Become a customer",
        "personas": [{"id": persona}],
        "scoreWindowDays": None,
        "archivedAt": None,
        "revision": 1,
        "seq": 0,
    }
    see, compare = (company.ask(TOUCHPOINT, id=each) for each in places(journey))
    designed = ("channels", "momentWeight", "designImportance", "intendedEmotions")
    assert [see[name] for name in designed] == [["SHOP"], 2.5, 0, [{"emotion": "TRUST", "weight": 1}]]
    assert [compare[name] for name in designed] == [["WEB", "APP"], 1, 5, []]


def test_a_journey_has_ninety_days_unless_told(company):
    """Left out is 90; null is all time."""
    text = "query($id: ID!) { journey(id: $id) { scoreWindowDays } }"
    days = [
        company.ask(text, id=make_journey(company, **told)["id"])["scoreWindowDays"]
        for told in ({}, {"scoreWindowDays": None}, {"scoreWindowDays": 1})
    ]
    assert days == [90, None, 1]


def test_the_same_creation_again(company, stored):
    """One key, one object: the same input answers it, another is a Conflict, and a rival's key is its own."""
    for text, name, told in (
        (CREATE_JOURNEY, "createJourney", {"name": "Join", "stages": [a_stage("Decide", "See")]}),
        (CREATE_PERSONA, "createPersona", {"name": "Maya", "motivations": ["price"]}),
    ):
        first = company.ask(text, input={**told, "idempotencyKey": "once"})
        before = stored()
        assert company.ask(text, input={**told, "idempotencyKey": "once"}) == first
        refused = company.ask(text, input={**told, "name": "Other", "idempotencyKey": "once"})
        assert (refused["__typename"], refused["code"]) == ("Conflict", "KEY_REUSED"), name
        assert refused["path"] == ["input", "idempotencyKey"]
        assert stored() == before


UPDATES = {
    "updateJourney": ("journey", {"name": "Late"}),
    "addStage": ("journey", {"stage": a_stage("Late")}),
    "updateStage": ("stage", {"name": "Late"}),
    "addTouchpoint": ("stage", {"touchpoint": a_touchpoint("Late")}),
    "updateTouchpoint": ("touchpoint", {"name": "Late"}),
}
AIMS = {"addStage": "journeyId", "addTouchpoint": "stageId"}


@pytest.fixture
def targets(company):
    """Have a journey at revision 2, with one of each to aim at."""
    journey = make_journey(company, a_stage("Decide", "See", "Compare"), a_stage("Use"))
    by_id(company, "archiveJourney", journey["id"])
    by_id(company, "restoreJourney", journey["id"])
    stage, empty = (each["id"] for each in journey["stages"])
    return {"journey": journey["id"], "stage": stage, "empty": empty, "touchpoint": places(journey)[0]}


@pytest.mark.parametrize("call", UPDATES)
@pytest.mark.parametrize("stale", [1, 2, 4, 0, -1])
def test_a_stale_revision_by_input(company, targets, stored, call, stale):
    """Conflict with the present revision, whether too low or too high; nothing changed."""
    aim, fields = UPDATES[call]
    before = stored()
    told = {AIMS.get(call, "id"): targets[aim], "expectedRevision": stale, **fields}
    refused = edit(company, call, **told)
    assert (refused["__typename"], refused["code"]) == ("Conflict", "STALE_REVISION")
    assert (refused["currentRevision"], refused["path"]) == (3, ["input", "expectedRevision"])
    assert stored() == before
    saved = edit(company, call, **{**told, "expectedRevision": 3})
    assert saved["journey"]["revision"] == 4


@pytest.mark.parametrize(
    ("name", "aim"),
    [
        ("archiveJourney", "journey"),
        ("restoreJourney", "journey"),
        ("removeStage", "empty"),
        ("removeTouchpoint", "touchpoint"),
    ],
)
def test_a_stale_revision_by_id(company, targets, stored, name, aim):
    """The same for edits that take an id alone."""
    before = stored()
    refused = by_id(company, name, targets[aim], 2)
    assert (refused["code"], refused["currentRevision"]) == ("STALE_REVISION", 3)
    assert refused["path"] == ["expectedRevision"]
    assert stored() == before
    assert "journey" in by_id(company, name, targets[aim], 3)


def test_two_editors_at_once(company, targets):
    """Who comes second with the same revision is told; without a revision both are made."""
    told = {"id": targets["journey"], "expectedRevision": 3}
    first = edit(company, "updateJourney", **told, name="First")
    second = edit(company, "updateJourney", **told, name="Second")
    assert (first["journey"]["name"], second["code"]) == ("First", "STALE_REVISION")
    for name in ("One", "Two"):
        edit(company, "addStage", journeyId=targets["journey"], stage=a_stage(name))
    assert list(outline(company.ask(JOURNEY, id=targets["journey"]))) == ["Decide", "Use", "One", "Two"]


def test_what_is_left_out_stays_and_null_clears(company):
    """A journey's texts, a stage's expected emotion; a stage moves with all its touchpoints."""
    journey = make_journey(
        company,
        a_stage("Decide", "See", expectedEmotion="JOY"),
        a_stage("Use", "Unpack"),
        purpose="Join",
        description="x",
    )
    stage = journey["stages"][0]["id"]
    edit(company, "updateJourney", id=journey["id"], expectedRevision=1, purpose=None)
    edit(company, "updateStage", id=stage, expectedEmotion=None)
    moved = edit(company, "updateStage", id=stage, position=1, name="Choose")["journey"]
    assert outline(moved) == {"Use": ["Unpack"], "Choose": ["See"]}
    assert list(outline(moved)) == ["Use", "Choose"]
    text = """query($id: ID!) { journey(id: $id) { name purpose description revision
        stages { expectedEmotion } touchpoints { order name } } }"""
    assert company.ask(text, id=journey["id"]) == {
        "name": "Join",
        "purpose": None,
        "description": "x",
        "revision": 4,
        "stages": [{"expectedEmotion": None}, {"expectedEmotion": None}],
        "touchpoints": [{"order": 0, "name": "Unpack"}, {"order": 1, "name": "See"}],
    }


def test_what_changes_nothing_raises_nothing(company, targets):
    """The same name again: no new revision, no new seq."""
    saved = edit(company, "updateJourney", id=targets["journey"], expectedRevision=3, name="Join")
    assert (saved["journey"]["revision"], saved["journey"]["seq"]) == (3, 2)


def test_touchpoints_move_with_their_scores(company):
    """Within a stage, and to another one; order and scores follow at the next read."""
    journey = make_journey(company)
    compare, pay, unpack = places(journey)
    submit(company, compare, emotion="ANGER")
    start = journey["stages"][1]["id"]
    moved = edit(company, "updateTouchpoint", id=compare, position=1)
    assert outline(moved["journey"]) == {"Decide": ["Pay", "Compare"], "Start": ["Unpack"]}
    moved = edit(company, "updateTouchpoint", id=compare, stageId=start)
    assert outline(moved["journey"]) == {"Decide": ["Pay"], "Start": ["Unpack", "Compare"]}
    assert [each["id"] for each in moved["journey"]["touchpoints"]] == [pay, unpack, compare]
    points = company.ask(PAGE, id=journey["id"])["emotionCurve"]["points"]
    assert [(each["touchpoint"]["name"], each["n"]) for each in points] == [
        ("Pay", 0),
        ("Unpack", 0),
        ("Compare", 1),
    ]


def test_weights_are_edited(company):
    """A new weight, importance or intention changes the score at the next read, and raises seq."""
    journey = make_journey(company)
    place = places(journey)[0]
    submit(company, place)
    saved = edit(
        company,
        "updateTouchpoint",
        id=place,
        momentWeight=3,
        designImportance=9,
        intendedEmotions=[{"emotion": "JOY"}],
        channels=["KIOSK"],
    )
    assert saved["journey"]["seq"] == 2
    text = """query($id: ID!) { touchpoint(id: $id) { momentWeight channels
        score { alignment { value } channels { channel } opportunity { importance } } } }"""
    assert company.ask(text, id=place) == {
        "momentWeight": 3,
        "channels": ["KIOSK"],
        "score": {
            "alignment": {"value": 1},
            "channels": [{"channel": "WEB"}, {"channel": "KIOSK"}],
            "opportunity": {"importance": 9},
        },
    }


def test_a_removed_touchpoint_keeps_its_feedback(company):
    """Off the map and out of the journey's score; by id, and from its feedback, still there with its own."""
    journey = make_journey(company)
    compare, pay, _ = places(journey)
    feedback = submit(company, compare, emotion="ANGER")["id"]
    submit(company, pay)
    assert company.ask(JOURNEY, id=journey["id"])["score"]["n"] == 2
    removed = by_id(company, "removeTouchpoint", compare)
    assert outline(removed["journey"]) == {"Decide": ["Pay"], "Start": ["Unpack"]}
    after = company.ask(PAGE, id=journey["id"])
    assert (after["score"]["n"], after["score"]["valence"]["value"]) == (1, 0.85)
    assert [each["touchpoint"]["name"] for each in after["opportunities"]] == ["Pay", "Unpack"]
    days = {"since": day(1), "until": day(0), "bucket": "WEEK", "metric": "VALENCE", "filter": None}
    [point] = company.ask(TREND, id=journey["id"], **days)["trend"]["points"]
    assert (point["value"], point["n"]) == (0.85, 1)
    dated = company.ask(HEADLINE, id=journey["id"], filter={"since": day(1)})["score"]
    assert (dated["n"], dated["evidence"]["n"]) == (1, 1)
    found = company.ask(TOUCHPOINT, id=compare)
    assert (found["name"], found["order"], found["stage"]) == ("Compare", 0, {"name": "Decide"})
    assert found["archivedAt"].endswith("Z")
    assert found["score"] == {
        "n": 1,
        "valence": {"value": -0.7},
        "isPeak": False,
        "isEnd": False,
        "opportunity": {"rank": None, "recoverableValence": 0.7},
    }
    text = (
        "query($id: ID!) { node(id: $id) { ... on Feedback { emotion touchpoint { id } journey { id } } } }"
    )
    shown = company.ask(text, id=feedback)
    assert shown == {"emotion": "ANGER", "touchpoint": {"id": compare}, "journey": {"id": journey["id"]}}
    again = by_id(company, "removeTouchpoint", compare)
    assert again["journey"]["revision"] == removed["journey"]["revision"]


def test_what_is_still_needed_stays(company):
    """A stage with touchpoints, the last touchpoint, a persona on a live journey: IN_USE, naming why."""
    persona = make_persona(company)
    journey = make_journey(
        company, a_stage("Decide", "See"), a_stage("Use"), name="Join", personaIds=[persona]
    )
    decide, use = (stage["id"] for stage in journey["stages"])
    [see] = places(journey)
    delete = f"mutation($id: ID!) {{ deletePersona(id: $id) {{ __typename {PROBLEM} }} }}"
    delete = delete.replace("... on InvalidInput { issues { path code message } }", "")
    for refused, named in (
        (by_id(company, "removeStage", decide), "1 touchpoint"),
        (by_id(company, "removeTouchpoint", see), "touchpoint"),
        (company.ask(delete, id=persona), journey["id"]),
    ):
        assert (refused["__typename"], refused["code"], refused["path"]) == ("Conflict", "IN_USE", ["id"])
        assert named in refused["message"]
    assert outline(by_id(company, "removeStage", use)["journey"]) == {"Decide": ["See"]}
    by_id(company, "archiveJourney", journey["id"])
    assert company.ask(delete, id=persona) == {"__typename": "Deleted"}


def test_archive_and_restore(company):
    """Archived: in the other list, still by id with its score; restored: back, and nothing was lost."""
    journey = make_journey(company, name="Old")
    make_journey(company, name="New")
    submit(company, places(journey)[0])
    names = "{ edges { node { name } } }"
    lists = f"{{ live: journeys {names} gone: journeys(archived: true) {names} }}"

    def listed():
        found = company.ask(lists)
        return {key: [edge["node"]["name"] for edge in each["edges"]] for key, each in found.items()}

    assert listed() == {"live": ["New", "Old"], "gone": []}
    archived = by_id(company, "archiveJourney", journey["id"])["journey"]
    assert archived["archivedAt"].endswith("Z")
    assert listed() == {"live": ["New"], "gone": ["Old"]}
    assert company.ask(JOURNEY, id=journey["id"])["score"]["n"] == 1
    assert by_id(company, "archiveJourney", journey["id"])["journey"] == archived
    restored = by_id(company, "restoreJourney", journey["id"])["journey"]
    assert (restored["archivedAt"], restored["revision"]) == (None, 3)
    assert listed() == {"live": ["New", "Old"], "gone": []}
    submit(company, places(journey)[0])
    assert company.ask(JOURNEY, id=journey["id"])["score"]["n"] == 2
