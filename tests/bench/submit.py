"""Submissions over HTTP, group commit beside a transaction each: one client, 32, 256, and one touchpoint.

Two plain ones, `same` and `lean`: see plain_submit.py. Feedback is spread evenly over 160 touchpoints of 20
journeys, so that plain transactions meet as seldom as they can.
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
from tests.bench.servers import Server, body, plain, service
from tests.bench.world import World, draw, token, world

TENANT = "acme"
SERVICE, MONGOD = 0, 1
ROUNDS = 3
LONE_ROUNDS = 5
MOST = {1: 100, 32: 2_000, 256: 8_000}
SECONDS = 2.0
PLAIN = "tests.bench.plain_submit:create_app"


@dataclass(slots=True)
class Submissions:
    """Sends feedback that was never sent before, spread over touchpoints or all to one."""

    here: World
    touchpoints: Sequence[str]
    tags: Iterator[int] = field(default_factory=count)

    def send(self, server: Server, clients: int, *, hot: bool = False) -> Measured:
        """Send until there were enough or the time is over."""
        tag = f"k{next(self.tags)}"
        places = self.touchpoints[:1] if hot else self.touchpoints
        bodies = [
            body(SUBMIT, {"input": submission(places[turn % len(places)], turn, tag)}) for turn in range(480)
        ]
        watched = [server.pid, self.here.mongod]
        load = Load(server.port, token(TENANT), bodies, clients, MOST[clients], SECONDS, NEW, pids=watched)
        return measure(load)


def bench() -> list[Figure]:
    """Measure throughput, latency and CPU, ours and plain, round by round."""
    with world() as here, ExitStack() as running:
        submissions = Submissions(here, asyncio.run(_draw(here)))
        ours = running.enter_context(service(here.settings))
        lean, same = (
            running.enter_context(plain(PLAIN, here.settings, BENCH_WRITES=writes))
            for writes in ("lean", "same")
        )
        for server in (ours, lean, same):
            submissions.send(server, 1)
        return [
            *_lone(submissions, ours, lean, same),
            *_many(submissions, 32, ours, lean),
            *_many(submissions, 256, ours, lean),
            *_same(submissions, 256, ours, same),
            *_hot(submissions, 256, ours),
        ]


async def _draw(here: World) -> list[str]:
    async with here.parts() as parts:
        journeys, _ = await draw(parts, TENANT, 20)
        return [touchpoint.id for journey in journeys for touchpoint in journey.present]


def _lone(submissions: Submissions, ours: Server, lean: Server, same: Server) -> Iterator[Figure]:
    servers = {"ours": ours, "lean": lean, "same": same}
    sending = {name: partial(submissions.send, server, 1) for name, server in servers.items()}
    rounds = by_turns(LONE_ROUNDS, sending)
    yield Figure("a lone client: p50, ours / same", rounds["ours"].p50, rounds["same"].p50, "ms", most=1.2)
    yield Figure("a lone client: p50, ours / lean", rounds["ours"].p50, rounds["lean"].p50, "ms")


def _many(submissions: Submissions, clients: int, ours: Server, lean: Server) -> Iterator[Figure]:
    servers = {"ours": ours, "lean": lean}
    sending = {name: partial(submissions.send, server, clients) for name, server in servers.items()}
    rounds = by_turns(ROUNDS, sending)
    own, other = rounds["ours"], rounds["lean"]
    label = f"{clients} clients"
    yield Figure(f"{label}: answers, ours / lean", own.rate, other.rate, "/s")
    yield Figure(f"{label}: p50, ours / lean", own.p50, other.p50, "ms")
    yield Figure(f"{label}: p99, ours / lean", own.p99, other.p99, "ms")
    yield Figure(f"{label}: CPU of service, lean / ours", other.cpu_ms(SERVICE), own.cpu_ms(SERVICE), "ms")
    yield Figure(f"{label}: CPU of mongod, lean / ours", other.cpu_ms(MONGOD), own.cpu_ms(MONGOD), "ms")
    yield _errors(label, own)


def _same(submissions: Submissions, clients: int, ours: Server, same: Server) -> Iterator[Figure]:
    """Compare in one round: the plain one takes seconds for each, and gives up on some."""
    sending = {
        name: partial(submissions.send, server, clients) for name, server in (("ours", ours), ("same", same))
    }
    rounds = by_turns(1, sending)
    label = f"{clients} clients"
    yield Figure(f"{label}: answers, ours / same", rounds["ours"].rate, rounds["same"].rate, "/s", least=4)
    yield Figure(f"{label}: p99, ours / same", rounds["ours"].p99, rounds["same"].p99, "ms", most=0.2)


def _hot(submissions: Submissions, clients: int, ours: Server) -> Iterator[Figure]:
    sending = {hot: partial(submissions.send, ours, clients, hot=hot == "hot") for hot in ("spread", "hot")}
    rounds = by_turns(ROUNDS, sending)
    label = f"all {clients} on one touchpoint"
    rates = rounds["hot"].rate, rounds["spread"].rate
    yield Figure(f"{label}: answers, hot / spread", *rates, "/s", least=0.8)
    yield _errors(label, rounds["hot"])


def _errors(label: str, own: Rounds) -> Figure:
    return Figure(f"{label}: errors of ours / answers", own.failed, own.answers, "", most=0)
