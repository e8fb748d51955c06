"""SIGTERM with 500 sockets open, ten of them stalled, and feedback in flight."""

import os
import signal
import subprocess
import sys
import time

import pymongo

from service.documents.ids import feedback_id
from tests.bench.documents import LIVE_PAGE
from tests.bench.figures import Figure
from tests.bench.live import TENANT, Stage, stage
from tests.bench.processes import seconds_to_end
from tests.bench.servers import service
from tests.bench.world import DATABASE

SOCKETS = 500
STALLED = 10
LINES = 8
RATE = 200
GRACE_SECONDS = 15
STALLING_SECONDS = 5
"""How long the stalled do not read before: their buffers are full by then, and they are not aborted yet."""


def bench() -> list[Figure]:
    """Measure how long the process takes to end, and what of the acknowledged is not stored."""
    with stage() as here:
        with service(here.here.settings) as server:
            here.talk.begin(server)
            here.open("live", server, LIVE_PAGE, SOCKETS - STALLED)
            here.open("stalled", server, LIVE_PAGE, STALLED, stalled=True)
            with here.talk.chatter(server, RATE, LINES, 1):
                time.sleep(STALLING_SECONDS)
                os.kill(server.pid, signal.SIGTERM)
                seconds = seconds_to_end(server.pid, 60)
            time.sleep(0.5)
            closed = here.crowd.closed("live")
        told = sum(each.startswith(("1001", "1012")) for each in closed)
        label, said = f"SIGTERM with {SOCKETS} sockets", len(here.talk.keys)
        return [
            Figure(f"{label}: ended after / grace", seconds, GRACE_SECONDS, "s", most=1),
            Figure(f"{label}: told 1001 or 1012 / not stalled", told, SOCKETS - STALLED, "", least=1),
            Figure(f"{label}: acknowledged / stored of it", said, _stored(here), "", most=1),
            Figure(f"{label}: difference of the recount / feedback", _difference(here), said, "", most=0),
        ]


def _stored(here: Stage) -> int:
    ids = [feedback_id(TENANT, key) for key in here.talk.keys]
    with pymongo.MongoClient[dict[str, object]](here.here.url) as client:
        return client[DATABASE]["feedback"].count_documents({"_id": {"$in": ids}})


def _difference(here: Stage) -> int:
    command = [sys.executable, "-m", "service", "recount"]
    done = subprocess.run(  # noqa: S603  # our own program
        command, env={**os.environ, **here.here.settings}, capture_output=True, text=True, check=False
    )
    return int(done.stdout.rpartition("difference ")[2])
