"""The map, as clients read and edit it."""

import pytest

from service.documents.ids import Kind, new_id
from tests.service.api.client import CREATE_JOURNEY, JOIN, PROBLEM, ids

JOURNEY = """query($id: ID!) { journey(id: $id) { __typename id name purpose description scoreWindowDays
    archivedAt revision
    seq stages { id name expectedEmotion touchpoints { name } } personas { name }
    touchpoints { name order channels momentWeight designImportance archivedAt stage { name } journey { id }
        intendedEmotions { emotion weight } } } }"""
NODE = "query($id: ID!) { node(id: $id) { __typename id } }"


async def test_a_journey_comes_back_as_it_was_made(client):
    """Stages, touchpoints in travelling order, defaults, and what was left out as null."""
    persona = await client.persona()
    made = await client.journey(personaIds=[persona])
    journey = (await client.data(JOURNEY, id=made["id"]))["journey"]
    compare, pay, unpack = journey.pop("touchpoints")
    assert journey == {
        "__typename": "Journey",
        "id": made["id"],
        "name": "Join",
        "purpose": "Become a customer.",
        "description": None,
        "scoreWindowDays": 90,
        "archivedAt": None,
        "revision": 1,
        "seq": 0,
        "stages": [
            {
                "id": made["stages"][0]["id"],
                "name": "Decide",
                "expectedEmotion": "INTEREST",
                "touchpoints": [{"name": "Compare"}, {"name": "Pay"}],
            },
            {
                "id": made["stages"][1]["id"],
                "name": "Start",
                "expectedEmotion": None,
                "touchpoints": [{"name": "Unpack"}],
            },
        ],
        "personas": [{"name": "Maya"}],
    }
    assert pay == {
        "name": "Pay",
        "order": 1,
        "channels": ["WEB"],
        "momentWeight": 2,
        "designImportance": 5,
        "archivedAt": None,
        "stage": {"name": "Decide"},
        "journey": {"id": made["id"]},
        "intendedEmotions": [{"emotion": "TRUST", "weight": 1}],
    }
    assert [compare["order"], unpack["order"], unpack["channels"]] == [0, 2, ["IN_PERSON"]]


async def test_a_persona_comes_back_as_it_was_made(client):
    """With its goals, tasks and where they are done, and the journeys it travels."""
    pay = (await client.journey())["touchpoints"][1]
    persona = await client.persona(
        segment="family",
        attributes=[{"key": "home", "value": "Leeds"}],
        circumstances={"narrative": "First child.", "needs": ["calm"]},
        goals=[
            {"title": "Join", "tasks": [{"title": "Pay", "timeLimit": "today", "touchpointIds": [pay["id"]]}]}
        ],
        motivations=["price"],
    )
    await client.journey(name="Renew", personaIds=[persona])
    found = await client.data(
        """query($id: ID!) { persona(id: $id) { name segment attributes { key value } motivations
            desiredOutcomes triggers
            circumstances { narrative needs expectations constraints } revision
            goals { title tasks { title timeLimit constraint touchpoints { name } } }
            journeys(first: 1) { totalCount edges { cursor node { name } } pageInfo { hasNextPage } } } }""",
        id=persona,
    )
    cursor = found["persona"]["journeys"]["edges"][0].pop("cursor")
    assert cursor
    assert found["persona"] == {
        "name": "Maya",
        "segment": "family",
        "attributes": [{"key": "home", "value": "Leeds"}],
        "motivations": ["price"],
        "desiredOutcomes": [],
        "triggers": [],
        "circumstances": {
            "narrative": "First child.",
            "needs": ["calm"],
            "expectations": [],
            "constraints": [],
        },
        "revision": 1,
        "goals": [
            {
                "title": "Join",
                "tasks": [
                    {
                        "title": "Pay",
                        "timeLimit": "today",
                        "constraint": None,
                        "touchpoints": [{"name": "Pay"}],
                    }
                ],
            }
        ],
        "journeys": {
            "totalCount": 1,
            "edges": [{"node": {"name": "Renew"}}],
            "pageInfo": {"hasNextPage": False},
        },
    }


