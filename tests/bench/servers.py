"""Processes that serve: the service as it is run, and plain implementations of parts of it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any

import orjson

START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Server:
    """A process that answers GraphQL on a port of loopback."""

    pid: int
    port: int

    def ask(self, token: str, document: str, variables: Mapping[str, Any] | None = None) -> Any:
        """Ask once. Raises RuntimeError with the errors, if any."""
        answer = orjson.loads(self.post(token, body(document, variables)))
        if "errors" in answer:
            raise RuntimeError(str(answer["errors"])[:500])
        return answer["data"]

    def post(self, token: str, sent: str) -> bytes:
        """Send a body; answers the body of the answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        connection.request("POST", "/graphql", sent.encode(), headers)
        answer = connection.getresponse().read()
        connection.close()
        return answer


def body(document: str, variables: Mapping[str, Any] | None = None) -> str:
    """Write the body of a request."""
    return orjson.dumps({"query": document, "variables": variables or {}}).decode()


@contextmanager
def service(settings: Mapping[str, str], *options: str, module: str = "service") -> Iterator[Server]:
    """Run `heartline serve`, or what stands for `heartline`."""
    port = free_port()
    command = [sys.executable, "-m", module, "serve", "--port", str(port), *options]
    with _running(command, settings, port, "/readyz") as server:
        yield server


@contextmanager
def plain(factory: str, settings: Mapping[str, str], **more: str) -> Iterator[Server]:
    """Run a plain implementation under the same server and the same event loop."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "--factory", factory, "--port", str(port)]
    command += ["--loop", "uvloop", "--http", "httptools", "--log-level", "warning", "--no-access-log"]
    with _running(command, {**settings, **more}, port, "/readyz") as server:
        yield server


def free_port() -> int:
    """Find a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(command: Sequence[str], settings: Mapping[str, str], port: int, ready: str) -> Iterator[Server]:
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603  # our own programs
            command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=said
        )
        try:
            if not _gets_ready(process, port, ready):
                said.seek(0)
                raise RuntimeError(f"{' '.join(command)} did not get ready: {said.read()[-2_000:].decode()}")
            yield Server(process.pid, port)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _gets_ready(process: "subprocess.Popen[bytes]", port: int, path: str) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return True
        except (OSError, HTTPException):
            pass
        time.sleep(0.1)
    return False
