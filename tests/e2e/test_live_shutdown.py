"""SIGTERM with sockets and streams open: everybody is told, and the service ends in time."""

import json
import signal
import struct
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pymongo
from websockets.frames import Frame, Opcode

from tests.e2e.caller import Caller
from tests.e2e.maps import SUBMIT, make_journey, places, said, submit
from tests.e2e.processes import Served, check_quiet, served
from tests.e2e.raw_socket import RawSocket, raw_socket, raw_talk
from tests.e2e.socket_talk import FOLLOW
from tests.e2e.test_command_lives import outside, ready
from tests.e2e.test_live_stalls import PICTURE, posted

__all__ = ["outside", "ready"]

READERS, STALLED, WRITERS = 50, 5, 4
RESTART = struct.pack("!H", 1012)
END_SECONDS = 9
"""Three for readers that do not answer, and what a busy machine adds; the grace period is 15."""


def stalled(stack: ExitStack, caller: Caller, journey: str) -> None:
    """Open sockets and streams that are never read."""
    for _ in range(STALLED):
        stack.enter_context(raw_talk(caller)).ask("1", PICTURE, id=journey)
        events = stack.enter_context(raw_socket(caller))
        events.tcp.sendall(posted(caller, PICTURE, "Accept: text/event-stream", id=journey))


def write(service: Served, place: str) -> set[str]:
    """Submit one after the other until nobody answers; give what was acknowledged."""
    acknowledged = set()
    with httpx2.Client(base_url=service.http.base_url, timeout=30) as http:
        while True:
            try:
                answer = (
                    Caller(http, "northline", service.tokens["mobile"]).send(SUBMIT, input=said(place)).json()
                )
            except httpx2.TransportError:
                return acknowledged
            if "errors" in answer:
                return acknowledged
            acknowledged.add(answer["data"]["submitFeedback"]["feedback"]["id"])


def told(raw: RawSocket) -> None:
    """Be told that the service restarts, and agree."""
    raw.until(RESTART + b"Service restart")
    raw.send(Frame(Opcode.CLOSE, RESTART))
    assert raw.rest() == b""


def test_sigterm(data_dir: Path, ready: dict[str, str], mongo_client: pymongo.MongoClient):
    """Readers get 1012, streams complete, stalled readers hold nothing up, what is acknowledged is stored."""
    with (
        served(data_dir, **ready) as service,
        ThreadPoolExecutor(WRITERS) as pool,
        ExitStack() as stack,
    ):
        caller = service.caller()
        journey = make_journey(caller)
        place = places(journey)[0]
        stalled(stack, caller, journey["id"])
        readers = [stack.enter_context(raw_talk(caller)) for _ in range(READERS)]
        for raw in readers:
            raw.ask("1", FOLLOW, id=journey["id"], ms=60_000)
            raw.until(b'"SNAPSHOT"}}}}')
        events = stack.enter_context(raw_socket(caller))
        events.tcp.sendall(posted(caller, FOLLOW, "Accept: text/event-stream", id=journey["id"]))
        events.until(b'"SNAPSHOT"')
        for _ in range(20):
            submit(caller, place)
        writes: list[Future[set[str]]] = [pool.submit(write, service, place) for _ in range(WRITERS)]
        writer = stack.enter_context(raw_talk(caller))
        for number in range(30):
            writer.ask(f"{number}", SUBMIT, input=said(place))
        began = time.monotonic()
        service.process.send_signal(signal.SIGTERM)
        for raw in readers:
            told(raw)
        assert events.rest().endswith(b"event: complete\ndata:\n\n\r\n0\r\n\r\n")
        answers = writer.until(RESTART + b"Service restart")
        writer.send(Frame(Opcode.CLOSE, RESTART))
        assert service.process.wait(60) == 0
        assert time.monotonic() - began < END_SECONDS
        check_quiet(service)
    acknowledged = set().union(*(each.result() for each in writes), ids_in(answers))
    stored = mongo_client[ready["HEARTLINE_MONGO_DATABASE"]]["feedback"]
    assert acknowledged
    assert stored.count_documents({"_id": {"$in": list(acknowledged)}}) == len(acknowledged)


def ids_in(frames: bytes) -> Iterator[str]:
    """Give the ids of the feedback that answers say was accepted."""
    for frame in frames.split(b'"feedback":{"id":')[1:]:
        id_: str = json.loads(frame.partition(b"}")[0])
        yield id_
