"""Submissions whose text is read, beside those that bring their emotion: one service, by turns, 256 clients.

Both have ratings and references; what is compared is `text` alone, as people write it, with an `emotion` and
no text. A third kind has both, so that nothing is read: what a text costs without its reading.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from tests.bench.documents import NEW, SUBMIT, submission
from tests.bench.figures import Figure
from tests.bench.load import Load, Measured, measure
from tests.bench.rounds import Rounds, by_turns
from tests.bench.servers import Server, body, service
from tests.bench.world import World, draw, token, world

TENANT = "acme"
SERVICE = 0
CLIENTS = 256
ROUNDS = 5
MOST = 6_000
SECONDS = 3.0
KINDS = ("given", "read", "both")
WHERE = ("In the app", "On the phone", "At the counter", "By mail", "In the chat", "After two weeks")
LONG = (
    "I don't understand why I have to send my passport again: I sent it on Monday, they confirmed it on "
    "Tuesday, and today I am told that it was never received. Please have somebody call me back who can look "
    "it up."
)
WHAT = (
    "nobody could tell me where my refund is, and I am still waiting for an answer.",
    "everything went smoothly and the lady who helped me was so kind, thank you!",
    "it froze twice before it took my card. Really annoying.",
    "I got what I ordered.",
    "ok",
    LONG,
    "finally works again 😀",
    "they said it is not covered. What is the warranty for, then?",
)


@dataclass(slots=True)
class Submissions:
    """Sends feedback that was never sent before, of one kind, spread over touchpoints."""

    here: World
    server: Server
    touchpoints: Sequence[str]
    tags: Iterator[int] = field(default_factory=count)

    def send(self, kind: str) -> Measured:
        """Send until there were enough or the time is over."""
        tag = f"k{next(self.tags)}"
        bodies = [body(SUBMIT, {"input": self._said(kind, turn, tag)}) for turn in range(480)]
        watched = [self.server.pid, self.here.mongod]
        load = Load(self.server.port, token(TENANT), bodies, CLIENTS, MOST, SECONDS, NEW, pids=watched)
        return measure(load)

    def _said(self, kind: str, turn: int, tag: str) -> dict[str, object]:
        said = submission(self.touchpoints[turn % len(self.touchpoints)], turn, tag)
        said["text"] = f"{WHERE[turn % len(WHERE)]} {WHAT[turn // len(WHERE) % len(WHAT)]}"
        left_out = {"given": ("text",), "read": ("emotion", "intensity"), "both": ()}
        return {name: value for name, value in said.items() if name not in left_out[kind]}


def bench() -> list[Figure]:
    """Measure throughput, latency and CPU, with and without reading."""
    with world() as here, ExitStack() as running:
        touchpoints = asyncio.run(_draw(here))
        submissions = Submissions(here, running.enter_context(service(here.settings)), touchpoints)
        submissions.send("read")
        rounds = by_turns(ROUNDS, {kind: partial(submissions.send, kind) for kind in KINDS})
        return list(_figures(rounds))


async def _draw(here: World) -> list[str]:
    async with here.parts() as parts:
        journeys, _ = await draw(parts, TENANT, 20)
        return [touchpoint.id for journey in journeys for touchpoint in journey.present]


def _figures(rounds: dict[str, Rounds]) -> Iterator[Figure]:
    given, read, both = (rounds[kind] for kind in KINDS)
    yield Figure("256 clients: answers, text read / emotion given", read.rate, given.rate, "/s", least=0.8)
    yield Figure("256 clients: answers, text read / text with its emotion", read.rate, both.rate, "/s")
    yield Figure("256 clients: p50, text read / emotion given", read.p50, given.p50, "ms")
    yield Figure("256 clients: p99, text read / emotion given", read.p99, given.p99, "ms")
    cpu = read.cpu_ms(SERVICE), given.cpu_ms(SERVICE)
    yield Figure("256 clients: CPU of service, text read / emotion given", *cpu, "ms")
    yield Figure("256 clients: errors with text / answers", read.failed, read.answers, "", most=0)
