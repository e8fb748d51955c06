"""What a token may see within an answer: scores, words and maps are closed one by one."""

from datetime import UTC, datetime

import pytest

from service.auth.scopes import Scope
from service.documents.ids import Kind, new_id
from tests.e2e.maps import make_journey, make_persona, places, said
from tests.e2e.roots import OURS, Ids
from tests.e2e.serving import EVERY_SCOPE

READ, SCORES = Scope.JOURNEYS_READ, Scope.SCORES_READ
TODAY = datetime.now(UTC).date().isoformat()
PAGE = f"""query($id: ID!) {{ journey(id: $id) {{ name revision seq
    score {{ n }} emotionCurve {{ svg }} opportunities {{ rank }}
    trend(metric: VALENCE, since: "{TODAY}", until: "{TODAY}") {{ points {{ n }} }}
    touchpoints {{ name score {{ n }} }} }} }}"""
LISTED = "{ journeys { edges { node { name score { n } touchpoints { name score { n } } } } } }"
SPOKEN = """query($id: ID!) { node(id: $id) { __typename ... on Feedback { emotion nps text triggers
    touchpoint { id name } journey { name } persona { name } } } }"""
NODE = "query($id: ID!) { node(id: $id) { __typename id } }"


@pytest.fixture(scope="module")
def ours(service):
    """Found a company with a feedback."""
    caller = service.newcomer()
    return caller, Ids.founded(caller)


def refusals(answer) -> dict[str, str]:
    """Tell which fields of an answer were refused, and with which code."""
    return {
        ".".join(map(str, error["path"])): error["extensions"]["code"] for error in answer.get("errors", ())
    }


def test_scores_are_closed_without_scores_read(service, ours):
    """Each score is null and FORBIDDEN; the map around them is there."""
    caller, ids = ours
    answer = service.caller(caller.tenant, frozenset({READ})).answer(PAGE, id=ids.journey)
    assert answer["data"]["journey"] == {
        "name": OURS,
        "revision": 1,
        "seq": 1,
        "score": None,
        "emotionCurve": None,
        "opportunities": None,
        "trend": None,
        "touchpoints": [{"name": OURS, "score": None}, {"name": OURS, "score": None}],
    }
    closed = ("score", "emotionCurve", "opportunities", "trend", "touchpoints.0.score", "touchpoints.1.score")
    assert refusals(answer) == {f"journey.{field}": "FORBIDDEN" for field in closed}


def test_scores_of_a_list_are_closed_too(service, ours):
    """However deep they are asked for."""
    caller, _ = ours
    answer = service.caller(caller.tenant, frozenset({READ})).answer(LISTED)
    [edge] = answer["data"]["journeys"]["edges"]
    unscored = {"name": OURS, "score": None}
    assert edge["node"] == {**unscored, "touchpoints": [unscored, unscored]}
    assert set(refusals(answer).values()) == {"FORBIDDEN"}


def test_scores_read_alone_opens_nothing(service, ours):
    """Without the map there is nothing to score."""
    caller, ids = ours
    answer = service.caller(caller.tenant, EVERY_SCOPE - {READ}).answer(PAGE, id=ids.journey)
    assert (answer["data"], refusals(answer)) == ({"journey": None}, {"journey": "FORBIDDEN"})


def test_scores_are_open_with_both(service, ours):
    """journeys:read and scores:read open every score, and nothing is refused."""
    caller, ids = ours
    journey = service.caller(caller.tenant, frozenset({READ, SCORES})).ask(PAGE, id=ids.journey)
    assert (journey["score"], journey["touchpoints"][0]["score"]) == ({"n": 1}, {"n": 1})
    assert journey["emotionCurve"]["svg"].startswith("<svg")
    assert [each["rank"] for each in journey["opportunities"]] == [1, 2]
    assert journey["trend"] == {"points": [{"n": 1}]}


def test_feedback_read_sees_words_but_no_map(service, ours):
    """The words, and where they were said by name; journey and persona take journeys:read."""
    caller, ids = ours
    answer = service.caller(caller.tenant, frozenset({Scope.FEEDBACK_READ})).answer(SPOKEN, id=ids.feedback)
    assert answer["data"]["node"] == {
        "__typename": "Feedback",
        "emotion": "JOY",
        "nps": 9,
        "text": OURS,
        "triggers": [],
        "touchpoint": {"id": ids.touchpoint, "name": OURS},
        "journey": None,
        "persona": None,
    }
    assert refusals(answer) == {"node.journey": "FORBIDDEN", "node.persona": "FORBIDDEN"}


def test_the_map_of_a_feedback_with_both(service, ours):
    """feedback:read and journeys:read see all of it."""
    caller, ids = ours
    both = service.caller(caller.tenant, frozenset({Scope.FEEDBACK_READ, READ}))
    found = both.ask(SPOKEN, id=ids.feedback)
    assert (found["text"], found["journey"], found["persona"]) == (OURS, {"name": OURS}, {"name": OURS})


OWN = """mutation($input: SubmitFeedbackInput!) { submitFeedback(input: $input) { ... on FeedbackAccepted {
    idempotencyKey duplicate feedback { id channel source emotion origin intensity valence confidence
        nps csat ces importance triggers occurredAt receivedAt utcOffsetMinutes text touchpoint { id name }
        journey { name } persona { name } } } } }"""
SEALED = (
    "order",
    "channels",
    "momentWeight",
    "designImportance",
    "intendedEmotions { weight }",
    "archivedAt",
    "journey { id }",
    "stage { id }",
    "score { n }",
)


