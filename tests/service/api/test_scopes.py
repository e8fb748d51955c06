"""Who may see what: every root field without its scopes, with them, and with all but one."""

import re

import pytest

from service.auth.scopes import Scope
from service.documents.ids import Kind, new_id
from tests.service.api.client import JOIN, ids

READ, SCORES, WRITE = Scope.JOURNEYS_READ, Scope.SCORES_READ, Scope.JOURNEYS_WRITE
SUBMIT, FEEDBACK, ERASE = Scope.FEEDBACK_WRITE, Scope.FEEDBACK_READ, Scope.CUSTOMERS_ERASE

PLACE, STAGE, JOURNEY, PERSONA = (
    new_id(kind) for kind in (Kind.TOUCHPOINT, Kind.STAGE, Kind.JOURNEY, Kind.PERSONA)
)
FELT = new_id(Kind.FEEDBACK)
SENT = f'{{idempotencyKey: "k", touchpointId: "{PLACE}", channel: WEB, nps: 1}}'
NEW_STAGE = '{name: "s", touchpoints: []}'
NEW_PLACE = '{name: "t", channels: [WEB]}'

READS = {
    "viewer { tenant }": (),
    "emotions { code }": (),
    f'node(id: "{JOURNEY}") {{ id }}': (READ,),
    f'node(id: "{FELT}") {{ id }}': (FEEDBACK,),
    f'persona(id: "{PERSONA}") {{ id }}': (READ,),
    "personas { totalCount }": (READ,),
    f'journey(id: "{JOURNEY}") {{ id }}': (READ,),
    "journeys { totalCount }": (READ,),
    f'touchpoint(id: "{PLACE}") {{ id }}': (READ,),
    "feedback { totalCount }": (FEEDBACK,),
}
WRITES = {
    f"submitFeedback(input: {SENT})": (SUBMIT,),
    f"submitFeedbackBatch(input: {{items: [{SENT}]}})": (SUBMIT,),
    f'deleteFeedback(id: "{FELT}")': (SUBMIT, FEEDBACK),
    'forgetCustomer(customerRef: "c")': (ERASE,),
    'createPersona(input: {name: "p"})': (WRITE,),
    f'updatePersona(input: {{id: "{PERSONA}", expectedRevision: 1}})': (WRITE,),
    f'deletePersona(id: "{PERSONA}")': (WRITE,),
    f'createJourney(input: {{name: "j", stages: [{NEW_STAGE}]}})': (WRITE,),
    f'updateJourney(input: {{id: "{JOURNEY}", expectedRevision: 1}})': (WRITE,),
    f'archiveJourney(id: "{JOURNEY}")': (WRITE,),
    f'restoreJourney(id: "{JOURNEY}")': (WRITE,),
    f'addStage(input: {{journeyId: "{JOURNEY}", stage: {NEW_STAGE}}})': (WRITE,),
    f'updateStage(input: {{id: "{STAGE}", name: "s"}})': (WRITE,),
    f'removeStage(id: "{STAGE}")': (WRITE,),
    f'addTouchpoint(input: {{stageId: "{STAGE}", touchpoint: {NEW_PLACE}}})': (WRITE,),
    f'updateTouchpoint(input: {{id: "{PLACE}", name: "t"}})': (WRITE,),
    f'removeTouchpoint(id: "{PLACE}")': (WRITE,),
}
ROOTS = {
    **{f"query {{ {call} }}": scopes for call, scopes in READS.items()},
    **{f"mutation {{ {call} {{ __typename }} }}": scopes for call, scopes in WRITES.items()},
}


def test_the_matrix_is_complete(execution):
    """Every root field there is stands in the matrix; to follow is told of beside it."""
    core = execution._core  # noqa: SLF001  whose fields these are
    assert list(core.subscription_type.fields) == ["scoreUpdated"]
    fields = {*core.query_type.fields, *core.mutation_type.fields}
    assert {re.match("[a-zA-Z]+", call)[0] for call in (*READS, *WRITES)} == fields


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: re.findall("[a-zA-Z]+", root)[1])
async def test_a_root_needs_exactly_its_scopes(client, root):
    """With its scopes alone it answers; without any one of them it is FORBIDDEN, and that one is named."""
    needed = ROOTS[root]
    await client.with_scopes(*needed).data(root)
    for missing in needed:
        others = [scope for scope in Scope if scope is not missing]
        answer = await client.with_scopes(*others).run(root)
        [error] = answer["errors"]
        assert error["extensions"]["code"] == "FORBIDDEN"
        assert missing.value in error["message"]
        assert answer["data"] is None or list(answer["data"].values()) == [None]


