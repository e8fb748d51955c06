"""A WebSocket client that says exactly what it is told, frame by frame."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.e2e.caller import Caller

PROTOCOL = "graphql-transport-ws"
PATIENCE_SECONDS = 15
FOLLOW = """subscription($id: ID!, $afterSeq: Seq, $ms: Int! = 0) {
    scoreUpdated(journeyId: $id, afterSeq: $afterSeq, minIntervalMs: $ms) { seq kind } }"""


def asking(id_: str, query: str, **variables: Any) -> dict[str, Any]:
    """Word an operation."""
    return {"id": id_, "type": "subscribe", "payload": {"query": query, "variables": variables}}


class Talk:
    """One socket."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    def say(self, type_: str, **fields: Any) -> None:
        """Send a message."""
        self.socket.send(json.dumps({"type": type_, **fields}))

    def ask(self, id_: str, query: str, **variables: Any) -> None:
        """Send an operation."""
        self.socket.send(json.dumps(asking(id_, query, **variables)))

    def say_at_once(self, *messages: dict[str, Any]) -> None:
        """Send messages that arrive together, however busy the machine is."""
        frames = (Frame(Opcode.TEXT, json.dumps(message).encode()) for message in messages)
        self.socket.socket.sendall(b"".join(frame.serialize(mask=True) for frame in frames))

    def hear(self) -> dict[str, Any]:
        """Wait for the next message."""
        message: dict[str, Any] = json.loads(self.socket.recv(PATIENCE_SECONDS))
        return message

    def is_silent(self, seconds: float = 0.3) -> bool:
        """Tell whether nothing comes for a while."""
        try:
            self.socket.recv(seconds)
        except TimeoutError:
            return True
        return False

    def close(self) -> tuple[int | None, str | None]:
        """Wait until the service closes it, whatever comes before, and say how."""
        try:
            while True:
                self.socket.recv(PATIENCE_SECONDS)
        except ConnectionClosed as closed:
            if closed.rcvd is None:
                return None, None
            return closed.rcvd.code, closed.rcvd.reason

    def introduce(self, token: str | None) -> None:
        """Send connection_init, and wait for its answer."""
        self.say("connection_init", payload={"authorization": f"Bearer {token}"})
        assert self.hear() == {"type": "connection_ack"}


@contextmanager
def talking(caller: Caller, *protocols: str, **options: Any) -> Iterator[Talk]:
    """Open a socket, and close it in order."""
    offered = [Subprotocol(name) for name in protocols or (PROTOCOL,)]
    address = f"ws://{caller.http.base_url.netloc.decode()}/graphql"
    with connect(address, subprotocols=offered, compression=None, close_timeout=5, **options) as socket:
        yield Talk(socket)


@contextmanager
def introduced(caller: Caller) -> Iterator[Talk]:
    """Open a socket that is acknowledged."""
    with talking(caller) as talk:
        talk.introduce(caller.token)
        yield talk
