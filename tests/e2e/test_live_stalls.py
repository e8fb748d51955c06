"""Readers that stop reading: they cost little, hold nobody up, and are cut off."""

import json
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import pytest
from websockets.frames import Frame, Opcode

from tests.e2e.caller import Caller
from tests.e2e.maps import make_journey, places, submit
from tests.e2e.processes import wait_for
from tests.e2e.raw_socket import RawSocket, raw_socket, raw_talk
from tests.e2e.serving import Service, serving, with_limits
from tests.e2e.socket_talk import Talk, introduced

PICTURE = """subscription($id: ID!) { scoreUpdated(journeyId: $id, minIntervalMs: 0) {
    seq journey { emotionCurve { svg } } } }"""


@pytest.fixture(scope="module")
def strict(service: Service) -> Iterator[Service]:
    """Run a service that has little patience."""
    with serving(with_limits(service.settings, unread_seconds=1)) as strict:
        yield strict


def hear_until(talk: Talk, seq: int) -> None:
    """Hear updates until this one."""
    while talk.hear()["payload"]["data"]["scoreUpdated"]["seq"] < seq:
        pass


def test_a_slow_reader_gets_the_newest(company: Caller):
    """Of what came while it did not read it is sent the newest alone, and not all that was missed."""
    journey = make_journey(company)
    with raw_talk(company) as slow, introduced(company) as quick:
        for talk in (slow, quick):
            talk.ask("1", PICTURE, id=journey["id"])
        for seq in range(60):
            hear_until(quick, seq)
            submit(company, places(journey)[0])
        hear_until(quick, 60)
        told = slow.until(b'"seq":60,').count(b'"type":"next"')
        assert told < 40


def test_readers_that_stop_are_cut_off(strict: Service):
    """Socket or stream, they are gone after the patience; who reads the same journey hears everything."""
    company = strict.newcomer()
    journey = make_journey(company)
    seats, tasks = strict.seats, strict.tasks()
    with ExitStack() as stack:
        for _ in range(4):
            stack.enter_context(raw_talk(company)).ask("1", PICTURE, id=journey["id"])
            events = stack.enter_context(raw_socket(company))
            events.tcp.sendall(posted(company, PICTURE, "Accept: text/event-stream", id=journey["id"]))
        quick = stack.enter_context(introduced(company))
        quick.ask("1", PICTURE, id=journey["id"])
        wait_for(lambda: strict.seats == seats + 9)
        seq, deadline = 0, time.monotonic() + 30
        while strict.seats > seats + 1:
            assert time.monotonic() < deadline, "they are still there"
            submit(company, places(journey)[0])
            seq += 1
            hear_until(quick, seq)
    wait_for(lambda: strict.seats == seats and strict.tasks() <= tasks)


def test_clients_that_flood_without_reading(strict: Service):
    """They are not listened to while their answers wait, so memory stays; and they are cut off."""
    company = strict.newcomer()
    make_journey(company)
    tasks, before = strict.tasks(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with raw_talk(company) as messages, raw_talk(company) as frames:
        flood(messages, lambda: messages.say("ping", payload={"a": "x" * 60_000}))
        flood(frames, lambda: frames.send(Frame(Opcode.PING, b"x" * 125)))
        wait_for(lambda: strict.tasks() <= tasks)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


def test_answers_nobody_reads(strict: Service):
    """A plain request is held to the same: its connection is closed, though its client never does."""
    company = strict.newcomer()
    make_journey(company)
    picture = "journeys(first: 1) { edges { node { emotionCurve { svg } } } }"
    request = posted(company, "{ " + " ".join(f"a{each}: {picture}" for each in range(9)) + " }")
    connections = strict.server.server_state.connections
    before = len(connections)
    with raw_socket(company) as raw:
        flood(raw, lambda: raw.tcp.sendall(request))
        wait_for(lambda: len(connections) <= before)


def posted(company: Caller, query: str, *headers: str, **variables: str) -> bytes:
    """Write a request."""
    body = json.dumps({"query": query, "variables": variables})
    lines = ["POST /graphql HTTP/1.1", "Host: x", f"Authorization: Bearer {company.token}", *headers]
    lines += ["Content-Type: application/json", f"Content-Length: {len(body)}", "", body]
    return "\r\n".join(lines).encode()


def flood(raw: RawSocket, send: Callable[[], None]) -> None:
    """Send until the service takes no more for a while, or ends it."""
    raw.tcp.settimeout(0.5)
    with suppress(OSError):
        while True:
            send()
