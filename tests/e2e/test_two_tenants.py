"""What is another company's is answered as what is nobody's: word for word, by every door."""

import json
from typing import Any

import pytest

from service.documents.ids import Kind, feedback_id, new_id
from tests.e2e.caller import Caller
from tests.e2e.corpus.things import Things
from tests.e2e.refusals import check_refused
from tests.e2e.socket_talk import introduced
from tests.e2e.variables import Place, places

STAND_IN = "\ue000"
PROBLEM = "__typename ... on Problem { code message path retryable }"
FOLLOW = "subscription($id: ID!) { scoreUpdated(journeyId: $id) { seq } }"
EVENTS = {"Accept": "text/event-stream"}
PLACES = list(places(STAND_IN, frozenset({"ID"})))


@pytest.fixture(scope="module")
def other(service) -> Caller:
    """Be another company."""
    return service.newcomer()


@pytest.fixture(scope="module")
def foreign(other: Caller) -> Things:
    """Let the other company have one of each."""
    return Things.of(other)


@pytest.fixture(scope="module")
def client(service) -> Caller:
    """Be a company."""
    return service.newcomer()


@pytest.fixture(scope="module")
def own(client: Caller) -> Things:
    """Have one of each."""
    return Things.of(client)


def nobodys(kind: str) -> str:
    """Make an id of a kind that nobody has."""
    return feedback_id("nobody", "nothing") if kind == "feedback" else new_id(Kind[kind.upper()])


def answer(client: Caller, own: Things, place: Place, id_: str) -> Any:
    """Ask with an id in a place, for all that a refusal tells; the id itself is taken out of the answer."""
    document = (
        place.operation.replace("__typename", PROBLEM) if "mutation" in place.operation else place.operation
    )
    if place.field == "submitFeedbackBatch":
        items = f"... on FeedbackBatchDone {{ accepted items {{ result {{ {PROBLEM} }} }} }}"
        document = place.operation.replace("__typename", items)
    variables = json.loads(json.dumps(own.named(place)).replace(json.dumps(STAND_IN), json.dumps(id_)))
    told = client.send(document, **variables)
    assert "GRAPHQL_VALIDATION_FAILED" not in told.text, told.text
    return json.loads(told.text.replace(id_, "ID"))


@pytest.mark.parametrize("kind", ["touchpoint", "persona", "journey", "stage", "feedback"])
def test_every_id_of_the_schema(client: Caller, own: Things, foreign: Things, kind: str):
    """Wherever an id may stand, theirs says what nobody's says, and neither does anything."""
    for place in PLACES:
        theirs = answer(client, own, place, foreign.ids[kind])
        assert theirs == answer(client, own, place, nobodys(kind)), place
        assert foreign.ids[kind] not in str(theirs)


def test_a_subscription(client: Caller, foreign: Things):
    """To their journey is NOT_FOUND as to nobody's: over a socket, as events, and as a plain request."""

    def told(id_: str) -> list[str]:
        words = {"query": FOLLOW, "variables": {"id": id_}}
        posts = [
            client.http.post("/graphql", json=words, headers={**client.headers, **each})
            for each in ({}, EVENTS)
        ]
        with introduced(client) as talk:
            talk.ask("1", FOLLOW, id=id_)
            heard = [*(post.text for post in posts), json.dumps(talk.hear())]
        return [each.replace(id_, "ID") for each in heard]

    theirs = told(foreign.ids["journey"])
    assert theirs == told(nobodys("journey"))
    assert ["NOT_FOUND" in each for each in theirs] == [False, True, True]


@pytest.mark.usefixtures("own", "foreign")
@pytest.mark.parametrize("name", ["journeys", "personas", "feedback"])
def test_a_cursor(client: Caller, other: Caller, name: str):
    """Theirs is no cursor, as one that was made up is none."""
    text = f"query($after: String) {{ {name}(first: 1, after: $after) {{ edges {{ cursor }} }} }}"
    [theirs] = [edge["cursor"] for edge in other.ask(text)["edges"]]
    made_up = theirs[:-4] + ("AAAA" if theirs[-4:] != "AAAA" else "BBBB")
    told = [check_refused(client.send(text, after=each), "BAD_USER_INPUT") for each in (theirs, made_up)]
    assert told[0] == told[1]


def test_a_key(client: Caller, own: Things, other: Caller, foreign: Things):
    """One company's idempotency keys are free for another: no Conflict tells that they are taken."""
    place = next(
        each for each in PLACES if each.path == "input.touchpointId" and each.field == "submitFeedback"
    )
    for caller, things in ((other, foreign), (client, own)):
        told = {**place.told["input"], "idempotencyKey": "shared", "touchpointId": things.ids["touchpoint"]}
        done = caller.ask(place.operation, input={**told, "emotion": "JOY"})
        assert done == {"__typename": "FeedbackAccepted"}
