"""A hundred subscribers that stop reading, beside others that do not, while feedback never ends.

By turns without and with them, in one run. All follow the same page, so that the server renders as much
without as with; feedback comes in batches at about a thousand a second. LIVE_STALLED_SECONDS is how long all
turns take together: 120 for the record, 80 unless told.
"""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.bench.documents import COUNTS, LIVE_PAGE
from tests.bench.figures import Figure
from tests.bench.live import Stage, stage
from tests.bench.memory import resident_mb
from tests.bench.processes import open_files
from tests.bench.servers import Server, service
from tests.bench.subscribers import Mark

LIVE = 200
STALLED = 100
RATE = 1_000
LINES = 4
SIZE = 25
TURNS = 4
SETTLING_SECONDS = 5
MOST_MARKS = 500


@dataclass(slots=True)
class Watched:
    """What was seen of the process meanwhile."""

    marks: dict[str, list[Mark]] = field(default_factory=lambda: {"without": [], "with": []})
    memory: list[float] = field(default_factory=list)
    gone: list[float] = field(default_factory=list)


def bench() -> list[Figure]:
    """Measure memory, when the stalled are gone, and what the others wait."""
    seconds = float(os.environ.get("LIVE_STALLED_SECONDS", "80")) / TURNS
    with stage() as here, service(here.here.settings) as server:
        here.talk.begin(server)
        here.open("live", server, LIVE_PAGE, LIVE)
        with here.talk.chatter(server, RATE, LINES, SIZE):
            time.sleep(SETTLING_SECONDS)  # until windows, buffers and caches have grown
            memory = resident_mb(server.pid)
            began, seq, counted = time.monotonic(), _seq(here, server), here.talk.counted
            watched = Watched()
            for turn in range(TURNS):
                _turn(here, server, watched, "with" if turn % 2 else "without", seconds)
            took = time.monotonic() - began
            commits, said = _seq(here, server) - seq, here.talk.counted - counted
        late = here.crowd.wait("live", here.talk.counted, 10)
        assert not late, f"{late} of the others do not hold the newest: {here.crowd.closed('live')}"
        assert not here.talk.refused, f"{here.talk.refused} feedback refused"
        return [
            Figure("feedback on the journey a second, meanwhile", said / took, RATE, "/s"),
            Figure("commits of them a second, meanwhile", commits / took, RATE, "/s"),
            *_figures(here, watched, memory),
        ]


def _seq(here: Stage, server: Server) -> int:
    told = here.talk.line(server).ask(COUNTS, {"id": here.talk.journey.id})
    return int(told["journey"]["seq"])


def _turn(here: Stage, server: Server, watched: Watched, name: str, seconds: float) -> None:
    stalling = name == "with"
    if stalling:
        here.open("stalled", server, LIVE_PAGE, STALLED, stalled=True)
    files, began, first, gone = open_files(server.pid), time.monotonic(), len(here.talk.marks), 0.0
    while (passed := time.monotonic() - began) < seconds or (stalling and not gone and passed < 60):
        time.sleep(0.25)
        watched.memory.append(resident_mb(server.pid))
        if not gone and open_files(server.pid) <= files - STALLED:
            gone = passed
    watched.marks[name] += here.talk.marks[first:]
    if stalling:
        watched.gone.append(gone or passed)
        here.crowd.leave("stalled", abruptly=True)
        time.sleep(1)


def _figures(here: Stage, watched: Watched, memory: float) -> Iterator[Figure]:
    """Compare; what was acknowledged last may still be on its way, and is waited for elsewhere."""
    told = {name: here.crowd.delays("live", _some(marks)) for name, marks in watched.marks.items()}
    for each in told.values():
        assert not each.missing, f"{each.missing} updates never came"
        assert not each.fell, f"{each.fell} times an older state followed a newer one"
    label = f"{STALLED} stalled beside {LIVE}"
    grown = max(watched.memory) - memory
    yield Figure(f"{label}: memory grown at most / bound", grown, 32, "MB", most=1)
    yield Figure(f"{label}: gone after / bound", max(watched.gone), 30, "s", most=1)
    yield Figure(f"{label}: the others' p50, with / without", told["with"].p50, told["without"].p50, "ms")
    yield Figure(
        f"{label}: the others' p99, with / without", told["with"].p99, told["without"].p99, "ms", most=1.2
    )


def _some(marks: Sequence[Mark]) -> Sequence[Mark]:
    return marks[:: max(1, len(marks) // MOST_MARKS)]
