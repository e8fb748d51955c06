"""A page that stays open: it follows a journey over WebSockets, and comes back whatever cuts it off."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

FOLLOW = """subscription($id: ID!, $afterSeq: Seq) { scoreUpdated(journeyId: $id, afterSeq: $afterSeq) {
    seq kind journey { id score { n seq } } touchpointsWithNewFeedback { id } } }"""
PROTOCOL = Subprotocol("graphql-transport-ws")


@dataclass(frozen=True, slots=True)
class Heard:
    """An update: when it came (seconds of the monotonic clock), from where, and what it said."""

    at: float
    address: str
    seq: int
    kind: str
    journey: str
    n: int
    score_seq: int
    touchpoints: frozenset[str]

    def at_seq(self, seq: int) -> "Heard":
        """Pretend to have seen another state."""
        return replace(self, seq=seq)


@dataclass
class Subscriber:
    """Follows one journey at the first of its addresses that answers, from the last seq it saw.

    A restless one goes to the next address after each update.
    """

    addresses: list[str]
    token: str
    journey: str
    restless: bool = False
    updates: list[Heard] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    closes: list[int] = field(default_factory=list)

    async def run(self) -> None:
        """Follow until cancelled."""
        while True:
            try:
                async with connect(f"ws://{self.addresses[0]}/graphql", subprotocols=[PROTOCOL]) as socket:
                    await self._follow(socket)
            except (OSError, TimeoutError, WebSocketException):
                self._turn()
                await asyncio.sleep(0.05)

    def _turn(self) -> None:
        self.addresses.append(self.addresses.pop(0))

    async def _follow(self, socket: ClientConnection) -> None:
        """Hear what comes, until the socket closes or the operation ends."""
        try:
            init = {"type": "connection_init", "payload": {"authorization": f"Bearer {self.token}"}}
            await socket.send(json.dumps(init))
            assert json.loads(await socket.recv())["type"] == "connection_ack"
            told = {"query": FOLLOW, "variables": {"id": self.journey, "afterSeq": self.seq}}
            await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": told}))
            async for frame in socket:
                match json.loads(frame):
                    case {"type": "next", "payload": {"data": {"scoreUpdated": told}}}:
                        self._note(told)
                        if self.restless:
                            self._turn()
                            return
                    case {"type": "next", "payload": {"errors": errors}}:  # for the moment
                        self.refusals += [error["extensions"]["code"] for error in errors]
                    case {"type": "error", "payload": errors}:
                        self.refusals += [error["extensions"]["code"] for error in errors]
                        await asyncio.sleep(0.05)
                        return
                    case {"type": "complete"}:
                        return
                    case {"type": "ping"}:
                        await socket.send('{"type":"pong"}')
                    case other:
                        raise AssertionError(other)
        finally:
            if socket.close_code:
                self.closes.append(socket.close_code)

    def _note(self, told: dict[str, Any]) -> None:
        score, places = told["journey"]["score"], told["touchpointsWithNewFeedback"]
        heard = Heard(
            time.monotonic(),
            self.addresses[0],
            told["seq"],
            told["kind"],
            told["journey"]["id"],
            score["n"],
            score["seq"],
            frozenset(place["id"] for place in places),
        )
        self.updates.append(heard)

    @property
    def seq(self) -> int | None:
        """The last it saw."""
        return self.updates[-1].seq if self.updates else None

    @property
    def n(self) -> int | None:
        """How many feedback the last payload counts."""
        return self.updates[-1].n if self.updates else None

    def since(self, moment: float) -> Heard | None:
        """Give the first update that came after a moment."""
        return next((heard for heard in self.updates if heard.at >= moment), None)

    def holding(self, n: int) -> Heard | None:
        """Give the first update that counts so many feedback."""
        return next((heard for heard in self.updates if heard.n == n), None)


def check_order(subscribers: Iterable[Subscriber]) -> None:
    """No seq falls or comes twice, no content is older than its seq, and one service's seq means one n."""
    meant: dict[tuple[str, str, int], int] = {}
    for subscriber in subscribers:
        assert set(subscriber.refusals) <= {"OVERLOADED"}
        assert {heard.journey for heard in subscriber.updates} == {subscriber.journey}
        assert subscriber.updates[0].kind == "SNAPSHOT"
        for before, after in pairwise(subscriber.updates):
            assert after.seq > before.seq or after.kind == "WINDOW_MOVED", (before, after)
            assert after.n >= before.n or after.address != before.address, (before, after)
            assert after.kind != "SNAPSHOT", (before, after)
        for heard in subscriber.updates:
            assert heard.score_seq >= heard.seq
            reflected = (heard.address, heard.journey, heard.score_seq)
            assert meant.setdefault(reflected, heard.n) == heard.n, heard


@asynccontextmanager
async def following(subscribers: Iterable[Subscriber]) -> AsyncIterator[None]:
    """Let them follow until left; entering waits until each has its snapshot."""
    subscribers = list(subscribers)
    async with AsyncExitStack() as stack:
        tasks = [asyncio.create_task(subscriber.run()) for subscriber in subscribers]
        stack.push_async_callback(_end, tasks)
        await until(lambda: all(subscriber.updates for subscriber in subscribers))
        yield
        for task in tasks:
            assert not task.done(), task.exception()


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def until(so: Any, seconds: float = 40) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not so():  # sockets tell no event
        assert time.monotonic() < deadline, "it did not happen"
        await asyncio.sleep(0.01)
