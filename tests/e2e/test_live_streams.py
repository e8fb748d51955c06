"""Subscriptions as HTTP responses that go on: graphql-sse, and Apollo's multipart protocol."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest

from service.documents.ids import Kind, new_id
from tests.e2e.caller import Caller
from tests.e2e.maps import SUBMIT, make_journey, places, said, submit
from tests.e2e.processes import wait_for
from tests.e2e.serving import Service, serving, with_limits
from tests.e2e.socket_talk import FOLLOW
from tests.e2e.test_live_socket_closes import token_until

EVENTS = "text/event-stream"
PARTS = "multipart/mixed;boundary=graphql;subscriptionSpec=1.0"
GRAPHQL_JSON = "application/graphql-response+json"
APOLLO = f"{PARTS},{GRAPHQL_JSON},application/json;q=0.9"
URQL = f"{GRAPHQL_JSON}, application/graphql+json, application/json, text/event-stream, multipart/mixed"
VIEWER = "{ viewer { tenant } }"
BETWEEN = {EVENTS: b"\n\n", PARTS: b"\r\n--graphql"}


class Listener:
    """Reads a stream piece by piece, as its client libraries do."""

    def __init__(self, response: httpx2.Response) -> None:
        self.response = response
        self._between = BETWEEN[EVENTS if response.headers["content-type"].startswith(EVENTS) else PARTS]
        self._chunks = response.iter_raw()
        self._read = b""

    def next(self) -> str:
        """Wait for the next piece."""
        while self._between not in self._read:
            self._read += next(self._chunks)
        piece, _, self._read = self._read.partition(self._between)
        return piece.decode()

    def rest(self) -> str:
        """Read to the end."""
        return (self._read + b"".join(self._chunks)).decode()


@contextmanager
def listening(
    caller: Caller, accept: str, query: str, method: str = "POST", **variables: Any
) -> Iterator[Listener]:
    """Follow something."""
    headers = {**caller.headers, "Accept": accept}
    told: dict[str, Any] = {"json": {"query": query, "variables": variables}}
    if method == "GET":
        told = {"params": {"query": query, "variables": json.dumps(variables)}}
    with caller.http.stream(method, "/graphql", headers=headers, **told) as response:
        assert response.status_code == 200, response.read()
        yield Listener(response)


def event(data: dict[str, Any]) -> str:
    """Write down an event."""
    return "event: next\ndata: " + json.dumps(data, separators=(",", ":"))


def part(data: dict[str, Any]) -> str:
    """Write down a part."""
    return "\r\nContent-Type: application/json\r\n\r\n" + json.dumps(data, separators=(",", ":"))


def state(seq: int, kind: str) -> dict[str, Any]:
    """Write down an update."""
    return {"data": {"scoreUpdated": {"seq": seq, "kind": kind}}}


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_events(company: Caller, method: str):
    """The state first, then each later one; nothing on the way may hold the stream back or keep it."""
    journey = make_journey(company)
    with listening(company, EVENTS, FOLLOW, method, id=journey["id"]) as listener:
        headers = listener.response.headers
        assert headers["content-type"] == "text/event-stream; charset=utf-8"
        assert headers["cache-control"] == "no-cache, no-transform"
        assert headers["x-accel-buffering"] == "no"
        assert listener.next() == event(state(0, "SNAPSHOT"))
        submit(company, places(journey)[0])
        assert listener.next() == event(state(1, "FEEDBACK"))
    with listening(company, EVENTS, FOLLOW, method, id=journey["id"], afterSeq=1) as listener:
        submit(company, places(journey)[0])
        assert listener.next() == event(state(2, "FEEDBACK"))


def test_parts(company: Caller):
    """Each part is followed at once by the boundary that tells its reader that it is whole."""
    journey = make_journey(company)
    with listening(company, APOLLO, FOLLOW, id=journey["id"]) as listener:
        told = listener.response.headers["content-type"]
        assert told == 'multipart/mixed; boundary="graphql"; subscriptionSpec="1.0"'
        assert listener.next() == ""
        assert listener.next() == part({"payload": state(0, "SNAPSHOT")})
        submit(company, places(journey)[0])
        assert listener.next() == part({"payload": state(1, "FEEDBACK")})


def test_queries_and_mutations(company: Caller):
    """Asked for as events they come as one, and complete."""
    place = places(make_journey(company))[0]
    for query, variables in ((VIEWER, {}), (SUBMIT, {"input": said(place)})):
        with listening(company, EVENTS, query, **variables) as listener:
            told = listener.next()
            assert told.startswith('event: next\ndata: {"data":{')
            assert listener.rest() == "event: complete\ndata:\n\n"
    headers = {**company.headers, "Accept": EVENTS}
    slip = {"query": SUBMIT, "variables": json.dumps({"input": said(place)})}
    by_get = company.http.get("/graphql", params=slip, headers=headers)
    assert (by_get.status_code, by_get.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("subscription {", {}, "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", {}, "GRAPHQL_VALIDATION_FAILED"),
        (FOLLOW, {"id": "x"}, "BAD_USER_INPUT"),
        (FOLLOW, {"id": new_id(Kind.JOURNEY)}, "NOT_FOUND"),
    ],
)
def test_refused_subscriptions(company: Caller, query: str, variables: dict[str, Any], code: str):
    """They are told in the stream, where its clients look for errors, and the stream ends."""
    with listening(company, EVENTS, query, **variables) as listener:
        name, _, data = listener.next().partition("\ndata: ")
        assert name == "event: next"
        assert [error["extensions"]["code"] for error in json.loads(data)["errors"]] == [code]
        assert listener.rest() == "event: complete\ndata:\n\n"
    if code in {"BAD_USER_INPUT", "NOT_FOUND"}:
        with listening(company, APOLLO, query, **variables) as listener:
            assert listener.next() == ""
            payload = json.loads(listener.next().partition("\r\n\r\n")[2])["payload"]
            assert [error["extensions"]["code"] for error in payload["errors"]] == [code]
            assert listener.rest() == "--\r\n"


def test_requests_that_are_no_requests(company: Caller):
    """What is wrong with the request itself has its status, and is told in JSON."""
    follow = {"query": FOLLOW, "variables": {"id": new_id(Kind.JOURNEY)}}
    for status, headers, content in (
        (401, {"Authorization": "Bearer x"}, json.dumps(follow)),
        (415, {**company.headers, "Content-Type": "text/plain"}, json.dumps(follow)),
        (400, company.headers, "{"),
        (413, company.headers, " " * 3_000_000),
    ):
        sent = {"Content-Type": "application/json", "Accept": EVENTS, **headers}
        response = company.http.post("/graphql", headers=sent, content=content)
        assert response.status_code == status
        assert response.headers["content-type"] == "application/json"
        assert response.json()["errors"]


@pytest.mark.parametrize(
    ("accept", "query", "subscription"),
    [
        (None, "application/json", None),
        ("*/*", "application/json", None),
        ("application/json", "application/json", None),
        (GRAPHQL_JSON, GRAPHQL_JSON, None),
        (EVENTS, EVENTS, EVENTS),
        ("text/event-stream, application/json", EVENTS, EVENTS),
        ("application/json, text/event-stream", "application/json", EVENTS),
        ("text/event-stream;q=0.9, application/json", "application/json", EVENTS),
        ("application/json;q=0.9, text/event-stream", EVENTS, EVENTS),
        ("text/*, */*;q=0.1", "application/json", None),
        (URQL, GRAPHQL_JSON, EVENTS),
        (APOLLO, GRAPHQL_JSON, "multipart/mixed"),
        ('multipart/mixed;subscriptionSpec="1.0", application/json', "application/json", "multipart/mixed"),
        ('multipart/mixed;deferSpec="a,b";q=1, TEXT/Event-Stream;Q=0.5', EVENTS, EVENTS),
    ],
)
def test_what_is_accepted(company: Caller, accept: str | None, query: str, subscription: str | None):
    """A query comes as its client likes best; a subscription as any stream it takes, else it is refused."""
    headers = {**company.headers, "Accept": accept} if accept else company.headers
    with company.http.stream("POST", "/graphql", json={"query": VIEWER}, headers=headers) as response:
        assert response.headers["content-type"].partition(";")[0] == query
    told = {"query": FOLLOW, "variables": {"id": make_journey(company)["id"]}}
    with company.http.stream("POST", "/graphql", json=told, headers=headers) as response:
        if subscription:
            assert response.headers["content-type"].partition(";")[0] == subscription
        else:
            assert response.status_code == (400 if query == GRAPHQL_JSON else 200)
            error = json.loads(response.read())["errors"][0]
            assert error["extensions"]["code"] == "BAD_USER_INPUT"
            assert "Accept: text/event-stream" in error["message"]


@pytest.mark.parametrize(
    "accept",
    [f"{EVENTS};q=0", "multipart/mixed;subscriptionSpec=2.0", "multipart/mixed", "text/html", "*/*;q=0"],
)
def test_what_is_not_spoken(company: Caller, accept: str):
    """406 that names what is, before anything is done."""
    response = company.http.post(
        "/graphql", json={"query": VIEWER}, headers={**company.headers, "Accept": accept}
    )
    assert (response.status_code, response.headers["content-type"]) == (406, "application/json")
    [error] = response.json()["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert all(media in error["message"] for media in ("application/json", GRAPHQL_JSON, EVENTS))


def test_a_silent_stream_is_pinged(service: Service):
    """So that nobody on the way takes it for dead: a comment, or an empty part."""
    with serving(with_limits(service.settings, stream_ping_seconds=0.2)) as lively:
        company = lively.newcomer()
        journey = make_journey(company)
        for accept, pulse in ((EVENTS, ":"), (APOLLO, part({}))):
            with listening(company, accept, FOLLOW, id=journey["id"]) as listener:
                pieces = [listener.next() for _ in range(4)]
                assert pieces[-2:] == [pulse, pulse]
                submit(company, places(journey)[0])
                assert "FEEDBACK" in listener.next()


def test_the_token_ends(service: Service, company: Caller):
    """The stream is completed then, and its connection may be used again."""
    journey, ends = make_journey(company), int(time.time()) + 2
    short = Caller(company.http, company.tenant, token_until(service, company.tenant, ends))
    with (
        listening(short, EVENTS, FOLLOW, id=journey["id"]) as events,
        listening(short, APOLLO, FOLLOW, id=journey["id"]) as parts,
    ):
        assert events.rest().endswith('{"seq":0,"kind":"SNAPSHOT"}}}\n\nevent: complete\ndata:\n\n')
        assert parts.rest().endswith("\r\n--graphql--\r\n")
        assert ends - 0.1 < time.time() < ends + 2
    assert company.ask(VIEWER) == {"tenant": company.tenant}


def test_the_client_leaves(service: Service, company: Caller):
    """Nothing of a stream stays behind."""
    journey = make_journey(company)
    seats, tasks = service.seats, service.tasks()
    for accept in (EVENTS, APOLLO):
        with listening(company, accept, FOLLOW, id=journey["id"]) as listener:
            while "SNAPSHOT" not in listener.next():
                pass
            assert service.seats == seats + 1
        wait_for(lambda: service.seats == seats and service.tasks() <= tasks)


def test_a_stopping_service_completes(service: Service):
    """Streams end in order, so that clients go elsewhere instead of guessing."""
    with serving(service.settings) as stopping:
        company = stopping.newcomer()
        journey = make_journey(company)
        with (
            listening(company, EVENTS, FOLLOW, id=journey["id"]) as events,
            listening(company, APOLLO, FOLLOW, id=journey["id"]) as parts,
        ):
            assert events.next() == event(state(0, "SNAPSHOT"))
            assert [parts.next(), parts.next()] == ["", part({"payload": state(0, "SNAPSHOT")})]
            stopping.stop()
            assert (events.rest(), parts.rest()) == ("event: complete\ndata:\n\n", "--\r\n")