def test_a_phone_sees_its_own_feedback_without_the_words(service, company):
    """With feedback:write alone: what it sent, and where by id and name; words, journey, persona not."""
    persona = make_persona(company)
    place = places(make_journey(company))[0]
    phone = service.caller(company.tenant, frozenset({Scope.FEEDBACK_WRITE}))
    sent = said(
        place, idempotencyKey="mine", text="Private words", personaId=persona, nps=3, triggers=["long-wait"]
    )
    answer = phone.answer(OWN, input=sent)
    accepted = answer["data"]["submitFeedback"]
    feedback = accepted.pop("feedback")
    assert accepted == {"idempotencyKey": "mine", "duplicate": False}
    assert feedback["touchpoint"] == {"id": place, "name": "Compare"}
    assert (feedback["emotion"], feedback["valence"], feedback["nps"]) == ("JOY", 0.85, 3)
    assert (feedback["text"], feedback["journey"], feedback["persona"]) == (None, None, None)
    within = "submitFeedback.feedback"
    closed = dict.fromkeys((f"{within}.text", f"{within}.journey", f"{within}.persona"), "FORBIDDEN")
    assert refusals(answer) == closed
    assert "Private words" not in str(answer)


@pytest.mark.parametrize("field", SEALED)
def test_a_phone_sees_no_more_of_its_touchpoint(service, company, field):
    """Id and name only: all else of it is FORBIDDEN, and the feedback counts all the same."""
    place = places(make_journey(company))[0]
    phone = service.caller(company.tenant, EVERY_SCOPE - {READ, Scope.FEEDBACK_READ})
    text = f"""mutation($input: SubmitFeedbackInput!) {{ submitFeedback(input: $input) {{
        ... on FeedbackAccepted {{ duplicate feedback {{ id touchpoint {{ name {field} }} }} }} }} }}"""
    answer = phone.answer(text, input=said(place))
    assert set(refusals(answer).values()) == {"FORBIDDEN"}
    assert answer["data"]["submitFeedback"]["duplicate"] is False
    assert answer["data"]["submitFeedback"]["feedback"]["id"]


def test_an_editor_sees_no_more_than_it_needs(service, company):
    """With journeys:write alone an edit answers id, name and revision, and not the rest of the map."""
    editor = service.caller(company.tenant, frozenset({Scope.JOURNEYS_WRITE}))
    journey = make_journey(company)
    text = """mutation($id: ID!) { archiveJourney(id: $id) {
        ... on JourneySaved { journey { id name revision %s } } } }"""
    saved = editor.ask(text % "", id=journey["id"])["journey"]
    assert saved == {"id": journey["id"], "name": "Join", "revision": 2}
    closed = (
        "touchpoints { id }",
        "stages { id }",
        "personas { id }",
        "purpose",
        "archivedAt",
        "score { n }",
    )
    for field in closed:
        answer = editor.answer(text % field, id=journey["id"])
        assert set(refusals(answer).values()) == {"FORBIDDEN"}, field


def test_a_persona_that_was_saved_is_sealed_too(service, company):
    """With journeys:write alone no circumstances, goals or journeys of a persona."""
    editor = service.caller(company.tenant, frozenset({Scope.JOURNEYS_WRITE}))
    for field in (
        "segment",
        "goals { title }",
        "circumstances { narrative }",
        "journeys { totalCount }",
        "triggers",
    ):
        text = f"""mutation {{ createPersona(input: {{name: "Ada"}}) {{
            ... on PersonaSaved {{ persona {{ id name revision {field} }} }} }} }}"""
        answer = editor.answer(text)
        assert set(refusals(answer).values()) == {"FORBIDDEN"}, field


@pytest.mark.parametrize("field", ["persona", "journey", "stage", "touchpoint", "feedback"])
def test_a_node_takes_the_scope_of_its_kind(service, ours, field):
    """Found with the one scope its kind takes, FORBIDDEN without it, and null for another company."""
    caller, ids = ours
    needed = Scope.FEEDBACK_READ if field == "feedback" else READ
    id_ = getattr(ids, field)
    found = service.caller(caller.tenant, frozenset({needed})).ask(NODE, id=id_)
    assert found == {"__typename": field.capitalize(), "id": id_}
    refused = service.caller(caller.tenant, EVERY_SCOPE - {needed}).answer(NODE, id=id_)
    assert (refused["data"], refusals(refused)) == ({"node": None}, {"node": "FORBIDDEN"})
    assert service.newcomer().ask(NODE, id=id_) is None


def test_goals_and_tasks_are_no_nodes(company):
    """Their ids are ids of a persona's parts: node answers null."""
    goals = [{"title": "Buy", "tasks": [{"title": "Pay"}]}]
    text = """mutation($input: CreatePersonaInput!) { createPersona(input: $input) {
        ... on PersonaSaved { persona { goals { id tasks { id } } } } } }"""
    [goal] = company.ask(text, input={"name": "Ada", "goals": goals})["persona"]["goals"]
    for id_ in (goal["id"], goal["tasks"][0]["id"], new_id(Kind.GOAL), new_id(Kind.TASK)):
        assert company.ask(NODE, id=id_) is None


def test_a_cursor_of_another_company_is_no_cursor(service, ours):
    """It answers as any made-up one does."""
    caller, _ = ours
    text = "query($after: String) { %s(after: $after) { pageInfo { endCursor } } }"
    stranger = service.newcomer()
    for field in ("journeys", "personas", "feedback"):
        cursor = caller.ask(text % field, after=None)["pageInfo"]["endCursor"]
        assert stranger.send(text % field, after=cursor).text == stranger.send(text % field, after="x").text
        assert stranger.codes(text % field, after=cursor) == ["BAD_USER_INPUT"]
