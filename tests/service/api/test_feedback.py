"""Feedback in and out, as clients send it and read it back."""

from datetime import UTC, datetime, timedelta

import pytest

from service.auth.scopes import Scope
from service.documents.ids import Kind, new_id
from tests.service.api.client import PROBLEM, SUBMIT

BATCH = f"""mutation($input: SubmitFeedbackBatchInput!) {{ sent: submitFeedbackBatch(input: $input) {{
    {PROBLEM}
    ... on FeedbackBatchDone {{ accepted duplicates refused items {{ index idempotencyKey result {{
    __typename {PROBLEM}
        ... on FeedbackAccepted {{ duplicate }} }} }} }} }} }}"""
READ = """{ feedback { edges { node { __typename channel source emotion origin intensity valence confidence
    nps csat ces
    importance text triggers utcOffsetMinutes occurredAt touchpoint { name } journey { name } persona { name
    } } } } }"""


@pytest.fixture
async def pay(client):
    """Make a journey; answer the id of the touchpoint Pay."""
    return (await client.journey())["touchpoints"][1]["id"]


async def test_a_feedback_comes_back_as_it_was_sent(client, pay):
    """Every field, the time in UTC with the phone's offset beside it, what was left out as null."""
    persona = await client.persona()
    now = datetime.now(UTC).replace(microsecond=0)
    local = now.astimezone().isoformat()
    sent = await client.submit(
        pay,
        channel="PHONE",
        source="SURVEY",
        emotion="ANXIETY",
        intensity=0.5,
        nps=3,
        csat=2,
        ces=1,
        importance=5,
        text="Is it paid?",
        triggers=["long-wait"],
        personaId=persona,
        occurredAt=local,
    )
    assert (sent["__typename"], sent["duplicate"]) == ("FeedbackAccepted", False)
    [edge] = (await client.data(READ))["feedback"]["edges"]
    assert edge["node"] == {
        "__typename": "Feedback",
        "channel": "PHONE",
        "source": "SURVEY",
        "emotion": "ANXIETY",
        "origin": "REPORTED",
        "intensity": 0.5,
        "valence": -0.325,
        "confidence": None,
        "nps": 3,
        "csat": 2,
        "ces": 1,
        "importance": 5,
        "text": "Is it paid?",
        "triggers": ["long-wait"],
        "utcOffsetMinutes": int(now.astimezone().utcoffset().total_seconds() // 60),
        "occurredAt": now.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "touchpoint": {"name": "Pay"},
        "journey": {"name": "Join"},
        "persona": {"name": "Maya"},
    }


async def test_ratings_alone(client, pay):
    """No emotion: emotion, intensity and valence are null."""
    await client.submit(pay, nps=10)
    [edge] = (await client.data(READ))["feedback"]["edges"]
    node = edge["node"]
    assert (node["emotion"], node["intensity"], node["valence"], node["nps"]) == (None, None, None, 10)


async def test_the_same_key(client, pay):
    """Sent again it is a duplicate with the same id; with another content a Conflict that names the key."""
    once = {"idempotencyKey": "k", "touchpointId": pay, "channel": "WEB", "emotion": "JOY"}
    first, second = [(await client.data(SUBMIT, input=once))["sent"] for _ in range(2)]
    assert (first["duplicate"], second["duplicate"]) == (False, True)
    assert first["feedback"] == second["feedback"]
    other = (await client.data(SUBMIT, input={**once, "emotion": "ANGER"}))["sent"]
    assert (other["__typename"], other["code"]) == ("Conflict", "KEY_REUSED")
    assert other["path"] == ["input", "idempotencyKey"]


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"nps": 11}, "OUT_OF_RANGE", ["input", "nps"]),
        ({"emotion": "JOY", "intensity": 0}, "OUT_OF_RANGE", ["input", "intensity"]),
        ({"nps": 1, "touchpointId": "x"}, "MALFORMED", ["input", "touchpointId"]),
        ({"nps": 1, "personaId": "x"}, "MALFORMED", ["input", "personaId"]),
        ({"nps": 1, "idempotencyKey": ""}, "REQUIRED", ["input", "idempotencyKey"]),
        ({"nps": 1, "occurredAt": "2999-01-01T00:00:00Z"}, "TOO_FAR_AHEAD", ["input", "occurredAt"]),
        ({}, "REQUIRED", ["input"]),
    ],
)
async def test_broken_rules(client, pay, fields, code, path):
    """InvalidInput with the rule and the place, from the arguments down; nothing is stored."""
    refused = await client.submit(pay, **fields)
    assert (refused["__typename"], refused["code"], refused["path"]) == ("InvalidInput", code, path)
    assert (await client.data(READ))["feedback"]["edges"] == []


