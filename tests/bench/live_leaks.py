"""Ten thousand subscribers that vanish without a word, in waves: what they leave behind.

Once seen from outside, with `heartline serve` as it is run; once from inside, with the same application on a
thread of this process, where tasks and seats can be counted.
"""

import asyncio
import gc
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pymongo
import uvicorn
import uvloop

from service.app.create import create_app
from service.app.server import server_config
from service.live import Seat
from service.settings import Settings
from tests.bench.documents import LIVE_HEADLINE
from tests.bench.figures import Figure
from tests.bench.live import Stage, stage
from tests.bench.memory import resident_mb
from tests.bench.processes import open_files
from tests.bench.servers import Server, free_port, service

WAVES = 20
INSIDE_WAVES = 4
EACH = 500
CALM_SECONDS = 15

Counts = Mapping[str, float]


def bench() -> list[Figure]:
    """Count what is open before and after."""
    with stage() as here:
        with service(here.here.settings) as server:
            outside = _waves(here, server, WAVES, lambda: _from_outside(here, server))
        with _inside(here) as (server, counts):
            inside = _waves(here, server, INSIDE_WAVES, counts)
    return [*_figures(WAVES * EACH, *outside), *_figures(INSIDE_WAVES * EACH, *inside)]


def _waves(here: Stage, server: Server, waves: int, count: Callable[[], Counts]) -> tuple[Counts, Counts]:
    """Count before the waves and after; one wave goes first, for what is made once and stays."""
    here.talk.begin(server)
    _wave(here, server)
    before = _calm(count, {})
    for _ in range(waves):
        _wave(here, server)
    return before, _calm(count, before)


def _wave(here: Stage, server: Server) -> None:
    """Subscribe, hear of something, and vanish while something else is being told."""
    here.open("wave", server, LIVE_HEADLINE, EACH)
    _, counted = here.talk.say(server)
    assert not here.crowd.wait("wave", int(counted)), here.crowd.closed("wave")
    here.talk.say(server)
    here.crowd.leave("wave", abruptly=True)


def _calm(count: Callable[[], Counts], before: Counts) -> Counts:
    """Count when it is as before, or when it has had the time."""
    deadline = time.monotonic() + CALM_SECONDS
    time.sleep(2)
    told = count()
    while time.monotonic() < deadline and any(
        told[name] > most for name, most in before.items() if name != "memory, MB"
    ):
        time.sleep(0.5)
        told = count()
    return told


def _from_outside(here: Stage, server: Server) -> Counts:
    with pymongo.MongoClient[dict[str, object]](here.here.url) as client:
        status = client.admin.command("serverStatus")
    return {
        "files open": open_files(server.pid),
        "cursors open": status["metrics"]["cursor"]["open"]["total"],
        "memory, MB": resident_mb(server.pid),
    }


@contextmanager
def _inside(here: Stage) -> Iterator[tuple[Server, Callable[[], Counts]]]:
    """Serve on a thread, with a way to count tasks and seats."""
    named = {name.removeprefix("HEARTLINE_").lower(): value for name, value in here.here.settings.items()}
    settings = Settings(**named, port=free_port())  # type: ignore[arg-type]  # pydantic reads the texts
    server = uvicorn.Server(server_config(settings, create_app(settings)))
    server.config.port = settings.port
    loops: list[asyncio.AbstractEventLoop] = []

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        await server.serve()

    thread = threading.Thread(target=uvloop.run, args=(serve(),))
    thread.start()
    try:
        while not server.started:
            time.sleep(0.05)
        yield Server(os.getpid(), settings.port), lambda: _from_inside(loops[0])
    finally:
        server.should_exit = True
        thread.join()


def _from_inside(loop: asyncio.AbstractEventLoop) -> Counts:
    gc.collect()
    seats = sum(isinstance(each, Seat) for each in gc.get_objects())
    return {"tasks": len(asyncio.all_tasks(loop)), "seats": seats}


def _figures(vanished: int, before: Counts, after: Counts) -> Iterator[Figure]:
    label = f"{vanished:,} vanished"
    for name, count in after.items():
        if name == "memory, MB":
            yield Figure(f"{label}: {name}, after / before", count, before[name], "")
        else:
            more = count - before[name]
            yield Figure(f"{label}: {name} more than {before[name]:g} / vanished", more, vanished, "", most=0)
