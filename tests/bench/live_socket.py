"""One graphql-transport-ws subscriber on a bare socket, at a few microseconds an update."""

import itertools
import json
import socket
import struct
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

RECEIVE_BYTES = 1 << 16
STALLED_RECEIVE_BYTES = 4_096
ABORT = struct.pack("ii", 1, 0)
"""SO_LINGER of no time: closing sends a reset."""

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
_HEAD_END = b"\r\n\r\n"
_COUNT = b'"score":{"n":'
"""Where a payload tells how much feedback it counts: `n` is the first field asked of the score."""

_NUMBERS = itertools.count()


@dataclass(slots=True)
class Notes:
    """Who was told of how much feedback, and when by the machine's monotonic clock."""

    who: "array[int]" = field(default_factory=lambda: array("l"))
    counts: "array[int]" = field(default_factory=lambda: array("q"))
    at: "array[float]" = field(default_factory=lambda: array("d"))
    nbytes: int = 0

    def add(self, number: int, count: int, at: float, nbytes: int) -> None:
        """Note an update."""
        self.who.append(number)
        self.counts.append(count)
        self.at.append(at)
        self.nbytes += nbytes

    def forget(self) -> None:
        """Begin again."""
        del self.who[:], self.counts[:], self.at[:]
        self.nbytes = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """What a subscriber asks for, where, and whether it stops reading after the first state."""

    port: int
    token: str
    document: str
    variables: dict[str, Any]
    stalled: bool = False

    def upgrade(self) -> bytes:
        """Write the handshake."""
        return (
            f"GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n"
            f"Authorization: Bearer {self.token}\r\n\r\n"
        ).encode()

    def init(self) -> bytes:
        """Write the first message."""
        return _text({"type": "connection_init", "payload": {"authorization": f"Bearer {self.token}"}})

    def subscribe(self) -> bytes:
        """Write the operation."""
        payload = {"query": self.document, "variables": self.variables}
        return _text({"id": "1", "type": "subscribe", "payload": payload})


class Subscriber:
    """Greets, subscribes, and notes each update. `count` is the newest it holds; -1 before the first."""

    __slots__ = ("_buffer", "_next", "_notes", "_wish", "closed", "count", "failure", "number", "sock")

    def __init__(self, wish: Wish, notes: Notes) -> None:
        self._wish = wish
        self._notes = notes
        self._buffer = b""
        self._next: Callable[[bytes], None] = self._greeted
        self.number = next(_NUMBERS)
        self.count = -1
        self.closed = ""
        self.failure = ""
        self.sock = socket.socket()
        if wish.stalled:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, STALLED_RECEIVE_BYTES)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.connect(("127.0.0.1", wish.port))
        self.sock.settimeout(0)
        self.sock.send(wish.upgrade())

    def read(self) -> None:
        """Take in what has come. `closed` tells afterwards whether the server ended it, and how."""
        try:
            data = self.sock.recv(RECEIVE_BYTES)
        except BlockingIOError:
            return
        except OSError as error:
            self.closed = type(error).__name__
            return
        if not data:
            self.closed = self.closed or "end"
            return
        self._next(data)

    def abort(self) -> None:
        """Be gone without a word: the server's kernel hears a reset."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
        self.sock.close()

    def leave(self) -> None:
        """Close in order."""
        with suppress(OSError):
            self.sock.send(_masked(CLOSE, struct.pack("!H", 1000)))
        self.sock.close()

    def _greeted(self, data: bytes) -> None:
        self._buffer += data
        head, end, rest = self._buffer.partition(_HEAD_END)
        if not end:
            return
        if b" 101 " not in head[:16]:
            self.failure = self._buffer.decode(errors="replace")[:300]
            return
        self._buffer = b""
        self._next = self._acknowledged
        self.sock.send(self._wish.init())
        if rest:
            self._next(rest)

    def _acknowledged(self, data: bytes) -> None:
        for payload in self._messages(data):
            if b'"connection_ack"' not in payload:
                self.failure = payload.decode(errors="replace")[:300]
                return
            self._next = self._told
            self.sock.send(self._wish.subscribe())

    def _told(self, data: bytes) -> None:
        at = time.monotonic()
        for payload in self._messages(data):
            start = payload.find(_COUNT)
            if start < 0:
                if b'"ping"' not in payload[:40]:
                    self.failure = self.failure or payload.decode(errors="replace")[:300]
                continue
            start += len(_COUNT)
            self.count = int(payload[start : payload.index(b",", start)])
            self._notes.add(self.number, self.count, at, len(payload))

    def _messages(self, data: bytes) -> Iterator[bytes]:
        """Cut text messages out of frames; a ping is answered, a close noted, a part kept for later."""
        data = self._buffer + data if self._buffer else data
        start = 0
        while (end := frame_end(data, start)) is not None:
            code, begins = data[start] & 0xF, _payload_start(data, start)
            if code == TEXT:
                yield data[begins:end]
            elif code == PING:
                self.sock.send(_masked(PONG, data[begins:end]))
            elif code == CLOSE:
                told = data[begins:end]
                self.closed = f"{int.from_bytes(told[:2])} {told[2:].decode()}"
            start = end
        self._buffer = data[start:]


def _payload_start(data: bytes, start: int) -> int:
    length = data[start + 1]
    return start + (2 if length < 126 else 4 if length == 126 else 10)


def frame_end(data: bytes, start: int) -> int | None:
    """Find where the server's frame that begins at `start` ends; None where more is to come."""
    if len(data) < start + 2:
        return None
    begins, length = _payload_start(data, start), data[start + 1]
    if length >= 126:
        if len(data) < begins:
            return None
        length = int.from_bytes(data[start + 2 : begins])
    end = begins + length
    return end if end <= len(data) else None


def _text(message: dict[str, Any]) -> bytes:
    return _masked(TEXT, json.dumps(message).encode())


def _masked(code: int, payload: bytes) -> bytes:
    """Write a client's frame, masked with zeros, which is a mask too."""
    size = len(payload)
    told = bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack("!H", size)
    return bytes([0x80 | code]) + told + b"\0\0\0\0" + payload