@pytest.mark.parametrize(
    "fields",
    [{"emotion": "RAGE"}, {"nps": 2**31}, {"nps": "9"}, {"occurredAt": "2026-01-01"}, {"text": {"$ne": 1}}],
)
async def test_what_is_not_valid_graphql_refuses_the_request(client, pay, fields):
    """An unknown value, a wrong type, an operator object: BAD_USER_INPUT, and nothing is executed."""
    sent = {"idempotencyKey": "k", "touchpointId": pay, "channel": "WEB", **fields}
    answer = await client.run(SUBMIT, input=sent)
    assert "data" not in answer
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"BAD_USER_INPUT"}


async def test_feedback_for_what_is_closed(client, pay):
    """An unknown, a removed or an archived place takes none: NotFound, saying since when."""
    for place in (new_id(Kind.TOUCHPOINT), pay):
        await client.data(f'mutation {{ removeTouchpoint(id: "{pay}") {{ __typename }} }}')
        refused = await client.submit(place, nps=1)
        assert (refused["__typename"], refused["path"]) == ("NotFound", ["input", "touchpointId"])
    assert str(datetime.now(UTC).year) in refused["message"]


async def test_a_batch(client, pay):
    """Each item has its own outcome in input order; paths are the item's own; the counts sum to the items."""
    item = {"touchpointId": pay, "channel": "WEB", "emotion": "JOY"}
    await client.data(SUBMIT, input={**item, "idempotencyKey": "seen"})
    items = [
        {**item, "idempotencyKey": "new"},
        {**item, "idempotencyKey": "seen"},
        {**item, "idempotencyKey": "bad", "nps": 99},
        {**item, "idempotencyKey": "seen", "emotion": "ANGER"},
        {**item, "idempotencyKey": "lost", "touchpointId": "x"},
    ]
    done = (await client.data(BATCH, input={"items": items}))["sent"]
    assert [(each["index"], each["idempotencyKey"]) for each in done["items"]] == [
        (0, "new"),
        (1, "seen"),
        (2, "bad"),
        (3, "seen"),
        (4, "lost"),
    ]
    results = [each["result"] for each in done["items"]]
    assert [each["__typename"] for each in results] == [
        "FeedbackAccepted",
        "FeedbackAccepted",
        "InvalidInput",
        "Conflict",
        "InvalidInput",
    ]
    assert [each["duplicate"] for each in results[:2]] == [False, True]
    assert [each["path"] for each in results[2:]] == [["nps"], ["idempotencyKey"], ["touchpointId"]]
    assert (done["accepted"], done["duplicates"], done["refused"]) == (1, 1, 3)


@pytest.mark.parametrize(("count", "code"), [(0, "REQUIRED"), (101, "TOO_MANY")])
async def test_a_batch_of_no_or_too_many_items(client, pay, count, code):
    """InvalidInput for the whole, nothing stored."""
    item = {"touchpointId": pay, "channel": "WEB", "emotion": "JOY"}
    items = [{**item, "idempotencyKey": str(number)} for number in range(count)]
    refused = (await client.data(BATCH, input={"items": items}))["sent"]
    assert (refused["__typename"], refused["code"], refused["path"]) == (
        "InvalidInput",
        code,
        ["input", "items"],
    )
    assert (await client.data(READ))["feedback"]["edges"] == []


async def test_a_wrong_clock_is_corrected(client, pay):
    """occurredAt moves by the difference of sentAt from now; an hour's lead is no future."""
    ahead = datetime.now(UTC) + timedelta(hours=1)
    sent = {
        "idempotencyKey": "k",
        "touchpointId": pay,
        "channel": "WEB",
        "nps": 1,
        "occurredAt": ahead.isoformat(),
    }
    text = SUBMIT.replace("input: $input", f'input: $input, sentAt: "{ahead.isoformat()}"')
    assert (await client.data(text, input=sent))["sent"]["__typename"] == "FeedbackAccepted"
    done = await client.data(
        BATCH, input={"items": [{**sent, "idempotencyKey": "b"}], "sentAt": ahead.isoformat()}
    )
    assert done["sent"]["accepted"] == 1


