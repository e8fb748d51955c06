"""Tricked tokens on the wire: sent byte by byte, because no client library would send most of them."""

import secrets
import socket
import time
from collections.abc import Iterable
from http.client import HTTPResponse
from json import dumps, loads
from typing import Any, NamedTuple

import websockets.sync.client
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.unit.auth.conftest import Smithy

SUBPROTOCOL = Subprotocol("graphql-transport-ws")


class Told(NamedTuple):
    """An answer over HTTP."""

    status: int
    media: str
    challenge: str
    body: dict[str, Any]


class Forge(Smithy):
    """A smithy of today, whose secret is text, as settings are."""

    def __init__(self):
        super().__init__()
        self.now = int(time.time())
        self.secret = secrets.token_hex(16).encode()
        self.private["HS256"] = self.public["HS256"] = self.secret

    def settings(self, algorithm: str) -> dict[str, str | None]:
        """Say what a service is told that believes this smithy."""
        if algorithm == "HS256":
            return {"jwt_secret": self.secret.decode()}
        return {"jwt_secret": None, "jwt_algorithm": algorithm, "jwt_public_key": self.pems[algorithm]}


def written(text: str) -> bytes:
    """Write a header's value, be it one or not."""
    return text.encode(errors="surrogatepass")


def send(port: int, headers: Iterable[bytes], body: bytes, path: bytes = b"/graphql") -> Told:
    """Post JSON under these header lines."""
    told = (
        b"Host: localhost",
        b"Content-Type: application/json",
        b"Content-Length: %d" % len(body),
        *headers,
    )
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(b"POST %b HTTP/1.1\r\n%b\r\n\r\n%b" % (path, b"\r\n".join(told), body))
        response = HTTPResponse(line)
        response.begin()
        media, challenge = (response.getheader(name, "") for name in ("content-type", "www-authenticate"))
        answer = response.read()
    return Told(response.status, media, challenge, loads(answer) if "json" in media else {})


def introduce(port: int, payload: dict[str, Any] | None) -> tuple[int, str]:
    """Open a socket, say who one is; tell how it was closed, or (0, "") where it was acknowledged."""
    address = f"ws://127.0.0.1:{port}/graphql"
    with websockets.sync.client.connect(address, subprotocols=[SUBPROTOCOL]) as line:
        try:
            line.send(dumps({"type": "connection_init", "payload": payload}))
            assert loads(line.recv(timeout=10)) == {"type": "connection_ack"}
        except ConnectionClosed as closed:
            return (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")
    return 0, ""
