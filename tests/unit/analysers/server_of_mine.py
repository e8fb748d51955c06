"""A real emotion server on this machine: what it answers is up to the test."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socketserver import StreamRequestHandler, ThreadingTCPServer


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    line: str
    headers: dict[str, str]
    body: dict
    caller: int

    @property
    def texts(self):
        """The texts it brought."""
        return self.body["inputs"]


def http(body: bytes, status="200 OK", **headers) -> bytes:
    """Write an answer."""
    told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\n{told}Content-Length: {len(body)}\r\n\r\n".encode() + body


def told(*entries) -> bytes:
    """Write an answer of these entries."""
    return http(json.dumps(entries).encode(), Content_Type="application/json")


def labelled(**scores):
    """Write scores as the common servers do."""
    return [{"label": label, "score": score} for label, score in scores.items()]


def joyful(asked: Asked) -> Iterator[bytes]:
    """Answer as a model that reads joy in everything."""
    yield told(*(labelled(joy=0.9, anger=0.1) for _ in asked.texts))


class MyServer(ThreadingTCPServer):
    """Answers with the parts that `behave` yields, and keeps what it was asked; `left` counts who hung up."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, behave: Callable[[Asked], Iterator[bytes]]):
        self.behave = behave
        self.asked: list[Asked] = []
        self.left = threading.Semaphore(0)
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self):
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}/read"

    def handle_error(self, request, client_address):
        """Pass over callers who hang up in the middle."""


class Handler(StreamRequestHandler):
    """One connection."""

    server: MyServer

    def handle(self):
        """Answer until the caller or a part that is None ends it."""
        try:
            while asked := self._asked():
                self.server.asked.append(asked)
                for part in self.server.behave(asked):
                    if part is None:
                        return
                    self.wfile.write(part)
        finally:
            self.server.left.release()

    def _asked(self):
        line = self.rfile.readline().decode().strip()
        if not line:
            return None
        headers = {}
        while told := self.rfile.readline().decode().strip():
            name, _, value = told.partition(": ")
            headers[name.lower()] = value
        body = json.loads(self.rfile.read(int(headers["content-length"])))
        return Asked(line, headers, body, self.client_address[1])


@contextmanager
def running(behave: Callable[[Asked], Iterator[bytes]] = joyful) -> Iterator[MyServer]:
    """Run one."""
    with MyServer(behave) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
