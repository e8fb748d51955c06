"""What an update costs a service with a thousand subscribers of one journey, beside plain Strawberry.

An update follows a feedback over HTTP, one after the other, each when all subscribers hold the one before.
All CPU of the process counts, with the feedback's own; what a feedback costs nobody listens to is told too.
"""

import asyncio
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from statistics import median

from tests.bench.cpu import cpu_seconds
from tests.bench.documents import LIVE_HEADLINE, LIVE_PAGE
from tests.bench.figures import Figure
from tests.bench.live_crowd import Crowd, crowd
from tests.bench.servers import Server, plain, service
from tests.bench.talk import Talk
from tests.bench.world import World, draw, fill, token, world

TENANT = "acme"
SUBSCRIBERS = 1_000
FEEDBACK = 2_000
PAUSE_SECONDS = 0.25
UNHEARD = 40
PLAIN = "tests.bench.plain_live:create_app"
READS = {"once": "map and scores read once", "each": "map and pulses read by each"}


@dataclass(frozen=True, slots=True)
class Stage:
    """A journey that people talk about, and a crowd to hear of it."""

    here: World
    crowd: Crowd
    talk: Talk

    def open(self, group: str, server: Server, document: str, count: int, *, stalled: bool = False) -> float:
        """Have so many subscribe; answers the seconds until all have their first state."""
        talk = self.talk
        variables = {"id": talk.journey.id}
        return self.crowd.open(group, server, token(talk.tenant), document, variables, count, stalled=stalled)


@contextmanager
def stage() -> Iterator[Stage]:
    """Run a mongod with twenty journeys and some feedback, and a crowd."""
    with crowd() as all_, world() as here:
        yield Stage(here, all_, asyncio.run(_talk(here, TENANT)))


async def _talk(here: World, tenant: str) -> Talk:
    async with here.parts() as parts:
        journeys, personas = await draw(parts, tenant, 20)
        await fill(parts, tenant, journeys, personas, FEEDBACK)
        await parts.mongo.client.admin.command("fsync")
    return Talk(tenant, journeys[0])


def bench() -> list[Figure]:
    """Measure the CPU of an update, ours and plain, of a headline and of a page; each has its own tenant."""
    with stage() as here, ExitStack() as running:
        ours = Told(here, running.enter_context(service(here.here.settings)))
        others = {}
        for reads in READS:
            server = running.enter_context(plain(PLAIN, here.here.settings, BENCH_LIVE=reads))
            others[reads] = Told(replace(here, talk=asyncio.run(_talk(here.here, reads))), server)
        pages = {"once": others["once"]}
        return [
            *_beside("headline", LIVE_HEADLINE, ours, others, 2, {"ours": 20, "once": 4, "each": 2}),
            *_beside("page", LIVE_PAGE, ours, pages, 1, {"ours": 20, "once": 2}),
            _unheard(ours, others["once"]),
        ]


@dataclass(frozen=True, slots=True)
class Told:
    """A server, and who listens to what it tells."""

    here: Stage
    server: Server

    def cost(self, document: str, updates: int) -> float:
        """Return the CPU of one delivered update, in microseconds."""
        here, server = self.here, self.server
        here.talk.begin(server)
        here.open("all", server, document, SUBSCRIBERS)
        here.crowd.updates()
        before = cpu_seconds(server.pid)
        for _ in range(updates):
            _, counted = here.talk.say(server)
            late = here.crowd.wait("all", int(counted))
            assert not late, f"{late} were not told: {here.crowd.closed('all')}"
            time.sleep(PAUSE_SECONDS)
        used = cpu_seconds(server.pid) - before
        told, _ = here.crowd.updates()
        assert told >= updates * SUBSCRIBERS, (told, updates)
        here.crowd.leave("all")
        return used / told * 1e6

    def unheard(self) -> float:
        """Return the CPU of one feedback that nobody listens to, in milliseconds."""
        before = cpu_seconds(self.server.pid)
        for _ in range(UNHEARD):
            self.here.talk.say(self.server)
        return (cpu_seconds(self.server.pid) - before) / UNHEARD * 1e3


def _beside(
    name: str,
    document: str,
    ours: Told,
    others: Mapping[str, Told],
    turns: int,
    updates: Mapping[str, int],
) -> Iterator[Figure]:
    servers = {"ours": ours, **others}
    rounds = [
        {each: told.cost(document, updates[each]) for each, told in servers.items()} for _ in range(turns)
    ]
    costs = {each: median(told[each] for told in rounds) for each in servers}
    label = f"{name} to {SUBSCRIBERS:,}: CPU of service for each delivered update"
    for each in others:
        yield Figure(f"{label}, plain ({READS[each]}) / ours", costs[each], costs["ours"], "us", least=9)


def _unheard(ours: Told, other: Told) -> Figure:
    """Compare by turns; the better of three counts."""
    costs = [(ours.unheard(), other.unheard()) for _ in range(3)]
    own, plainly = (min(each) for each in zip(*costs, strict=True))
    return Figure("a feedback nobody listens to: CPU of service, ours / plain", own, plainly, "ms")
