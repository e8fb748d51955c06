"""The operations of one socket: what was asked for and is not over yet."""

import asyncio
from collections.abc import Callable
from typing import Any

import orjson
from graphql import OperationType

from schema.faults import refusals
from service.app.counting import count_refusal
from service.app.house import House
from service.app.operation import Operation
from service.app.socket.codes import CloseCode, Closing
from service.app.socket.messages import complete, error, next_begin
from service.app.wire import SocketWire
from service.auth.principal import Principal
from service.errors import Overloaded, RateLimited
from service.live import Ask, Seat

TURN_SECONDS = 5.0
"""How long an operation that comes too soon may wait: clients do not send again what was refused."""


class Outlet:
    """Where a subscription's payloads go: spliced into a frame of their own, shared up to the id."""

    __slots__ = ("_begin", "_write", "ready")

    def __init__(self, wire: SocketWire, id_: str) -> None:
        self.ready = wire.ready
        self._write = wire.write
        self._begin = next_begin(id_)

    def take(self, payload: bytes) -> None:
        """Send a payload."""
        self._write(self._begin, payload, b"}")


class Operations:
    """By id: a seat at the hub, or the task that answers (or finds the seat)."""

    __slots__ = ("_at_end", "_house", "_mutations", "_running", "_tasks", "_waiting", "_wire", "principal")

    def __init__(self, house: House, wire: SocketWire, principal: Principal) -> None:
        self._house = house
        self._wire = wire
        self.principal = principal
        self._running: dict[str, Seat | asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._mutations: set[asyncio.Task[None]] = set()
        self._waiting: set[asyncio.Task[None]] = set()
        self._at_end: Callable[[], None] | None = None

    def begin(self, id_: str, operation: Operation) -> None:
        """Do what is asked. Raises Closing for an id in use; any other refusal is of this operation alone."""
        if id_ in self._running:
            raise Closing(CloseCode.ID_TAKEN, f"Subscriber for {id_} already exists")
        if refusal := self._refusal():
            self._wire.write(error(id_, [refusal]))
            return
        try:
            wait = self._house.gate.admit(self.principal, TURN_SECONDS)
        except (RateLimited, Overloaded) as refused:
            count_refusal(f"{refused.whose}_rate" if isinstance(refused, RateLimited) else "overloaded")
            self._wire.write(error(id_, refusals(refused)))
            return
        if wait:
            kind, task = None, asyncio.create_task(self._in_turn(wait, id_, operation))
            self._waiting.add(task)
        elif self._house.known.takes_as_sent(self.principal, operation.reference):
            kind = self._kind(operation)
            task = asyncio.create_task(self._do(id_, self._house.named(operation), kind))
        else:
            kind, task = None, asyncio.create_task(self._recall(id_, operation))
        self._running[id_] = task
        self._tasks.add(task)
        if kind is OperationType.MUTATION:
            self._mutations.add(task)
        task.add_done_callback(self._done)

    def drop(self, id_: str) -> None:
        """Send no more of an operation; one that is over, or never was, is no matter."""
        running = self._running.pop(id_, None)
        if isinstance(running, Seat):
            running.leave()
        elif running and running not in self._mutations:
            running.cancel()

    def wake(self) -> None:
        """Have every subscription served what it missed."""
        for running in list(self._running.values()):
            if isinstance(running, Seat):
                running.wake()

    def finish(self, then: Callable[[], None]) -> None:
        """Begin nothing more, tell nobody more; call `then` once all that is being answered is."""
        self._at_end = then
        for id_, running in list(self._running.items()):
            if isinstance(running, Seat) or running in self._waiting:
                self.drop(id_)
        if not self._tasks:
            then()

    async def end(self) -> None:
        """Leave nothing behind. Mutations are finished, though nobody hears of it; the rest is not."""
        for id_ in list(self._running):
            self.drop(id_)
        if self._mutations:
            await asyncio.wait(self._mutations)

    def _refusal(self) -> dict[str, Any] | None:
        if self._at_end:
            return _refused("OVERLOADED", "the service restarts: connect again")
        most = self._house.limits.socket_operations
        if max(len(self._running), len(self._tasks)) >= most:
            count_refusal("socket_operations")
            return _refused(
                "RATE_LIMITED", f"a socket has at most {most} operations at once: complete one first"
            )
        return None

    def _kind(self, operation: Operation) -> OperationType | None:
        return self._house.execution.kind(operation.document, operation.name)

    async def _in_turn(self, seconds: float, id_: str, operation: Operation) -> None:
        task = asyncio.current_task()
        await asyncio.sleep(seconds)
        if task:
            self._waiting.discard(task)
        await self._recall(id_, operation)

    async def _recall(self, id_: str, operation: Operation) -> None:
        """Do what is asked once its document is found."""
        try:
            operation = await self._house.recalled(operation, self.principal)
        except Exception as refused:  # noqa: BLE001  a bug is masked and logged
            [told] = refusals(refused)
            count_refusal(told["extensions"]["code"].lower())
            self._tell(id_, error(id_, [told]))
            return
        kind, task = self._kind(operation), asyncio.current_task()
        if task and kind is OperationType.MUTATION:
            self._mutations.add(task)
        await self._do(id_, operation, kind)

    async def _do(self, id_: str, operation: Operation, kind: OperationType | None) -> None:
        does = self._follow if kind is OperationType.SUBSCRIPTION else self._answer
        await does(id_, operation)

    async def _follow(self, id_: str, operation: Operation) -> None:
        try:
            asked = await self._house.follow(operation, self.principal)
        except Overloaded as refused:
            count_refusal("overloaded")
            self._tell(id_, error(id_, refusals(refused)))
            return
        if not isinstance(asked, Ask):
            self._tell(id_, error(id_, asked["errors"]))
        elif self._is_wanted(id_):
            self._running[id_] = self._house.hub.take(asked, Outlet(self._wire, id_))
            if self._at_end:
                self.drop(id_)

    async def _answer(self, id_: str, operation: Operation) -> None:
        try:
            answer = await self._house.run(operation, self.principal)
        except Overloaded as refused:
            count_refusal("overloaded")
            self._tell(id_, error(id_, refusals(refused)))
            return
        await self._wire.drained()
        if "data" in answer:
            if self._is_wanted(id_):
                self._wire.write(next_begin(id_), orjson.dumps(answer), b"}")
            self._tell(id_, complete(id_))
        else:
            self._tell(id_, error(id_, answer["errors"]))

    def _is_wanted(self, id_: str) -> bool:
        return self._running.get(id_) is asyncio.current_task()

    def _tell(self, id_: str, last: bytes) -> None:
        if self._is_wanted(id_):
            del self._running[id_]
            self._wire.write(last)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._mutations.discard(task)
        self._waiting.discard(task)
        bug = None if task.cancelled() else task.exception()
        if isinstance(bug, Exception):
            self._wire.close(CloseCode.BUG, refusals(bug)[0]["message"])
        if self._at_end and not self._tasks:
            self._at_end()


def _refused(code: str, message: str) -> dict[str, Any]:
    return {"message": message, "extensions": {"code": code}}