async def test_lists_are_paged(client):
    """By name, in both directions, filtered, counted when asked."""
    persona = await client.persona("Ada", segment="b2b")
    await client.persona("Bob")
    for name in ("C", "A", "B"):
        await client.journey(name=name, personaIds=[persona] if name != "C" else [])
    page = "edges { node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount"
    first = (await client.data(f"{{ journeys(first: 2) {{ {page} }} }}"))["journeys"]
    assert [edge["node"]["name"] for edge in first["edges"]] == ["A", "B"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (3, True)
    text = f"""query($after: String, $before: String) {{ journeys(after: $after, before: $before) {{ {page}
        }} }}"""
    after = (await client.data(text, after=first["pageInfo"]["endCursor"]))["journeys"]
    assert [edge["node"]["name"] for edge in after["edges"]] == ["C"]
    before = await client.data(
        f"query($before: String) {{ journeys(last: 5, before: $before) {{ {page} }} }}",
        before=after["pageInfo"]["startCursor"],
    )
    assert [edge["node"]["name"] for edge in before["journeys"]["edges"]] == ["A", "B"]
    hers = await client.data(
        "query($id: ID!) { journeys(personaId: $id) { totalCount edges { node { name } } } }", id=persona
    )
    assert hers["journeys"]["totalCount"] == 2
    assert await client.data('{ personas(segment: "b2b") { totalCount edges { node { name } } } }') == {
        "personas": {"totalCount": 1, "edges": [{"node": {"name": "Ada"}}]}
    }
    empty = (await client.data(f"{{ journeys(archived: true) {{ {page} }} }}"))["journeys"]
    assert empty == {
        "edges": [],
        "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
        "totalCount": 0,
    }


@pytest.mark.parametrize(
    "arguments",
    ["first: -1", "first: 101", "last: 101", "first: 1, last: 1", 'after: "x"', 'before: "x"'],
)
async def test_pages_that_cannot_be_meant(client, arguments):
    """A negative or too large page, two directions, and a made-up cursor are BAD_USER_INPUT."""
    for field in ("journeys", "personas", "feedback"):
        assert await client.codes(f"{{ {field}({arguments}) {{ edges {{ cursor }} }} }}") == [
            ("BAD_USER_INPUT", [field])
        ]


async def test_everything_with_an_id_is_a_node(client):
    """Any id finds its object again, of its own type."""
    persona, journey = await client.persona(), await client.journey()
    feedback = (await client.submit(journey["touchpoints"][0]["id"], nps=9))["feedback"]
    expected = {
        persona: "Persona",
        journey["id"]: "Journey",
        journey["stages"][0]["id"]: "Stage",
        journey["touchpoints"][0]["id"]: "Touchpoint",
        feedback["id"]: "Feedback",
    }
    for id_, name in expected.items():
        assert await client.data(NODE, id=id_) == {"node": {"__typename": name, "id": id_}}


async def test_what_is_not_there_is_null(client):
    """An unknown id answers null without an error, for every kind; a goal's too, which is no node."""
    for kind in Kind:
        assert await client.data(NODE, id=new_id(kind)) == {"node": None}
    for field, kind in (
        ("journey", Kind.JOURNEY),
        ("persona", Kind.PERSONA),
        ("touchpoint", Kind.TOUCHPOINT),
    ):
        assert await client.data(f"query($id: ID!) {{ {field}(id: $id) {{ id }} }}", id=new_id(kind)) == {
            field: None
        }


async def test_another_companys_objects_are_not_there(client):
    """Exactly as if they did not exist; edits of them are NotFound."""
    persona, journey = await client.persona(), await client.journey()
    other = client.of("rival")
    for id_ in (persona, journey["id"], journey["stages"][0]["id"], journey["touchpoints"][0]["id"]):
        assert await other.data(NODE, id=id_) == {"node": None}
    assert await other.data("{ journeys { totalCount } personas { totalCount } }") == {
        "journeys": {"totalCount": 0},
        "personas": {"totalCount": 0},
    }
    text = f"mutation($id: ID!) {{ archiveJourney(id: $id) {{ {PROBLEM} }} }}"
    assert (await other.data(text, id=journey["id"]))["archiveJourney"]["code"] == "NOT_FOUND"
    assert (await client.data(JOURNEY, id=journey["id"]))["journey"]["archivedAt"] is None


@pytest.mark.parametrize(
    "text",
    [
        '{ journey(id: "x") { id } }',
        '{ persona(id: "x") { id } }',
        '{ touchpoint(id: "x") { id } }',
        '{ node(id: "x") { id } }',
        '{ journeys(personaId: "x") { totalCount } }',
        '{ feedback(filter: {journeyId: "x"}) { edges { cursor } } }',
        '{ feedback(filter: {touchpointIds: ["x"]}) { edges { cursor } } }',
        '{ feedback(filter: {personaIds: ["x"]}) { edges { cursor } } }',
        'mutation { deletePersona(id: "x") { __typename } }',
        'mutation { deleteFeedback(id: "x") { __typename } }',
    ],
)
async def test_malformed_ids_are_refused(client, text):
    """What is no id at all, where there is no union with a place for it, is BAD_USER_INPUT."""
    [(code, _)] = await client.codes(text)
    assert code == "BAD_USER_INPUT"


async def test_malformed_ids_in_edits_are_data(client):
    """InvalidInput, MALFORMED, with the path from the arguments down."""
    text = f"mutation($id: ID!) {{ archiveJourney(id: $id) {{ {PROBLEM} }} }}"
    refused = (await client.data(text, id="x"))["archiveJourney"]
    assert (refused["__typename"], refused["code"], refused["path"]) == ("InvalidInput", "MALFORMED", ["id"])
    refused = (await client.data(CREATE_JOURNEY, input={**JOIN, "personaIds": ["x"]}))["saved"]
    assert (refused["code"], refused["path"]) == ("MALFORMED", ["input", "personaIds", "0"])


async def test_all_issues_are_told(client):
    """Every broken rule is listed, the first speaks for all."""
    bad = {
        "name": " ",
        "stages": [{"name": "s", "touchpoints": [{"name": "t", "channels": [], "momentWeight": 0}]}],
    }
    text = """mutation($input: CreateJourneyInput!) { createJourney(input: $input) {
        ... on InvalidInput { path issues { path code message } } } }"""
    refused = (await client.data(text, input=bad))["createJourney"]
    paths = [issue["path"] for issue in refused["issues"]]
    assert refused["path"] == paths[0] == ["input", "name"]
    assert ["input", "stages", "0", "touchpoints", "0", "momentWeight"] in paths
    assert await client.data("{ journeys { totalCount } }") == {"journeys": {"totalCount": 0}}


async def test_edits_of_a_journey(client):
    """Each answers the journey as it is now, one revision up; a stale revision changes nothing."""
    journey = await client.journey()
    decide, start = ids(journey["stages"])
    compare, pay, unpack = ids(journey["touchpoints"])
    saved = f"... on JourneySaved {{ journey {{ revision name stages {{ name }} archivedAt }} }} {PROBLEM}"
    place = f"""... on TouchpointSaved {{ touchpoint {{ name order archivedAt }} journey {{ revision }} }}
        {PROBLEM}"""

    async def edit(call, shape=saved):
        return (await client.data(f"mutation {{ edit: {call} {{ {shape} }} }}"))["edit"]

    renamed = await edit(
        f'updateJourney(input: {{id: "{journey["id"]}", expectedRevision: 1, name: "Enter"}})'
    )
    assert (renamed["journey"]["revision"], renamed["journey"]["name"]) == (2, "Enter")
    stale = await edit(
        f'updateJourney(input: {{id: "{journey["id"]}", expectedRevision: 1, name: "Late"}})',
        "... on Conflict { code currentRevision path }",
    )
    assert stale == {"code": "STALE_REVISION", "currentRevision": 2, "path": ["input", "expectedRevision"]}
    added = await edit(
        f'addStage(input: {{journeyId: "{journey["id"]}", position: 0, stage: {{name: "Hear", '
        f"touchpoints: []}}}})"
    )
    assert [stage["name"] for stage in added["journey"]["stages"]] == ["Hear", "Decide", "Start"]
    moved = await edit(f'updateStage(input: {{id: "{start}", position: 0, name: "End"}})')
    assert [stage["name"] for stage in moved["journey"]["stages"]] == ["End", "Hear", "Decide"]
    full = await edit(f'removeStage(id: "{decide}")')
    assert (full["__typename"], full["code"]) == ("Conflict", "IN_USE")
    new = await edit(
        f'addTouchpoint(input: {{stageId: "{decide}", position: 0, touchpoint: {{name: "Ask", channels: '
        f"[CHAT]}}}})",
        place,
    )
    assert new == {"touchpoint": {"name": "Ask", "order": 1, "archivedAt": None}, "journey": {"revision": 5}}
    changed = await edit(f'updateTouchpoint(input: {{id: "{pay}", stageId: "{start}", position: 0}})', place)
    assert changed["touchpoint"]["order"] == 0
    gone = await edit(f'removeTouchpoint(id: "{compare}", expectedRevision: 6)', place)
    assert gone["touchpoint"]["archivedAt"] is not None
    archived = await edit(f'archiveJourney(id: "{journey["id"]}", expectedRevision: 7)')
    assert archived["journey"]["archivedAt"] is not None
    restored = await edit(f'restoreJourney(id: "{journey["id"]}")')
    assert (restored["journey"]["archivedAt"], restored["journey"]["revision"]) == (None, 9)
    left = (await client.data(JOURNEY, id=journey["id"]))["journey"]
    assert [each["name"] for each in left["touchpoints"]] == ["Pay", "Unpack", "Ask"]
    assert unpack


async def test_a_removed_touchpoint_still_resolves(client):
    """By id and from its feedback, with since when it is off the map; from the journey it is gone."""
    journey = await client.journey()
    compare = journey["touchpoints"][0]["id"]
    await client.say(compare, "JOY")
    await client.data(f'mutation {{ removeTouchpoint(id: "{compare}") {{ __typename }} }}')
    shape = "{ name order archivedAt stage { name } score { n valence { value } opportunity { rank } } }"
    found = await client.data(
        f"query($id: ID!) {{ touchpoint(id: $id) {shape} feedback {{ edges {{ node {{ touchpoint "
        f"{shape} }} }} }} }}",
        id=compare,
    )
    assert found["touchpoint"]["archivedAt"] is not None
    assert found["touchpoint"]["score"] == {"n": 1, "valence": {"value": 0.85}, "opportunity": {"rank": None}}
    assert found["feedback"]["edges"] == [{"node": {"touchpoint": found["touchpoint"]}}]
    left = (await client.data(JOURNEY, id=journey["id"]))["journey"]["touchpoints"]
    assert [each["name"] for each in left] == ["Pay", "Unpack"]


async def test_edits_of_a_persona(client):
    """Changed, refused while it travels a live journey, deleted; its feedback stays."""
    persona = await client.persona(segment="family")
    changes = '{id: $id, expectedRevision: 1, segment: null, name: "May"}'
    text = f"""mutation($id: ID!) {{ updatePersona(input: {changes}) {{
        ... on PersonaSaved {{ persona {{ name segment revision }} }} {PROBLEM} }} }}"""
    saved = (await client.data(text, id=persona))["updatePersona"]
    assert saved == {"persona": {"name": "May", "segment": None, "revision": 2}}
    assert (await client.data(text, id=persona))["updatePersona"]["code"] == "STALE_REVISION"
    journey = await client.journey(personaIds=[persona])
    delete = f"mutation($id: ID!) {{ deletePersona(id: $id) {{ ... on Deleted {{ id }} {PROBLEM} }} }}"
    refused = (await client.data(delete, id=persona))["deletePersona"]
    assert (refused["code"], "Join" in refused["message"]) == ("IN_USE", True)
    await client.say(journey["touchpoints"][0]["id"], "JOY", personaId=persona)
    await client.data("mutation($id: ID!) { archiveJourney(id: $id) { __typename } }", id=journey["id"])
    assert (await client.data(delete, id=persona))["deletePersona"] == {"id": persona}
    left = await client.data("{ feedback { edges { node { persona { name } emotion } } totalCount } }")
    assert left == {
        "feedback": {"edges": [{"node": {"persona": None, "emotion": "JOY"}}], "totalCount": None}
    }


async def test_creating_twice_under_one_key(client):
    """The same key and input answer the same object; another input is a Conflict."""
    first = await client.journey(idempotencyKey="once")
    assert await client.journey(idempotencyKey="once") == first
    other = (await client.data(CREATE_JOURNEY, input={**JOIN, "name": "Other", "idempotencyKey": "once"}))[
        "saved"
    ]
    assert (other["code"], other["path"]) == ("KEY_REUSED", ["input", "idempotencyKey"])
