"""Submissions over HTTP, group commit beside a transaction each: one client, 32, 256, and one hot touchpoint."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from tests.bench.documents import NEW, SUBMIT, submission
from tests.bench.figures import Figure
from tests.bench.load import Load, Measured, measure, middle
from tests.bench.servers import Server, body, plain, service
from tests.bench.world import World, draw, token, world

TENANT = "acme"
SERVICE, MONGOD = 0, 1
ROUNDS = 3
MOST = {1: 400, 32: 3_000, 256: 8_000}
SECONDS = 3.0
DRAINED_SECONDS = 60


@dataclass(slots=True)
class Submissions:
    """Sends feedback that was never sent before, spread over touchpoints or all to one."""

    here: World
    touchpoints: Sequence[str]
    tags: Iterator[int] = field(default_factory=count)

    def send(self, server: Server, clients: int, *, hot: bool = False, most: int | None = None) -> Measured:
        """Send until there were enough or the time is over."""
        tag = f"k{next(self.tags)}"
        places = self.touchpoints[:1] if hot else self.touchpoints
        turns = range(60 * len(places)) if hot else range(3 * len(places))
        bodies = [
            body(SUBMIT, {"input": submission(places[turn % len(places)], turn, tag)}) for turn in turns
        ]
        pids = [server.pid, self.here.mongod]
        enough = MOST[clients] if most is None else most
        return measure(Load(server.port, token(TENANT), bodies, clients, enough, SECONDS, NEW, pids=pids))


def bench() -> list[Figure]:
    """Measure throughput, latency and CPU, ours and plain, round by round."""
    with world() as here:
        submissions = Submissions(here, asyncio.run(_draw(here)))
        with (
            service(here.settings) as ours,
            plain("tests.bench.plain_submit:create_app", here.settings, BENCH_WRITES="counts") as other,
        ):
            for server in (ours, other):
                submissions.send(server, 32, most=500)
            figures = [figure for clients in MOST for figure in _beside(submissions, ours, other, clients)]
            return figures + _hot(submissions, ours)


async def _draw(here: World) -> list[str]:
    async with here.parts() as parts:
        journeys, _ = await draw(parts, TENANT, 20)
        return [touchpoint.id for journey in journeys for touchpoint in journey.present]


def _beside(submissions: Submissions, ours: Server, other: Server, clients: int) -> list[Figure]:
    own: list[Measured] = []
    plain_rounds: list[Measured] = []
    for _ in range(ROUNDS):
        own.append(submissions.send(ours, clients))
        plain_rounds.append(submissions.send(other, clients))
    many, lone = clients == max(MOST), clients == 1
    label = f"{clients} clients" if clients > 1 else "a lone client"

    def figure(what: str, name: str | int, unit: str, *, ours_first: bool, **target: float | None) -> Figure:
        pair = middle(own, name), middle(plain_rounds, name)
        return Figure(f"{label}: {what}", *(pair if ours_first else pair[::-1]), unit, **target)

    return [
        figure("answers, ours / plain", "rate", "/s", ours_first=True, least=4 if many else None),
        figure("p50, ours / plain", "p50", "ms", ours_first=True, most=1.2 if lone else None),
        figure("p99, ours / plain", "p99", "ms", ours_first=True, most=0.2 if many else None),
        figure("service CPU, plain / ours", SERVICE, "ms", ours_first=False),
        figure("mongod CPU, plain / ours", MONGOD, "ms", ours_first=False),
    ]


def _hot(submissions: Submissions, ours: Server) -> list[Figure]:
    clients = max(MOST)
    spread: list[Measured] = []
    hot: list[Measured] = []
    for _ in range(ROUNDS):
        spread.append(submissions.send(ours, clients))
        hot.append(submissions.send(ours, clients, hot=True))
    failed = sum(each.failed for each in hot)
    return [
        Figure(
            "all 256 on one touchpoint: answers, hot / spread",
            middle(hot, "rate"),
            middle(spread, "rate"),
            "/s",
            least=0.8,
        ),
        Figure(
            "all 256 on one touchpoint: errors / answers",
            failed,
            sum(each.answers for each in hot),
            "",
            most=0,
        ),
    ]
