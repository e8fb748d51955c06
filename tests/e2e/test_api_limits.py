"""The bounds are settings: each can be tightened, and says what it is and when to come again."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from uuid import uuid4

import pymongo
import pytest

from service.settings import Limits
from tests.e2e.caller import Caller
from tests.e2e.conftest import migrated
from tests.e2e.maps import CREATE_JOURNEY, SUBMIT, SUBMIT_BATCH, a_stage, make_journey, places, said, submit
from tests.e2e.processes import wait_for
from tests.e2e.refusals import check_refused
from tests.e2e.serving import Service, own_settings, serving

OWN = {"Accept": "application/graphql-response+json"}
N = "query($id: ID!) { journey(id: $id) { score { n } } }"


@contextmanager
def limited(uri: str, env: str = "development", **bounds: float) -> Iterator[Service]:
    """Run a service with bounds of its own."""
    name = f"test-{uuid4().hex}"
    asyncio.run(migrated(uri, name))
    with serving(own_settings(uri, name, env=env, limits=Limits(**bounds))) as service:
        yield service


@pytest.fixture(scope="module")
def narrow(mongo_uri: str) -> Iterator[Service]:
    """Run a service with little room."""
    bounds = {
        "body_bytes": 20_000,
        "document_tokens": 300,
        "page_size": 5,
        "text_characters": 10,
        "batch_items": 2,
    }
    with limited(
        mongo_uri, **bounds, touchpoints=3, days_back=10, minutes_ahead=60, queue_items=4
    ) as service:
        yield service


@pytest.fixture
def client(narrow: Service) -> Caller:
    """Be a company that has nothing yet."""
    return narrow.newcomer()


def test_body_and_document(client: Caller):
    """413 above the bound in bytes, a parse error above the bound in tokens; both say the bound."""
    large = client.send("{ viewer { tenant } } #" + "x" * 20_000)
    assert large.status_code == 413
    check_refused(large, "BAD_USER_INPUT", "20000 bytes")
    check_refused(client.send("{ viewer {" + " tenant" * 300 + "} }"), "GRAPHQL_PARSE_FAILED", "300 tokens")


def test_pages(client: Caller):
    """A page has no more than the bound, asked for or not."""
    for _ in range(6):
        make_journey(client)
    text = "query($first: Int) { journeys(first: $first) { edges { node { id } } totalCount } }"
    assert len(client.ask(text, first=5)["edges"]) == len(client.ask(text)["edges"]) == 5
    check_refused(client.send(text, first=6), "BAD_USER_INPUT", "first is 6", "0 to 5")


def test_words_and_queues(client: Caller):
    """Characters of a text, items of a batch, touchpoints of a map."""
    place = places(make_journey(client))[0]
    refused = client.ask(SUBMIT, input=said(place, text="x" * 11))
    assert (refused["code"], "at most 10" in refused["message"]) == ("TOO_LONG", True)
    refused = client.ask(SUBMIT_BATCH, input={"items": [said(place)] * 3})
    assert (refused["code"], "send 1 to 2" in refused["message"]) == ("TOO_MANY", True)
    refused = client.ask(CREATE_JOURNEY, input={"name": "Join", "stages": [a_stage("All", *"abcd")]})
    assert (refused["__typename"], "3 touchpoints" in refused["message"]) == ("LimitExceeded", True)


def test_a_full_queue(client: Caller, hanging: Callable[[], AbstractContextManager[None]]):
    """More than may wait for a database: QUEUE_FULL, and when to come again; the others are counted."""
    journey = make_journey(client)
    place = places(journey)[0]
    submit(client, place)
    with ThreadPoolExecutor(12) as phones:
        with hanging():
            sent = [phones.submit(client.ask, SUBMIT, input=said(place)) for _ in range(12)]
            wait_for(lambda: sum(each.done() for each in sent) >= 4)  # 4 wait, and 4 at most are being stored
        answers = [each.result() for each in sent]
    full = [answer for answer in answers if answer["__typename"] != "FeedbackAccepted"]
    assert 4 <= len(full) < 12
    for refused in full:
        assert (refused["__typename"], refused["code"]) == ("LimitExceeded", "QUEUE_FULL")
        assert (refused["retryable"], refused["retryAfterMs"], refused["path"]) == (True, 1_000, ["input"])
    assert client.ask(N, id=journey["id"])["score"] == {"n": 13 - len(full)}


def test_production_suggests_nothing(mongo_uri: str):
    """A wrong name is told, and no right one: who may not know the schema is not taught it."""
    with limited(mongo_uri, env="production") as service:
        client = service.newcomer()
        for wrong in (
            "{ viewr { tenant } }",
            "{ viewer { tenan } }",
            "{ journeys(frist: 1) { totalCount } }",
        ):
            error = check_refused(client.send(wrong), "GRAPHQL_VALIDATION_FAILED")
            assert "Did you mean" not in error["message"]
        text = "query($channels: [Channel!]) { feedback(filter: {channels: $channels}) { totalCount } }"
        error = check_refused(client.send(text, channels=["WEBB"]), "BAD_USER_INPUT", "WEBB")
        assert "Did you mean" not in error["message"]
        assert client.ask("{ viewer { tenant } }") == {"tenant": client.tenant}


def test_an_operation_that_takes_too_long(
    mongo_uri: str, hanging: Callable[[], AbstractContextManager[None]]
):
    """Told to ask for less or later, with OVERLOADED: 200 as application/json, 503 as GraphQL's own type."""
    with limited(mongo_uri, query_seconds=0.2, mutation_seconds=0.2) as service:
        client = service.newcomer()
        for text, words in (
            ("{ journeys { totalCount } }", "The query took longer than 0.2 s"),
            ('mutation { forgetCustomer(customerRef: "al") { __typename } }', "may still have been done"),
        ):
            with hanging():
                plain = client.send(text)
                own = service.http.post("/graphql", json={"query": text}, headers={**client.headers, **OWN})
            check_refused(plain, "OVERLOADED", words)
            assert (plain.status_code, own.status_code) == (200, 503)
            assert own.headers["content-type"] == OWN["Accept"]
            assert own.json()["errors"][0]["extensions"] == {"code": "OVERLOADED"}
            assert own.headers["retry-after"] == "1"
            assert client.ask(text)


@pytest.fixture
def hanging(mongo_client: pymongo.MongoClient) -> Callable[[], AbstractContextManager[None]]:
    """Give a way to have the database hang for a while."""
    pid = mongo_client.admin.command("serverStatus")["pid"]

    @contextmanager
    def hang() -> Iterator[None]:
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    return hang
