"""Rates, room, sockets and bodies: what is too much is refused early, in JSON, and hurts nobody else."""

import asyncio
import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from http.client import HTTPResponse
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families
from websockets.exceptions import ConnectionClosed

from service.rollups import Rollups
from service.settings import Limits
from tests.e2e.caller import Caller
from tests.e2e.conftest import migrated
from tests.e2e.maps import make_journey
from tests.e2e.processes import wait_for
from tests.e2e.refusals import check_refused
from tests.e2e.serving import Service, own_settings, serving
from tests.e2e.socket_talk import FOLLOW, Talk, talking

ASK = "{ viewer { tenant } }"
LEFT = "{ viewer { rateLimit { limit remaining } } }"
SCORE = "query($id: ID!) { journey(id: $id) { score { n } } }"
SLOW = {"token_rate": 0.01, "rate_burst": 500}
"""Five at once, and then one in a hundred seconds: no test can be too slow to meet it."""


@contextmanager
def gated(mongo_uri: str, *, on: bool | None = True, **bounds: float) -> Iterator[Service]:
    """Run a service with these bounds."""
    name = f"test-{uuid4().hex}"
    asyncio.run(migrated(mongo_uri, name))
    with serving(own_settings(mongo_uri, name, rate_limits=on, limits=Limits(**bounds))) as service:
        yield service


@pytest.fixture(scope="module")
def rated(mongo_uri: str) -> Iterator[Service]:
    """Run a service that lets five through."""
    with gated(mongo_uri, **SLOW, sockets_per_token=2, sockets_per_tenant=3) as service:
        yield service


@pytest.fixture(scope="module")
def narrow(mongo_uri: str) -> Iterator[Service]:
    """Run a service that does one thing at a time and waits a moment for bodies."""
    with gated(mongo_uri, on=None, in_flight=1, body_seconds=0.3, json_depth=8) as service:
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


def head(caller: Caller, *more: str) -> bytes:
    """Write the head of a POST."""
    lines = ("POST /graphql HTTP/1.1", "Host: x", f"Authorization: Bearer {caller.token}", *more)
    return "\r\n".join((*lines, "Content-Type: application/json", "", "")).encode()


@contextmanager
def line_to(service: Service) -> Iterator[socket.socket]:
    """Connect, without any client's library."""
    with socket.create_connection(("127.0.0.1", service.http.base_url.port or 0), timeout=20) as line:
        yield line


def answered(line: socket.socket) -> tuple[int, dict[str, str], dict[str, Any]]:
    """Read an answer."""
    response = HTTPResponse(line)
    response.begin()
    headers = {name.lower(): value for name, value in response.getheaders()}
    return response.status, headers, json.loads(response.read())


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


def check_busy(response: httpx2.Response) -> None:
    """Hold a refusal for want of room to 503 in JSON with Retry-After."""
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) >= 1
    [error] = response.json()["errors"]
    assert error["extensions"] == {"code": "OVERLOADED"}


