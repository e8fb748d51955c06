"""Two services on one database: what one has acknowledged, the other answers exactly.

Keys, maps and erased feedback at once, scores within a second.
"""

from collections.abc import Iterator
from functools import partial

import pytest

from tests.e2e.caller import Caller
from tests.e2e.maps import SUBMIT, SUBMIT_BATCH, make_journey, make_persona, noon, places, said
from tests.e2e.scores import HEADLINE, PAGE
from tests.e2e.serving import Service, serving
from tests.e2e.soon import soon

DELETE = "mutation($id: ID!) { deleteFeedback(id: $id) { __typename } }"
FORGET = 'mutation { forgetCustomer(customerRef: "al") { ... on ForgetCustomerDone { erased } } }'


@pytest.fixture(scope="module")
def replica(service: Service) -> Iterator[Service]:
    """Run a second service with the same settings."""
    with serving(service.settings) as replica:
        yield replica


@pytest.fixture
def both(company: Caller, replica: Service) -> tuple[Caller, Caller]:
    """Be one client of both."""
    return company, Caller(replica.http, company.tenant, company.token)


def scored(caller, journey):
    """Ask for n and seq."""
    score = caller.ask(HEADLINE, id=journey["id"], filter=None)["score"]
    return score["n"], score["seq"]


def test_scores_follow(both):
    """Written here, read here at once and there soon, and the other way round; both agree in every figure."""
    here, there = both
    journey = make_journey(here)
    for number in range(1, 21):
        writer, reader = (here, there) if number % 2 else (there, here)
        sent = said(
            places(journey)[number % 3], nps=number % 11, runRef=f"r{number % 4}", occurredAt=noon(number)
        )
        first = writer.ask(SUBMIT, input=sent)
        assert scored(writer, journey) == (number, number)
        assert reader.ask(SUBMIT, input=sent) == {**first, "duplicate": True}
        soon(partial(scored, reader, journey), (number, number))
    pages = [caller.ask(PAGE, id=journey["id"]) for caller in both]
    for page in pages:
        page["score"].pop("asOf")
        page["emotionCurve"].pop("asOf")
        for touchpoint in page["touchpoints"]:
            touchpoint["score"].pop("asOf")
    assert pages[0] == pages[1]


def test_erasures_follow(both):
    """One deleted there and a customer forgotten here are gone on both, and stay gone."""
    here, there = both
    journey = make_journey(here)
    items = [said(places(journey)[0], customerRef="al" if number % 2 else "bo") for number in range(20)]
    done = here.ask(SUBMIT_BATCH, input={"items": items})["items"]
    soon(lambda: scored(there, journey)[0], 20)
    assert there.ask(DELETE, id=done[0]["result"]["feedback"]["id"]) == {"__typename": "Deleted"}
    assert scored(there, journey)[0] == 19
    soon(lambda: scored(here, journey)[0], 19)
    assert here.ask(FORGET) == {"erased": 10}
    assert scored(here, journey)[0] == 9
    soon(lambda: scored(there, journey)[0], 9)
    late = there.ask(SUBMIT, input=items[1])
    assert (late["duplicate"], late["feedback"]) == (True, None)


def test_edits_follow(both):
    """A removed touchpoint leaves the other's score; a revision read there is good here, and stale after."""
    here, there = both
    journey = make_journey(here)
    for place in places(journey):
        here.ask(SUBMIT, input=said(place))
    soon(lambda: scored(there, journey)[0], 3)
    remove = """mutation($id: ID!, $revision: Int) { removeTouchpoint(id: $id, expectedRevision: $revision) {
        __typename ... on Conflict { currentRevision } } }"""
    revision = there.ask("query($id: ID!) { journey(id: $id) { revision } }", id=journey["id"])["revision"]
    first, second, _ = places(journey)
    assert here.ask(remove, id=first, revision=revision) == {"__typename": "TouchpointSaved"}
    assert scored(here, journey)[0] == 2
    soon(lambda: scored(there, journey)[0], 2)
    stale = there.ask(remove, id=second, revision=revision)
    assert stale == {"__typename": "Conflict", "currentRevision": revision + 1}


def test_new_things_are_known_at_once(both):
    """A journey and a persona made here take feedback there the next moment."""
    here, there = both
    place = places(make_journey(here))[0]
    answer = there.ask(SUBMIT, input=said(place, personaId=make_persona(here)))
    assert answer["__typename"] == "FeedbackAccepted"


def test_cursors_are_good_on_both(both):
    """A page begun here goes on there."""
    here, there = both
    ids = sorted(make_persona(here, "Same name") for _ in range(6))
    shape = "edges { node { id } } pageInfo { endCursor }"
    text = f"query($after: String) {{ personas(first: 3, after: $after) {{ {shape} }} }}"
    first = here.ask(text, after=None)
    rest = there.ask(text, after=first["pageInfo"]["endCursor"])
    assert [edge["node"]["id"] for page in (first, rest) for edge in page["edges"]] == ids
