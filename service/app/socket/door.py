"""The WebSocket door: agree on the protocol, then one session."""

from starlette.types import Receive, Scope, Send

from service.app.house import NOT_OPEN, House
from service.app.socket.codes import CloseCode
from service.app.socket.session import Session
from service.app.wire import SocketWire, wire_of

SUBPROTOCOL = "graphql-transport-ws"


class SocketDoor:
    """An ASGI application for WebSockets."""

    def __init__(self, house: House) -> None:
        self._house = house

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
        else:
            await Session(self._house, wire, _authorization(scope)).run(receive)


def _authorization(scope: Scope) -> str | None:
    sent = [value.decode("latin-1") for name, value in scope["headers"] if name == b"authorization"]
    return ", ".join(sent) if sent else None
