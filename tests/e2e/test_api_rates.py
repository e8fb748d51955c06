"""Rates, sockets and streams: who asks too often or holds too many is refused, and hurts nobody else."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed

from tests.e2e.caller import Caller
from tests.e2e.gates import ASK, answered, gated, head, line_to
from tests.e2e.maps import make_journey
from tests.e2e.processes import wait_for
from tests.e2e.refusals import check_busy, check_refused
from tests.e2e.serving import Service
from tests.e2e.socket_talk import FOLLOW, Talk, talking

LEFT = "{ viewer { rateLimit { limit remaining } } }"
SLOW = {"token_rate": 0.01, "rate_burst": 500}
"""Five at once, and then one in a hundred seconds: no test can be too slow to meet it."""


@pytest.fixture(scope="module")
def rated(mongo_uri: str) -> Iterator[Service]:
    """Run a service that lets five through."""
    with gated(mongo_uri, **SLOW, sockets_per_token=2, sockets_per_tenant=3) as service:
        yield service


def tokens(service: Service, *subjects: str) -> list[Caller]:
    """Be several tokens of a new tenant."""
    tenant = f"t-{uuid4().hex[:12]}"
    return [Caller(service.http, tenant, service.token(tenant, subject=subject)) for subject in subjects]


def used_up(service: Service, *others: str) -> list[Caller]:
    """Be tokens of a new tenant, the first of which has used up its rate."""
    callers = tokens(service, "eager", *others)
    for _ in range(5):
        assert callers[0].ask(ASK) == {"tenant": callers[0].tenant}
    return callers


def test_the_sixth_of_five(rated):
    """429 in JSON with Retry-After; another token and another tenant are served."""
    eager, calm = used_up(rated, "calm")
    refused = eager.send(ASK)
    assert (refused.status_code, refused.headers["content-type"]) == (429, "application/json")
    assert 1 <= int(refused.headers["retry-after"]) <= 100
    check_refused(refused, "RATE_LIMITED", "This token may send 0.01 requests a second")
    assert calm.ask(ASK) == {"tenant": calm.tenant}
    assert rated.newcomer().ask(ASK)


def test_what_is_left_is_told(rated):
    """`remaining` falls by each request, this one too."""
    caller = rated.newcomer()
    for remaining in (4, 3, 2, 1, 0):
        assert caller.ask(LEFT) == {"rateLimit": {"limit": 5, "remaining": remaining}}
    assert caller.send(LEFT).status_code == 429


def test_every_way_in_counts(rated):
    """A mutation, a bad request, a GET and a slash more are requests; a bad token is none."""
    [caller] = tokens(rated, "eager")
    assert rated.http.post("/graphql", headers={"Authorization": "Bearer x"}).status_code == 401
    caller.send('mutation { deleteFeedback(id: "x") { __typename } }')
    caller.post(["no request"])
    rated.http.get("/graphql", params={"query": ASK}, headers=caller.headers)
    rated.http.post("/graphql/", json={"query": ASK}, headers=caller.headers)
    caller.ask(ASK)
    for method, path in (("GET", "/graphql"), ("POST", "/graphql"), ("POST", "/graphql/")):
        assert rated.http.request(method, path, headers=caller.headers).status_code == 429
    assert rated.http.get("/healthz").status_code == 200


def test_it_is_refused_before_its_body(rated):
    """Who asks too often is told so by the head alone: no byte of a body is waited for."""
    [eager] = used_up(rated)
    with line_to(rated) as line:
        line.sendall(head(eager, "Content-Length: 1000000"))
        status, headers, _ = answered(line)
    assert (status, "retry-after" in headers) == (429, True)


def test_a_socket_is_rated_as_well(rated):
    """Its operations count as requests; what is refused is refused alone, and the socket lives on."""
    [caller] = tokens(rated, "eager")
    with talking(caller) as talk:
        talk.introduce(caller.token)
        for number in range(5):
            talk.ask(str(number), ASK)
            assert [talk.hear()["type"] for _ in range(2)] == ["next", "complete"]
        talk.ask("more", ASK)
        refused = talk.hear()
        assert (refused["type"], refused["id"]) == ("error", "more")
        assert refused["payload"][0]["extensions"] == {"code": "RATE_LIMITED"}
        talk.say("ping")
        assert talk.hear() == {"type": "pong"}
    assert caller.send(ASK).status_code == 429


def test_a_crowd_on_a_socket_waits_its_turn(mongo_uri):
    """What is a little too soon is not refused, for clients would not send it again: all are answered."""
    with gated(mongo_uri, token_rate=10, rate_burst=0.1) as service:
        caller = service.newcomer()
        with talking(caller) as talk:
            talk.introduce(caller.token)
            began = time.monotonic()
            for number in range(6):
                talk.ask(str(number), ASK)
            told = [talk.hear() for _ in range(12)]
            assert [each["id"] for each in told if each["type"] == "next"] == list("012345")
            assert time.monotonic() - began >= 0.45


def test_sockets_of_a_token_and_of_a_tenant(rated):
    """The third of two of a token, the fourth of three of a tenant: 1013, which clients try again after."""
    one, other = tokens(rated, "one", "other")
    with ExitStack() as stack:

        def open_one(caller: Caller) -> Any:
            talk = stack.enter_context(talking(caller))
            talk.say("connection_init", payload={"authorization": f"Bearer {caller.token}"})
            return talk

        held = [open_one(caller) for caller in (one, one, other)]
        assert [talk.hear()["type"] for talk in held] == ["connection_ack"] * 3
        assert open_one(one).close() == (1013, "too many sockets of this token (2): close one first")
        assert open_one(other).close() == (1013, "too many sockets of this tenant (3): close one first")
        held[0].socket.close()
        wait_for(lambda: is_acknowledged(open_one(one)))


def test_sockets_of_nobody_yet(mongo_uri):
    """Who opens sockets and never says who it is takes places too: the third of two is closed at once."""
    with gated(mongo_uri, sockets=2) as service, ExitStack() as stack:
        stranger = service.newcomer()
        for _ in range(2):
            stack.enter_context(talking(stranger)).say("ping")
        third = stack.enter_context(talking(stranger))
        assert third.close() == (1013, "too many sockets: try again later")


def is_acknowledged(talk: Talk) -> bool:
    """Tell whether the service lets a socket in, or closes it."""
    try:
        return talk.hear()["type"] == "connection_ack"
    except ConnectionClosed:
        return False


def test_streams_count_as_sockets(rated):
    """A third stream of a token is refused with 503 while two are open; an ended one makes place."""
    [caller] = tokens(rated, "one")
    journey = make_journey(caller)["id"]
    headers = {**caller.headers, "Accept": "text/event-stream"}
    body = {"query": FOLLOW, "variables": {"id": journey}}

    with ExitStack() as stack:
        for _ in range(2):
            told = stack.enter_context(rated.http.stream("POST", "/graphql", json=body, headers=headers))
            assert told.status_code == 200
        refused = rated.http.post("/graphql", json=body, headers=headers)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
        check_busy(refused)
