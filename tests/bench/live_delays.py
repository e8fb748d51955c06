"""How long subscribers wait: from a feedback's acknowledgement until they hold what it changed."""

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median

from tests.bench.cpu import cpu_seconds
from tests.bench.documents import LIVE_HEADLINE
from tests.bench.figures import Figure
from tests.bench.live import SUBSCRIBERS, Stage, stage
from tests.bench.live_crowd import Delays
from tests.bench.memory import resident_mb
from tests.bench.servers import Server, service

TURNS = 30
MANY = 5_000
MANY_TURNS = 10


def bench() -> list[Figure]:
    """Measure delays with a thousand subscribers: feedback by the same process, and by another one."""
    with stage() as here, ExitStack() as running:
        near, far = (running.enter_context(service(here.here.settings)) for _ in range(2))
        here.talk.begin(near)
        here.open("all", near, LIVE_HEADLINE, SUBSCRIBERS)
        time.sleep(1)  # the interval after the first state is over
        marks: dict[str, list[tuple[float, float]]] = {"same process": [], "other process": []}
        for _ in range(TURNS):
            for name, server in zip(marks, (near, far), strict=True):
                marks[name].append(_told(here, server))
        return [
            figure
            for name, p50 in zip(marks, (50, 80), strict=True)
            for figure in _figures(name, here.crowd.delays("all", marks[name]), p50)
        ]


def many() -> list[Figure]:
    """Measure five thousand subscribers: when the last is served, and the memory each takes."""
    with stage() as here, service(here.here.settings) as server:
        here.talk.begin(server)
        before = resident_mb(server.pid)
        began = cpu_seconds(server.pid)
        seconds = here.open("all", server, LIVE_HEADLINE, MANY)
        arrival = (cpu_seconds(server.pid) - began) / MANY * 1_000
        time.sleep(1)
        opened = resident_mb(server.pid)
        marks = [_told(here, server) for _ in range(MANY_TURNS)]
        served = resident_mb(server.pid)
        told = here.crowd.delays("all", marks)
    _check(told)
    each = [(size - before) / MANY * 1_024 for size in (opened, served)]
    label = f"{MANY:,} subscribers"
    return [
        Figure(f"{label}: arrival of each, time / CPU of service", seconds / MANY * 1_000, arrival, "ms"),
        Figure(f"{label}: until the last is served, median / bound", median(told.lasts), 500, "ms", most=1),
        Figure(f"{label}: until the last is served, worst / bound", max(told.lasts), 500, "ms", most=1),
        Figure(f"{label}: memory of each, subscribed / bound", each[0], 60, "kB", most=1),
        Figure(f"{label}: memory of each, after {MANY_TURNS} updates / bound", each[1], 60, "kB", most=1),
    ]


def _told(here: Stage, server: Server) -> tuple[float, float]:
    """Say something and wait until all know it, and a moment more."""
    at, counted = here.talk.say(server)
    late = here.crowd.wait("all", int(counted))
    assert not late, f"{late} were not told: {here.crowd.closed('all')}"
    time.sleep(random.uniform(0.15, 0.3))
    return at, counted


def _figures(name: str, told: Delays, p50: float) -> Iterator[Figure]:
    _check(told)
    label = f"acknowledged -> {SUBSCRIBERS:,} subscribers, {name}"
    yield Figure(f"{label}: p50 / bound", told.p50, p50, "ms", most=1)
    yield Figure(f"{label}: p99 / bound", told.p99, 300, "ms", most=1)
    yield Figure(f"{label}: worst / bound", told.max, 300, "ms")


def _check(told: Delays) -> None:
    assert not told.missing, f"{told.missing} updates never came"
    assert not told.fell, f"{told.fell} times an older state followed a newer one"
