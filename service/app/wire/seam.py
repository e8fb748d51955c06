"""The interface between a transport's protocol and the connection that carries it."""

from typing import Any, Protocol

from starlette.types import Scope

EXTENSION = "heartline.wire"


class Holder(Protocol):
    """Who holds a wire, and is told what happens to it. Neither method may raise."""

    def resumed(self) -> None:
        """Learn that the reader reads again: the wire is ready."""

    def stopping(self) -> None:
        """Learn that the service stops: end soon, in your protocol's way."""


class Wire(Protocol):
    """One connection, written to without a coroutine."""

    stops: bool
    """Whether the service is stopping: who comes to hold it now was not told."""

    def hold(self, holder: Holder) -> None:
        """Have a holder told what happens; one at a time."""

    def release(self) -> None:
        """Have it told nothing more."""

    def ready(self) -> bool:
        """Tell whether what is written now is sent now, and not piled up."""

    def write(self, first: bytes, *rest: bytes) -> None:
        """Send the pieces as one message: a text frame, or a chunk. Into a closed connection: nothing."""

    def abort(self) -> None:
        """End the connection at once; what is unsent is lost."""


class SocketWire(Wire, Protocol):
    """A WebSocket."""

    async def drained(self) -> None:
        """Wait until the reader has taken what was written, or is gone."""

    def close(self, code: int, reason: str) -> None:
        """Say why, and end; whoever does not answer within 3 s is cut off. The reason is cut at 123 bytes."""


def wire_of(scope: Scope) -> Any:
    """Give the wire of a request or socket. Raises RuntimeError under a server that has none."""
    wire = scope.get("extensions", {}).get(EXTENSION)
    if wire is None:
        raise RuntimeError("live updates need the connections of service.app.server: use `heartline serve`")
    return wire