@pytest.mark.parametrize("missing", [READ, SCORES])
async def test_following_needs_both_scopes(client, missing):
    """With them alone a subscriber is let in; without either it is FORBIDDEN, whatever else it may do."""
    text = "subscription($id: ID!) { scoreUpdated(journeyId: $id) { seq } }"
    journey = (await client.journey())["id"]
    await client.with_scopes(READ, SCORES).follow(text, id=journey)
    for place in (journey, new_id(Kind.JOURNEY), "x"):  # nor is anything told of what is there
        refused = await client.with_scopes(*(each for each in Scope if each is not missing)).subscribe(
            text, id=place
        )
        [error] = refused["errors"]
        assert (error["extensions"]["code"], error["path"]) == ("FORBIDDEN", ["scoreUpdated"])
        assert missing.value in error["message"]


async def test_scores_need_both_scopes(client):
    """Without scores:read the page stays and its scores are null; each is FORBIDDEN on its own."""
    journey = await client.journey()
    text = """query($id: ID!) { journey(id: $id) { name score { n } emotionCurve { seq } opportunities {
        rank }
        trend(metric: NPS, since: "2026-01-01", until: "2026-01-01") { seq } touchpoints { name score { n }
        } } }"""
    answer = await client.with_scopes(READ).run(text, id=journey["id"])
    found = answer["data"]["journey"]
    assert found["name"] == "Join"
    assert [found[name] for name in ("score", "emotionCurve", "opportunities", "trend")] == [None] * 4
    assert [each["name"] for each in found["touchpoints"]] == ["Compare", "Pay", "Unpack"]
    assert len(answer["errors"]) == 7
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"FORBIDDEN"}
    await client.with_scopes(READ, SCORES).data(text, id=journey["id"])


async def test_what_an_editor_sees_without_reading(client):
    """With journeys:write alone: id, name and revision of what was edited; all else is FORBIDDEN."""
    editor = client.with_scopes(WRITE, SCORES)
    create = """mutation($input: CreateJourneyInput!) { saved: createJourney(input: $input) { ... on
        JourneySaved { %s } } }"""
    seen = await editor.data(create % "journey { id name revision }", input=JOIN)
    assert (seen["saved"]["journey"]["name"], seen["saved"]["journey"]["revision"]) == ("Join", 1)
    for selection in (
        "purpose",
        "archivedAt",
        "stages { id }",
        "touchpoints { id }",
        "personas { id }",
        "seq",
        "score { n }",
        "emotionCurve { seq }",
        "opportunities { rank }",
        'trend(metric: NPS, since: "2026-01-01", until: "2026-01-01") { seq }',
    ):
        answer = await editor.run(
            create % f"journey {{ id {selection} }}", input={**JOIN, "name": selection[:20]}
        )
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"], selection


async def test_what_an_editor_of_personas_and_touchpoints_sees(client):
    """The same for a persona; of a touchpoint id and name."""
    journey = await client.journey()
    editor = client.with_scopes(WRITE)
    persona = """mutation { saved: createPersona(input: {name: "Maya"}) { ... on PersonaSaved { persona { %s
        } } } }"""
    saved = (await editor.data(persona % "id name revision"))["saved"]["persona"]
    assert (saved["name"], saved["revision"]) == ("Maya", 1)
    for selection in ("segment", "attributes { key }", "goals { id }", "journeys { totalCount }"):
        answer = await editor.run(persona % f"id {selection}")
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"], selection
    place = f"""mutation {{ saved: updateTouchpoint(input: {{id: "{ids(journey["touchpoints"])[0]}", name:
        "Look"}}) {{
        ... on TouchpointSaved {{ touchpoint {{ %s }} journey {{ id name revision }} }} }} }}"""
    saved = (await editor.data(place % "id name"))["saved"]
    assert saved["touchpoint"]["name"] == "Look"
    assert saved["journey"] == {"id": journey["id"], "name": "Join", "revision": 2}
    for selection in ("channels", "order", "score { n }", "stage { id }"):
        answer = await editor.run(place % f"id {selection}")
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"], selection


async def test_reading_feedback_without_the_map(client):
    """feedback:read alone tells what was said, and where by name; journey and persona are FORBIDDEN."""
    persona = await client.persona()
    journey = await client.journey()
    await client.submit(journey["touchpoints"][0]["id"], text="hm", personaId=persona)
    reader = client.with_scopes(FEEDBACK)
    shape = "{ feedback { edges { node { text touchpoint { name } journey { name } persona { name } } } } }"
    answer = await reader.run(shape)
    [edge] = answer["data"]["feedback"]["edges"]
    assert edge["node"] == {"text": "hm", "touchpoint": {"name": "Compare"}, "journey": None, "persona": None}
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN", "FORBIDDEN"]


async def test_the_viewer(client):
    """What the token says, scopes in alphabetical order."""
    found = await client.with_scopes(SCORES, READ).data("{ viewer { tenant subject scopes expiresAt } }")
    expires_at = found["viewer"].pop("expiresAt")
    assert expires_at.endswith("Z")
    assert found["viewer"] == {
        "tenant": "acme",
        "subject": "tester",
        "scopes": ["journeys:read", "scores:read"],
    }
