"""Room, heads and bodies: what is too much or too slow is refused early, in JSON, and hurts nobody else."""

import asyncio
import gzip
import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from service.rollups import Rollups
from tests.e2e.gates import ASK, answered, gated, head, line_to
from tests.e2e.maps import make_journey
from tests.e2e.refusals import check_busy, check_refused
from tests.e2e.serving import Service
from tests.e2e.socket_talk import talking

SCORE = "query($id: ID!) { journey(id: $id) { score { n } } }"


@pytest.fixture(scope="module")
def narrow(mongo_uri: str) -> Iterator[Service]:
    """Run a service that does one thing at a time, waits a moment for bodies, and often looks who is late."""
    bounds = {"in_flight": 1, "body_seconds": 0.3, "json_depth": 8, "unread_seconds": 0.4}
    with gated(mongo_uri, on=None, **bounds) as service:
        yield service


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
