"""What the change stream is worth to score reads, what it costs submissions, and how late reads may be.

Beside the same service without the stream: one that asks for pulses before each score, one that never
listens.
"""

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

import numpy as np

from tests.bench.documents import JOURNEY_PAGE, NEW, SUBMIT, submission
from tests.bench.figures import Figure
from tests.bench.live import TENANT, Stage, stage
from tests.bench.load import Load, Measured, measure
from tests.bench.rounds import by_turns
from tests.bench.servers import Server, body, service
from tests.bench.world import token

SERVICE, MONGOD = 0, 1
ROUNDS = 5
PAGES, SUBMISSIONS = 400, 1_000
CLIENTS = 8
SECONDS = 3.0
COMMITS = 100
BUSY_RATE = 300


def bench() -> list[Figure]:
    """Measure pages with and without pulses asked for, submissions with and without a stream, and delays."""
    with stage() as here, ExitStack() as running:
        settings = here.here.settings
        ours = running.enter_context(service(settings))
        asking, deaf = (
            running.enter_context(service({**settings, "BENCH_DEAF": left_out}, module="tests.bench.deaf"))
            for left_out in ("memory", "all")
        )
        return [
            *_pages(here, ours, asking),
            *_submissions(here, ours, deaf),
            *_delays(here, asking, ours),
        ]


def _pages(here: Stage, ours: Server, asking: Server) -> Iterator[Figure]:
    servers = {"ours": ours, "asking": asking}
    rounds = by_turns(ROUNDS, {name: partial(_read, here, server) for name, server in servers.items()})
    label = "journey page"
    for process, place in (("service", SERVICE), ("mongod", MONGOD)):
        asked, own = rounds["asking"].cpu_ms(place), rounds["ours"].cpu_ms(place)
        yield Figure(f"{label}: CPU of {process}, asking for pulses / ours", asked, own, "ms", least=1)
    asked, own = rounds["asking"].p50, rounds["ours"].p50
    yield Figure(f"{label}: p50 of {CLIENTS} clients, asking for pulses / ours", asked, own, "ms")


def _read(here: Stage, server: Server) -> Measured:
    page = body(JOURNEY_PAGE, {"id": here.talk.journey.id})
    watched = [server.pid, here.here.mongod]
    return measure(
        Load(server.port, token(TENANT), [page], CLIENTS, PAGES, SECONDS, '{"data":', pids=watched)
    )


def _submissions(here: Stage, ours: Server, deaf: Server) -> Iterator[Figure]:
    servers = {"ours": ours, "deaf": deaf}
    rounds = by_turns(ROUNDS, {name: partial(_submit, here, server) for name, server in servers.items()})
    for process, place in (("service", SERVICE), ("mongod", MONGOD)):
        own, without = rounds["ours"].cpu_ms(place), rounds["deaf"].cpu_ms(place)
        yield Figure(f"a feedback: CPU of {process}, listening / deaf", own, without, "ms")


def _submit(here: Stage, server: Server) -> Measured:
    tag = f"reads-{random.getrandbits(60)}"
    places = here.talk.journey.present
    bodies = [body(SUBMIT, {"input": submission(places[turn % 8].id, turn, tag)}) for turn in range(240)]
    watched = [server.pid, here.here.mongod]
    return measure(Load(server.port, token(TENANT), bodies, CLIENTS, SUBMISSIONS, SECONDS, NEW, pids=watched))


def _delays(here: Stage, writing: Server, reading: Server) -> Iterator[Figure]:
    """Read again and again at one process until it shows what another one has acknowledged."""
    here.talk.begin(writing)
    yield from _waits("one feedback after another", here, writing, reading)
    with here.talk.chatter(writing, BUSY_RATE, 4, 10):
        yield from _waits(f"{BUSY_RATE} feedback a second", here, writing, reading)
    assert not here.talk.refused, f"{here.talk.refused} feedback refused"


def _waits(what: str, here: Stage, writing: Server, reading: Server) -> Iterator[Figure]:
    waits = []
    for _ in range(COMMITS):
        here.talk.read(reading)
        at, counted = here.talk.say(writing)
        waits.append(_seen(here, reading, int(counted)) - at)
        time.sleep(random.uniform(0.02, 0.2))
    p50, p99, most = np.percentile(np.maximum(waits, 0) * 1_000, [50, 99, 100]).tolist()
    label = f"{what}: acknowledged -> read at another process"
    yield Figure(f"{label}: p50 / bound", p50, 1_000, "ms", most=1)
    yield Figure(f"{label}: p99 / bound", p99, 1_000, "ms", most=1)
    yield Figure(f"{label}: worst / bound", most, 1_000, "ms", most=1)


def _seen(here: Stage, server: Server, counted: int) -> float:
    """Return when the first read began that shows so much."""
    while True:
        began = time.monotonic()
        if here.talk.read(server) >= counted:
            return began
