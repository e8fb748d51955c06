"""A load generator: a process of its own, cheap enough not to eat what it measures.

Reads one `Load` as JSON from standard input, keeps that many clients busy over HTTP/1.1 with keep-alive, and
writes one `Measured` as JSON to standard output.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import uvloop

from tests.bench.cpu import cpu_seconds

NUMBER = b"@@@@@@@@@"
"""Stands in a body for the number of the request, nine digits: what makes an idempotency key new."""

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


@dataclass(frozen=True, slots=True)
class Load:
    """What to send: bodies by turns, until there were so many requests or it took so many seconds."""

    port: int
    token: str
    bodies: list[str]
    clients: int
    requests: int
    seconds: float
    expect: str
    first: int = 0
    pids: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of it: answers as expected, milliseconds each, and CPU seconds of the processes watched."""

    answers: int
    failed: int
    failure: str
    seconds: float
    p50: float
    p99: float
    cpu: list[float]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds

    def cpu_ms(self, process: int) -> float:
        """CPU of a watched process for one answer, in milliseconds."""
        return self.cpu[process] / max(self.answers, 1) * 1_000


def measure(load: Load) -> Measured:
    """Have a process of its own send the load. Raises RuntimeError where any answer is not as expected."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.load"],
        input=json.dumps(asdict(load)),
        capture_output=True,
        text=True,
        check=True,
    )
    measured = Measured(**json.loads(done.stdout))
    if measured.failed and not measured.answers:
        raise RuntimeError(measured.failure)
    return measured


class Run:
    """The requests still to be sent, and what came of those that were."""

    def __init__(self, load: Load) -> None:
        self._requests = _requests(load)
        self._deadline = time.perf_counter() + load.seconds
        self.expect = load.expect.encode()
        self.latencies: list[float] = []
        self.failed = 0
        self.failure = ""

    def following(self) -> bytes | None:
        """Give the next request, or None when it is enough."""
        return None if time.perf_counter() > self._deadline else next(self._requests, None)

    def note(self, answer: bytes, seconds: float) -> None:
        """Take note of an answer."""
        if self.expect in answer:
            self.latencies.append(seconds)
        else:
            self.failed += 1
            self.failure = answer.decode(errors="replace")[:500]


def _requests(load: Load) -> Iterator[bytes]:
    heads = [
        f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {load.token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body.encode())}\r\n\r\n{body}".encode()
        for body in load.bodies
    ]
    for number in range(load.first, load.first + load.requests):
        yield heads[number % len(heads)].replace(NUMBER, b"%09d" % number)


class Client(asyncio.Protocol):
    """One client on one connection: sends, waits for the answer, sends the next."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._answer = bytearray()
        self._sent = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        """Be ready."""
        self._transport = transport

    def start(self) -> None:
        """Send the next request, or be done."""
        request = self._run.following()
        if request is None:
            self._transport.close()
            self.done.set_result(None)
            return
        self._sent = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Take in a part of an answer."""
        self._answer += data
        head = self._answer.find(_END)
        if head < 0 or len(self._answer) < head + len(_END) + _length(self._answer[:head]):
            return
        self._run.note(bytes(self._answer), time.perf_counter() - self._sent)
        self._answer.clear()
        self.start()

    def connection_lost(self, _: Exception | None) -> None:
        """Be done, whatever is missing."""
        if not self.done.done():
            self._run.failed += 1
            self._run.failure = "the connection was lost"
            self.done.set_result(None)


def _length(head: bytearray) -> int:
    lowered = bytes(head).lower()
    at = lowered.find(_LENGTH) + len(_LENGTH)
    return int(lowered[at:].split(b"\r\n", 1)[0])


async def _send(load: Load) -> Measured:
    loop = asyncio.get_running_loop()
    run = Run(load)
    pairs = [
        await loop.create_connection(lambda: Client(run), "127.0.0.1", load.port) for _ in range(load.clients)
    ]
    before = [cpu_seconds(pid) for pid in load.pids]
    began = time.perf_counter()
    for _, client in pairs:
        client.start()
    await asyncio.gather(*(client.done for _, client in pairs))
    seconds = time.perf_counter() - began
    cpu = [cpu_seconds(pid) - used for pid, used in zip(load.pids, before, strict=True)]
    waits = sorted(run.latencies) or [0.0]
    return Measured(
        answers=len(run.latencies),
        failed=run.failed,
        failure=run.failure,
        seconds=seconds,
        p50=waits[len(waits) // 2] * 1_000,
        p99=waits[int(len(waits) * 0.99)] * 1_000,
        cpu=cpu,
    )


if __name__ == "__main__":
    print(json.dumps(asdict(uvloop.run(_send(Load(**json.load(sys.stdin)))))))  # noqa: T201  # its answer