@pytest.fixture
def held_up(narrow: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the service's one place taken by a request that waits."""
    begun, go_on, real = threading.Event(), threading.Event(), Rollups.scores

    async def waiting(*asked: Any) -> Any:
        begun.set()
        await asyncio.to_thread(go_on.wait, 20)
        return await real(*asked)

    caller = narrow.newcomer()
    journey = make_journey(caller)["id"]
    monkeypatch.setattr(Rollups, "scores", waiting)
    told: list[Any] = []
    thread = threading.Thread(target=lambda: told.append(caller.send(SCORE, id=journey).json()))
    thread.start()
    assert begun.wait(20)
    yield
    go_on.set()
    thread.join()
    assert told == [{"data": {"journey": {"score": {"n": 0}}}}]


@pytest.mark.usefixtures("held_up")
def test_there_is_room_for_so_many(narrow):
    """The second of one gets 503 at once, by HTTP and by a socket; probes are served, and it afterwards."""
    other = narrow.newcomer()
    refused = other.send(ASK)
    check_busy(refused)
    assert "1 requests" in refused.json()["errors"][0]["message"]
    with line_to(narrow) as line:
        line.sendall(head(other, "Content-Length: 1000000"))
        assert answered(line)[0] == 503
    with talking(other) as talk:
        talk.introduce(other.token)
        talk.ask("1", ASK)
        assert talk.hear()["payload"][0]["extensions"] == {"code": "OVERLOADED"}
    for probe in ("/healthz", "/readyz", "/metrics", "/schema.graphql"):
        assert narrow.http.get(probe).status_code == 200


def test_a_slow_body_takes_nobody_s_place(narrow):
    """408 and the end of the connection after the time; meanwhile the one place is free for others."""
    slow, quick = narrow.newcomer(), narrow.newcomer()
    with line_to(narrow) as line:
        line.sendall(head(slow, "Content-Length: 100") + b'{"query": ')
        began = time.monotonic()
        assert quick.ask(ASK) == {"tenant": quick.tenant}
        status, headers, answer = answered(line)
        assert (status, headers["connection"]) == (408, "close")
        assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT"}
        assert line.recv(1) == b""
    assert time.monotonic() - began >= 0.29


@pytest.mark.parametrize("begun", [b"", b"POST /graph", b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Pad: "])
def test_a_slow_head(narrow, begun):
    """408 and the end of the connection: whoever begins a request and does not finish it holds nothing."""
    with line_to(narrow) as line:
        line.sendall(begun)
        assert line.recv(1_000).startswith(b"HTTP/1.1 408 ")
        assert line.recv(1) == b""


def test_a_second_head_that_is_slow(narrow):
    """Is ended as well, after the first request was answered."""
    with line_to(narrow) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HT")
        told = b""
        while piece := line.recv(10_000):
            told += piece
    assert told.startswith(b"HTTP/1.1 200 ")
    assert b"HTTP/1.1 408 " in told


@pytest.mark.parametrize(
    ("asked", "more"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", b"\r\n"),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n", b"x"),
        (b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n", b"x"),
        (b"PUT /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
    ids=["an empty line", "the body of a GET", "a refused body", "a refused chunk"],
)
def test_more_after_the_answer(narrow, asked, more):
    """Holds the connection no longer than a slow head does: one byte held it for ever, without a token."""
    with line_to(narrow) as line:
        line.sendall(asked)
        answered(line)
        line.sendall(more)
        line.settimeout(4)  # uvicorn's own patience, where it has any, is 5 s
        assert line.recv(1) == b""


def test_a_handshake_that_cannot_be_read(narrow, caplog):
    """Is refused, and is no bug."""
    with line_to(narrow) as line:
        line.sendall(
            b"GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: x\r\n\r\n"
        )
        told = line.makefile("rb").read()
    assert told.startswith(b"HTTP/1.1 4")
    assert narrow.http.get("/healthz").status_code == 200
    assert [each for each in caplog.records if each.levelname == "ERROR"] == []


def test_an_offer_of_another_protocol(narrow):
    """Is passed over, as Java expects: its body was lost. A body that reads like one is left alone."""
    token = narrow.newcomer().headers["Authorization"]
    head = (
        "POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
        f"Content-Type: application/json\r\nAuthorization: {token}\r\nContent-Length: %d\r\n\r\n"
    )
    good, bad = json.dumps({"query": ASK}), "\r\nUpgrade: h2c\r\n\r\n"
    statuses = []
    with line_to(narrow) as line:
        for body in (good, good, bad, good):
            line.sendall((head % len(body) + body).encode())
            statuses.append(answered(line)[0])
    assert statuses == [200, 200, 400, 200]


def test_an_endless_head(narrow):
    """A head over 2 MiB is refused while it is sent, be it one header or many."""
    for pad in (b"x" * 65_536, b"X-Pad: x\r\n" * 6_000):
        with line_to(narrow) as line:
            line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Pad: ")
            with pytest.raises(ConnectionError):  # what is unread when it ends resets the connection
                line.sendall(pad * 1_000)
    assert narrow.http.get("/healthz").status_code == 200


def test_a_zipped_body(narrow):
    """Is read as what was zipped; bombs, junk and other codings are refused."""
    caller = narrow.newcomer()

    def post(content: bytes, coding: str = "gzip") -> httpx2.Response:
        headers = {**caller.headers, "Content-Type": "application/json", "Content-Encoding": coding}
        return narrow.http.post("/graphql", content=content, headers=headers)

    body = json.dumps({"query": ASK}).encode()
    assert post(gzip.compress(body)).json() == {"data": {"viewer": {"tenant": caller.tenant}}}
    bomb = gzip.compress(b'{"query": "' + b" " * 50_000_000)
    for status, content, coding in ((413, bomb, "gzip"), (400, body, "gzip"), (415, body, "br")):
        refused = post(content, coding)
        assert refused.status_code == status
        check_refused(refused, "BAD_USER_INPUT")


DEEP = [
    ({"query": ASK, "variables": {"a": [[[[[[1]]]]]]}}, None),
    ({"query": ASK, "variables": {"a": [[[[[[[1]]]]]]]}}, "8 levels"),
    ({"query": ASK, "extensions": {"a": [[[[[[[1]]]]]]]}}, "8 levels"),
    ([[[[[[[[[]]]]]]]]], "8 levels"),
]


@pytest.mark.parametrize(("body", "said"), DEEP)
def test_a_deep_body(narrow, body, said):
    """Nesting is bounded, in what is used and in what is not."""
    response = narrow.newcomer().post(body)
    if said is None:
        assert response.status_code == 200
    else:
        assert response.status_code == 400
        check_refused(response, "BAD_USER_INPUT", said)


def counts(service: Service) -> dict[tuple[str, str], float]:
    """Read what the service has counted of untrusted documents, by name and reason or outcome."""
    return {
        (sample.name, sample.labels.get("reason") or sample.labels.get("outcome", "")): sample.value
        for family in text_string_to_metric_families(service.http.get("/metrics").text)
        for sample in family.samples
        if sample.name.startswith("heartline_") and "le" not in sample.labels
        if sample.labels.get("operation", "other") == "other"
    }


def since(service: Service, before: dict[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Tell what has changed."""
    now = counts(service).items()
    return {key: value - before.get(key, 0) for key, value in now if value != before.get(key, 0)}


def test_what_is_counted(narrow):
    """Requests by what came of them, refusals by reason, under no name that a client made up."""
    caller, before = narrow.newcomer(), counts(narrow)
    caller.ask(f"query MadeUp {ASK}")
    caller.send("{ nothing }")
    caller.send('{ journey(id: "x") { id } }')
    narrow.http.post("/graphql", json={"query": ASK})
    narrow.http.put("/graphql")
    make_journey(caller)
    told = since(narrow, before)
    assert told["heartline_requests_total", "ok"] == 2
    assert told["heartline_requests_total", "errors"] == 1
    reasons = {"unauthenticated", "method", "graphql_validation_failed"}
    for name in ("heartline_requests_total", "heartline_refusals_total"):
        assert {reason for of, reason in told if of == name} - {"ok", "errors"} == reasons
        assert all(told[name, reason] == 1 for reason in reasons)
    assert told["heartline_request_seconds_count", ""] == 4
    assert "MadeUp" not in narrow.http.get("/metrics").text


def test_a_trusted_operation_has_its_name(mongo_uri, tmp_path):
    """In the numbers too, over HTTP and a socket; the same name in a client's own document has not."""
    document, name = f"query Screen {ASK}", f"test-{uuid4().hex}"
    (tmp_path / "screen.graphql").write_text(document)
    asyncio.run(migrated(mongo_uri, name))
    with serving(own_settings(mongo_uri, name, documents_dir=tmp_path)) as service:
        caller = service.newcomer()
        caller.ask(document)
        caller.ask(f"{document} # my own")
        with talking(caller) as talk:
            talk.introduce(caller.token)
            talk.ask("1", document)
            assert talk.hear()["type"] == "next"
        text = service.http.get("/metrics").text
    assert 'heartline_requests_total{operation="Screen",outcome="ok"} 2.0' in text


def test_subscribers_are_counted(mongo_uri):
    """Sockets, subscriptions, the journeys they follow, and each update; gone when they are."""
    names = ("heartline_sockets", "heartline_subscribers", "heartline_followed_journeys")
    with gated(mongo_uri, on=None) as service:  # of several in one process the last one's hub is asked
        caller = service.newcomer()
        journey, before = make_journey(caller)["id"], counts(service)
        with talking(caller) as talk:
            talk.introduce(caller.token)
            talk.ask("1", FOLLOW, id=journey)
            assert talk.hear()["type"] == "next"
            told = since(service, before)
            assert [told[name, ""] for name in names] == [1, 1, 1]
            assert told["heartline_updates_total", ""] == 1
        wait_for(lambda: not since(service, before).keys() & {(name, "") for name in names})


def test_the_last_recount_is_told(narrow, mongo_client):
    """A nightly recount ends long before anybody asks: what it found, and when, stays."""

    def told(name: str) -> str:
        [line] = [
            each for each in narrow.http.get("/metrics").text.splitlines() if each.startswith(f"{name} ")
        ]
        return line.removeprefix(f"{name} ")

    found = {"_id": "recount", "differences": 3, "at": datetime(2026, 3, 1, tzinfo=UTC)}
    mongo_client[narrow.settings.mongo_database]["meta"].insert_one(found)
    assert float(told("heartline_recount_difference")) == 3
    assert float(told("heartline_recount_timestamp_seconds")) == 1_772_323_200


def test_every_answer_has_the_request_s_id(narrow):
    """The client's where it is sane, on refusals, probes and answers alike."""
    caller = narrow.newcomer()
    for path in ("/graphql", "/healthz", "/nowhere"):
        told = narrow.http.get(path, headers={"X-Request-Id": "balancer-7"})
        assert told.headers["x-request-id"] == "balancer-7"
    made = {caller.send(ASK).headers["x-request-id"] for _ in range(3)}
    assert len(made) == 3
