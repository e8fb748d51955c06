"""A WebSocket client down to the bytes: one that reads only when told to, and can leave without a word."""

import json
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from websockets.frames import Frame, Opcode

from tests.e2e.caller import Caller
from tests.e2e.socket_talk import PROTOCOL

HANDSHAKE = (
    "GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
)
PATIENCE_SECONDS = 15
SMALL_BYTES = 4_096


class RawSocket:
    """One connection; what has come and was not asked for yet is kept."""

    def __init__(self, host: tuple[str, int]) -> None:
        self.tcp = socket.socket()
        self.tcp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BYTES)
        self.tcp.settimeout(PATIENCE_SECONDS)
        self.tcp.connect(host)
        self._read = b""

    def upgrade(self, *headers: str, protocol: str = PROTOCOL) -> None:
        """Become a WebSocket."""
        lines = [*headers, f"Sec-WebSocket-Protocol: {protocol}", "", ""]
        self.tcp.sendall((HANDSHAKE + "\r\n".join(lines)).encode())
        head = self.until(b"\r\n\r\n")
        assert b" 101 " in head, head

    def say(self, type_: str, **fields: object) -> None:
        """Send a message."""
        self.send(Frame(Opcode.TEXT, json.dumps({"type": type_, **fields}).encode()))

    def send(self, frame: Frame) -> None:
        """Send a frame."""
        self.tcp.sendall(frame.serialize(mask=True))

    def introduce(self, token: str | None) -> None:
        """Send connection_init, and wait for its answer."""
        self.say("connection_init", payload={"authorization": f"Bearer {token}"})
        self.until(b'{"type":"connection_ack"}')

    def ask(self, id_: str, query: str, **variables: object) -> None:
        """Send an operation."""
        self.say("subscribe", id=id_, payload={"query": query, "variables": variables})

    def until(self, wanted: bytes) -> bytes:
        """Read until these bytes have come, and give all up to them."""
        while wanted not in self._read:
            data = self.tcp.recv(65_536)
            assert data, f"ended after {self._read[-100:]!r}"
            self._read += data
        before, _, self._read = self._read.partition(wanted)
        return before + wanted

    def rest(self) -> bytes:
        """Read to the end, or to a reset."""
        try:
            while data := self.tcp.recv(65_536):
                self._read += data
        except ConnectionResetError:
            pass
        return self._read

    def vanish(self) -> None:
        """Be gone without a word: the peer is sent a reset."""
        self.tcp.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.tcp.close()


def address(caller: Caller) -> tuple[str, int]:
    """Tell where a caller's service listens."""
    url = caller.http.base_url
    return url.host, url.port or 80


@contextmanager
def raw_socket(caller: Caller) -> Iterator[RawSocket]:
    """Connect, and vanish at the end."""
    raw = RawSocket(address(caller))
    try:
        yield raw
    finally:
        raw.vanish()


@contextmanager
def raw_talk(caller: Caller) -> Iterator[RawSocket]:
    """Connect, and be acknowledged."""
    with raw_socket(caller) as raw:
        raw.upgrade()
        raw.introduce(caller.token)
        yield raw