async def test_a_deleted_feedback(client, pay):
    """Gone from the list and as a node; its key stays used: a late retry is a duplicate without feedback."""
    once = {"idempotencyKey": "k", "touchpointId": pay, "channel": "WEB", "emotion": "JOY"}
    id_ = (await client.data(SUBMIT, input=once))["sent"]["feedback"]["id"]
    delete = f"mutation($id: ID!) {{ gone: deleteFeedback(id: $id) {{ ... on Deleted {{ id }} {PROBLEM} }} }}"
    assert await client.data(delete, id=id_) == {"gone": {"id": id_}}
    assert (await client.data(delete, id=id_))["gone"]["code"] == "NOT_FOUND"
    assert await client.data("query($id: ID!) { node(id: $id) { id } }", id=id_) == {"node": None}
    late = (await client.data(SUBMIT, input=once))["sent"]
    assert (late["duplicate"], late["feedback"]) == (True, None)
    assert (await client.data(READ))["feedback"]["edges"] == []


async def test_a_forgotten_customer(client, pay):
    """All feedback of the customer is gone, of nobody else; a reference that is none is InvalidInput."""
    for key, customer in (("a", "c-1"), ("b", "c-1"), ("c", "c-2")):
        await client.submit(pay, idempotencyKey=key, emotion="JOY", customerRef=customer)
    text = f"""mutation($ref: String!) {{ gone: forgetCustomer(customerRef: $ref) {{ {PROBLEM}
        ... on ForgetCustomerDone {{ erased journeysCorrected }} }} }}"""
    assert await client.data(text, ref="c-1") == {"gone": {"erased": 2, "journeysCorrected": 1}}
    assert await client.data(text, ref="c-1") == {"gone": {"erased": 0, "journeysCorrected": 0}}
    assert len((await client.data(READ))["feedback"]["edges"]) == 1
    refused = (await client.data(text, ref=""))["gone"]
    assert (refused["__typename"], refused["path"]) == ("InvalidInput", ["customerRef"])


async def test_feedback_is_filtered(client, pay):
    """By everything a filter names; an empty list matches nothing; times in the wrong order are refused."""
    await client.say(pay, "JOY", "ANGER", channel="APP")
    await client.say(pay, "JOY", source="SOCIAL")
    count = "{ edges { node { emotion } } }"

    async def matching(filter_):
        return len((await client.data(f"{{ feedback(filter: {filter_}) {count} }}"))["feedback"]["edges"])

    assert await matching("{}") == 3
    assert await matching("{emotions: [JOY]}") == 2
    assert await matching("{channels: [APP], emotions: [JOY]}") == 1
    assert await matching("{sources: [SOCIAL]}") == 1
    assert await matching("{origins: []}") == 0
    assert await matching(f'{{touchpointIds: ["{pay}"], origins: [REPORTED]}}') == 3
    assert await matching('{since: "2999-01-01T00:00:00Z"}') == 0
    assert await matching('{until: "2999-01-01T00:00:00Z"}') == 3
    wrong = """{ feedback(filter: {since: "2026-01-02T00:00:00Z", until: "2026-01-01T00:00:00Z"}) { edges {
        cursor } } }"""
    assert await client.codes(wrong) == [("BAD_USER_INPUT", ["feedback"])]


async def test_a_phone_sees_what_it_sent(client, pay):
    """With feedback:write alone: its feedback, the touchpoint's id and name; all else is FORBIDDEN."""
    phone = client.with_scopes(Scope.FEEDBACK_WRITE)
    sent = {"idempotencyKey": "k", "touchpointId": pay, "channel": "WEB", "emotion": "JOY", "text": "mine"}
    shape = "id channel emotion touchpoint { id name }"
    text = """mutation($input: SubmitFeedbackInput!) { sent: submitFeedback(input: $input) { ... on
        FeedbackAccepted { %s } } }"""
    seen = await phone.data(text % f"feedback {{ {shape} }}", input=sent)
    feedback = seen["sent"]["feedback"]
    assert feedback["touchpoint"] == {"id": pay, "name": "Pay"}
    forbidden = {
        "text": "text",
        "journey { name }": "journey",
        "persona { name }": "persona",
        "touchpoint { channels }": "touchpoint",
        "touchpoint { order }": "touchpoint",
        "touchpoint { journey { id } }": "touchpoint",
    }
    for selection, field in forbidden.items():
        answer = await phone.run(text % f"feedback {{ id {selection} }}", input=sent)
        assert answer["data"]["sent"]["feedback"] == {"id": feedback["id"], field: None}
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
    for selection in ("stage { name }", "score { n }", "archivedAt"):
        answer = await phone.run(text % f"feedback {{ touchpoint {{ id {selection} }} }}", input=sent)
        assert answer["data"]["sent"]["feedback"]["touchpoint"] == {"id": pay, selection.split(" ")[0]: None}
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
