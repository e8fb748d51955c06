"""A load generator that keeps time: so many requests a second, whether or not they are answered.

A wait begins when a request was due, not when it was sent: a service that falls behind cannot hide it. It is
told one `Pace` as JSON and writes one `Kept` as JSON to standard output.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

import uvloop

from tests.bench.cpu import cpu_seconds


@dataclass(frozen=True, slots=True)
class Pace:
    """What to send, under tokens by turns, how often, for how long, on how many connections."""

    port: int
    tokens: list[str]
    body: str
    rate: float
    seconds: float
    connections: int
    pid: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of it: answers by status, waits in milliseconds, and CPU seconds of the service."""

    statuses: dict[str, int]
    p50: float
    p99: float
    cpu: float

    @property
    def answers(self) -> int:
        """All answers, refusals among them."""
        return sum(self.statuses.values())


def begin(pace: Pace) -> "subprocess.Popen[str]":
    """Begin to send, in a process of its own."""
    told = json.dumps(asdict(pace))
    command = [sys.executable, "-m", "tests.bench.paced", told]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603  # our own words


def end(process: "subprocess.Popen[str]") -> Kept:
    """Wait for what came of it."""
    assert process.stdout
    with process:
        told = process.stdout.read()
    return Kept(**json.loads(told))


class Line(asyncio.Protocol):
    """One connection with one request at a time."""

    def __init__(self) -> None:
        self._answer = bytearray()
        self._told: asyncio.Future[str] | None = None
        self._transport: Any = None

    def connection_made(self, transport: Any) -> None:
        """Be ready."""
        self._transport = transport

    async def send(self, request: bytes) -> str:
        """Send a request; give the status of its answer."""
        self._told = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._told

    def data_received(self, data: bytes) -> None:
        """Take in a part of an answer."""
        self._answer += data
        head, end, rest = self._answer.partition(b"\r\n\r\n")
        if not end:
            return
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        if len(rest) >= length and self._told:
            status = head[9:12].decode()
            self._answer.clear()
            self._told.set_result(status)

    def connection_lost(self, _: Exception | None) -> None:
        """Say so to who waits."""
        if self._told and not self._told.done():
            self._told.set_result("lost")


async def _keep(pace: Pace) -> Kept:
    loop = asyncio.get_running_loop()
    lines = [(await loop.create_connection(Line, "127.0.0.1", pace.port))[1] for _ in range(pace.connections)]
    requests = [
        f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(pace.body)}\r\n\r\n{pace.body}".encode()
        for token in pace.tokens
    ]
    statuses: Counter[str] = Counter()
    waits: list[float] = []
    used, began = cpu_seconds(pace.pid), time.perf_counter()

    async def use(line: Line, first: int) -> None:
        for number in range(first, int(pace.rate * pace.seconds), len(lines)):
            due = began + number / pace.rate
            await asyncio.sleep(due - time.perf_counter())
            if time.perf_counter() - began > pace.seconds:
                return  # far behind: the rest was never sent
            statuses[await line.send(requests[number % len(requests)])] += 1
            waits.append(time.perf_counter() - due)

    await asyncio.gather(*(use(line, first) for first, line in enumerate(lines)))
    waits.sort()
    return Kept(
        statuses=dict(statuses),
        p50=waits[len(waits) // 2] * 1_000,
        p99=waits[int(len(waits) * 0.99)] * 1_000,
        cpu=cpu_seconds(pace.pid) - used,
    )


if __name__ == "__main__":
    print(json.dumps(asdict(uvloop.run(_keep(Pace(**json.loads(sys.argv[1])))))))  # noqa: T201  # its answer
