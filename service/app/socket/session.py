"""A session: one client's socket from its first message to its last."""

import asyncio

from starlette.types import Receive

from schema.faults import refusals
from service.app.counting import count_refusal
from service.app.house import House
from service.app.socket.codes import CloseCode, Closing
from service.app.socket.credentials import token_of
from service.app.socket.messages import (
    ACKNOWLEDGED,
    Complete,
    Init,
    Message,
    Ping,
    Pong,
    Subscribe,
    pong,
    read_message,
)
from service.app.socket.operations import Operations
from service.app.wire import SocketWire
from service.errors import Overloaded, Unauthenticated


class Session:
    """The state of one socket; it holds the wire, so the wire tells it of readers and restarts.

    One task, the server's, and one timer at a time: first for connection_init, then for the token.
    """

    __slots__ = ("_header", "_house", "_inits", "_operations", "_timer", "_wire")

    def __init__(self, house: House, wire: SocketWire, header: str | None) -> None:
        self._house = house
        self._wire = wire
        self._header = header
        self._inits = 0
        self._operations: Operations | None = None
        wire.hold(self)
        self._timer = self._close_in(
            house.limits.socket_init_seconds, CloseCode.INIT_TIMEOUT, "Connection initialisation timeout"
        )

    async def run(self, receive: Receive) -> None:
        """Take messages until either side closes; nothing of the session is left afterwards."""
        try:
            while (event := await receive())["type"] == "websocket.receive":
                await self._take(read_message(event, self._house.limits))
                await self._wire.drained()  # who does not read is not listened to
        except Closing as closing:
            self._wire.close(closing.code, closing.reason)
        except Exception as error:  # noqa: BLE001  a bug, masked and logged
            self._wire.close(CloseCode.BUG, refusals(error)[0]["message"])
        finally:
            self._timer.cancel()
            self._wire.release()
            if self._operations:
                self._house.leave(self._operations.principal)
                await self._operations.end()

    def resumed(self) -> None:
        """Serve all that was missed while the client did not read."""
        if self._operations:
            self._operations.wake()

    def stopping(self) -> None:
        """End as soon as what is being done is done."""
        if self._operations:
            self._operations.finish(self._restart)
        else:
            self._restart()

    async def _take(self, message: Message) -> None:
        match message:
            case Init():
                await self._introduced(message)
            case Ping():
                self._wire.write(pong(message.payload))
            case Subscribe():
                self._acknowledged().begin(message.id, message.operation)
            case Complete():
                if self._operations:
                    self._operations.drop(message.id)
                    await asyncio.sleep(0)  # it is over at once: else a burst of them counts as so many open
            case Pong():
                pass

    async def _introduced(self, init: Init) -> None:
        self._inits += 1
        if self._inits > 1:
            raise Closing(CloseCode.TOO_MANY_INITS, "Too many initialisation requests")
        self._timer.cancel()
        try:
            principal = await self._house.principal(token_of(init.payload, self._header))
            self._house.enter(principal)
        except Unauthenticated as error:
            count_refusal("unauthenticated")
            raise Closing(CloseCode.FORBIDDEN, error.message) from None
        except Overloaded as error:
            count_refusal("sockets")
            raise Closing(CloseCode.COME_AGAIN, error.message) from None
        self._operations = Operations(self._house, self._wire, principal)
        self._timer = self._close_in(
            self._house.seconds_left(principal), CloseCode.FORBIDDEN, "The token has expired"
        )
        self._wire.write(ACKNOWLEDGED)

    def _acknowledged(self) -> Operations:
        if self._operations is None:
            raise Closing(CloseCode.NOT_ACKNOWLEDGED, "Unauthorized: send connection_init first")
        return self._operations

    def _close_in(self, seconds: float, code: CloseCode, reason: str) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, self._wire.close, code, reason)

    def _restart(self) -> None:
        self._wire.close(CloseCode.RESTART, "Service restart")
