"""The WebSocket door: agree on the protocol, then one session."""

from starlette.types import Receive, Scope, Send

from service.app.counting import count_refusal
from service.app.house import NOT_OPEN, House
from service.app.socket.codes import CloseCode
from service.app.socket.session import Session
from service.app.wire import SocketWire, wire_of

SUBPROTOCOL = "graphql-transport-ws"


class SocketDoor:
    """An ASGI application for WebSockets."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one socket to its end. Every end has a code and a reason."""
        wire: SocketWire = wire_of(scope)
        await receive()  # websocket.connect
        spoken = SUBPROTOCOL if SUBPROTOCOL in scope["subprotocols"] else None
        await send({"type": "websocket.accept", "subprotocol": spoken})
        if spoken is None:
            wire.close(CloseCode.NO_SUBPROTOCOL, f"offer the subprotocol {SUBPROTOCOL}")
        elif not self._house.is_open:
            wire.close(CloseCode.COME_AGAIN, NOT_OPEN)
        elif self._house.gate.sockets is not None and self._open >= self._house.limits.sockets:
            count_refusal("sockets")
            wire.close(CloseCode.COME_AGAIN, "too many sockets: try again later")
        else:
            await self._serve(Session(self._house, wire, _authorization(scope)), receive)

    async def _serve(self, session: Session, receive: Receive) -> None:
        """Count it from now on: whoever has not said who it is takes a place too."""
        self._open += 1
        try:
            await session.run(receive)
        finally:
            self._open -= 1


def _authorization(scope: Scope) -> str | None:
    sent = [value.decode("latin-1") for name, value in scope["headers"] if name == b"authorization"]
    return ", ".join(sent) if sent else None
