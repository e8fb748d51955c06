"""Connections that vanish without a word leave nothing behind: no seat, no task, no file descriptor."""

import os
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import pytest
from websockets.frames import Frame, Opcode

from tests.e2e.caller import Caller
from tests.e2e.maps import SUBMIT, make_journey, places, said, submit
from tests.e2e.processes import wait_for
from tests.e2e.raw_socket import HANDSHAKE, RawSocket, address
from tests.e2e.serving import Service
from tests.e2e.socket_talk import FOLLOW
from tests.e2e.test_live_stalls import posted

TIMES = int(os.environ.get("HEARTLINE_TEST_DISCONNECTS", "300"))
POOLED = 10
"""Connections to the database that may be opened meanwhile, and are kept."""


def descriptors() -> int:
    """Count the files and sockets this process has open; the service is a thread of it."""
    return len(list(Path("/proc/self/fd").iterdir()))


def leavers(company: Caller) -> list[Callable[[RawSocket], None]]:
    """Say at which moments a client may vanish."""
    journey = make_journey(company)
    id_, place = journey["id"], places(journey)[0]

    def shaking_hands(raw: RawSocket) -> None:
        raw.tcp.sendall(HANDSHAKE.encode())

    def introduced(raw: RawSocket) -> None:
        raw.upgrade()
        raw.say("connection_init", payload={"authorization": company.token})

    def asking(raw: RawSocket) -> None:
        introduced(raw)
        raw.ask("1", FOLLOW, id=id_)
        raw.ask("2", "{ journeys { edges { node { score { n } } } } }")
        raw.ask("3", SUBMIT, input=said(place))

    def following(raw: RawSocket) -> None:
        asking(raw)
        raw.until(b'"SNAPSHOT"')
        raw.ask("4", FOLLOW, id=id_)

    def stopping_short(raw: RawSocket) -> None:
        introduced(raw)
        raw.tcp.sendall(Frame(Opcode.TEXT, b'{"type":"ping"}').serialize(mask=True)[:-3])

    def closing_badly(raw: RawSocket) -> None:
        following(raw)
        raw.tcp.sendall(b"\xf1\x80\x00\x00\x00\x00")

    def events(raw: RawSocket) -> None:
        raw.tcp.sendall(posted(company, FOLLOW, "Accept: text/event-stream", id=id_))

    def heard_events(raw: RawSocket) -> None:
        events(raw)
        raw.until(b'"SNAPSHOT"')

    return [
        shaking_hands,
        introduced,
        asking,
        following,
        stopping_short,
        closing_badly,
        events,
        heard_events,
    ]


@pytest.mark.parametrize("patient", [False, True], ids=["reset", "end"])
def test_vanishing(service: Service, company: Caller, *, patient: bool):
    """Whenever it happens, and whether the peer resets the connection or just closes it."""
    ways = leavers(company)
    seats, tasks, files = service.seats, service.tasks(), descriptors() + POOLED
    for leave in islice(cycle(ways), TIMES // 2):
        raw = RawSocket(address(company))
        leave(raw)
        if patient:
            raw.tcp.close()
        else:
            raw.vanish()
    submit(company, make_journey(company)["touchpoints"][0]["id"])
    wait_for(lambda: service.seats == seats and service.tasks() <= tasks and descriptors() <= files)
    assert not [each for each in service.server.server_state.connections if each.transport.is_closing()]
