"""Sockets at the edges, without a database: a house that is closed, and failures that are bugs."""

import asyncio
from types import SimpleNamespace
from typing import Any

from service.app.socket import SocketDoor
from service.gate import Gate
from service.settings import Limits, Settings


class Wire:
    """Notes what is done to it."""

    stops = False

    def __init__(self) -> None:
        self.closed: list[tuple[int, str]] = []
        self.holders: list[Any] = []

    def close(self, code: int, reason: str) -> None:
        """Note how it was closed."""
        self.closed.append((int(code), reason))

    def hold(self, holder: Any) -> None:
        """Note who holds it."""
        self.holders.append(holder)

    def release(self) -> None:
        """Note that nobody does."""
        self.holders.append(None)


async def opened(house: Any, *events: dict[str, Any]) -> tuple[Wire, list[dict[str, Any]]]:
    """Let a socket in that says these things."""
    wire, sent = Wire(), []
    heard = iter([{"type": "websocket.connect"}, *events, {"type": "websocket.disconnect"}])
    scope = {"subprotocols": ["graphql-transport-ws"], "headers": [], "extensions": {"heartline.wire": wire}}

    async def receive() -> Any:
        return next(heard)

    async def send(event: Any) -> None:
        sent.append(event)

    await SocketDoor(house)(scope, receive, send)
    return wire, sent


async def test_before_the_database_serves():
    """A socket is accepted, so that it can be told to come again."""
    wire, sent = await opened(SimpleNamespace(is_open=False))
    assert [event["type"] for event in sent] == ["websocket.accept"]
    assert [code for code, _ in wire.closed] == [1013]
    assert "heartline migrate" in wire.closed[0][1]


async def test_a_bug():
    """It closes the socket with 1011 and a reference, and says nothing of the cause."""
    house = SimpleNamespace(is_open=True, limits=Limits(), gate=Gate.of(Settings()))  # it knows no principals
    given = '{"type":"connection_init","payload":{"authorization":"x"}}'
    wire, _ = await opened(house, {"type": "websocket.receive", "text": given})
    ((code, reason),) = wire.closed
    assert code == 1011
    assert reason.startswith("Internal error. Quote the reference ")
    assert wire.holders[-1] is None
    assert len(asyncio.all_tasks()) == 1
