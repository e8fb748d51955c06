"""Submissions without HTTP and GraphQL: what group commit itself is worth, beside `same` and `lean`."""

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from statistics import median

import uvloop

from scoring.vocabulary import Channel, Emotion
from service.ingestion import Draft, Ingestion
from tests.bench.cpu import cpu_seconds
from tests.bench.figures import Figure
from tests.bench.plain_submit import plainly
from tests.bench.world import REFS_KEY, World, draw, world

TENANT = "acme"
CLIENTS = 256
ROUNDS = 3
SECONDS = 1.5
MOST = 12_000


@dataclass(slots=True)
class Round:
    """What one round of one ingestion came to."""

    waits: list[float] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0
    cpu: tuple[float, float] = (0, 0)

    @property
    def rate(self) -> float:
        """Submissions a second."""
        return len(self.waits) / self.seconds

    @property
    def p99(self) -> float:
        """The wait that 99 of 100 stayed below, in milliseconds."""
        return sorted(self.waits)[int(len(self.waits) * 0.99)] * 1_000

    def cpu_ms(self, process: int) -> float:
        """CPU of this process (0) or of mongod (1) for one submission, in milliseconds."""
        return self.cpu[process] / len(self.waits) * 1_000


class Submitters:
    """Clients that submit one feedback after the other, each waiting for its answer."""

    def __init__(self, here: World, touchpoints: Sequence[str]) -> None:
        self._here = here
        self._touchpoints = touchpoints
        self._tags = count()

    async def submit(self, ingestion: Ingestion, *, hot: bool = False, most: int = MOST) -> Round:
        """Submit until there were enough or the time is over."""
        places = self._touchpoints[:1] if hot else self._touchpoints
        tag = next(self._tags)
        drafts = islice((a_draft(place, f"{tag}-{n}", n) for n, place in enumerate(cycle(places))), most)
        done = Round()
        began, before = time.perf_counter(), self._cpu()

        async def client() -> None:
            for draft in drafts:
                sent = time.perf_counter()
                try:
                    await ingestion.submit(TENANT, draft)
                    done.waits.append(time.perf_counter() - sent)
                except Exception:  # noqa: BLE001  # a plain transaction may give up; that is counted
                    done.failed += 1
                if time.perf_counter() - began > SECONDS:
                    return

        await asyncio.gather(*(client() for _ in range(CLIENTS)))
        done.seconds = time.perf_counter() - began
        after = self._cpu()
        done.cpu = (after[0] - before[0], after[1] - before[1])
        return done

    def _cpu(self) -> tuple[float, float]:
        return cpu_seconds(os.getpid()), cpu_seconds(self._here.mongod)


def a_draft(touchpoint: str, key: str, number: int) -> Draft:
    """Draft one of a few dozen kinds of feedback."""
    return Draft(
        idempotency_key=key,
        touchpoint_id=touchpoint,
        channel=Channel.APP if number % 3 else Channel.WEB,
        emotion=tuple(Emotion)[number % 18],
        intensity=0.8,
        csat=number % 5 + 1,
        customer_ref=f"customer-{number % 500}",
        run_ref=f"run-{number % 3_000}",
        text="The checkout froze twice before it took my card." if number % 2 else None,
    )


def bench() -> list[Figure]:
    """Measure 256 submitters at the ingestion layer, group commit beside a transaction each."""
    with world() as here:
        return uvloop.run(_bench(here))


async def _bench(here: World) -> list[Figure]:
    async with here.parts() as parts:
        journeys, _ = await draw(parts, TENANT, 20)
        submitters = Submitters(here, [place.id for journey in journeys for place in journey.present])
        lean, same = (plainly(parts, REFS_KEY.encode(), everything=all_) for all_ in (False, True))
        rounds: dict[str, list[Round]] = {"ours": [], "lean": [], "hot": []}
        for ingestion in (parts.ingestion, lean):
            await submitters.submit(ingestion, most=500)
        for _ in range(ROUNDS):
            rounds["ours"].append(await submitters.submit(parts.ingestion))
            rounds["lean"].append(await submitters.submit(lean))
            rounds["hot"].append(await submitters.submit(parts.ingestion, hot=True))
        return _figures(**rounds, same=[await submitters.submit(same)])


def _figures(ours: list[Round], lean: list[Round], hot: list[Round], same: list[Round]) -> list[Figure]:
    def rate(rounds: list[Round]) -> float:
        return median(each.rate for each in rounds)

    def p99(rounds: list[Round]) -> float:
        return median(each.p99 for each in rounds)

    def cpu(rounds: list[Round], process: int) -> float:
        return median(each.cpu_ms(process) for each in rounds)

    failed = sum(each.failed for each in (*ours, *hot))
    return [
        Figure("256 submitters: answers, ours / same", rate(ours), rate(same), "/s", least=8),
        Figure("256 submitters: p99, ours / same", p99(ours), p99(same), "ms", most=0.2),
        Figure("256 submitters: answers, ours / lean", rate(ours), rate(lean), "/s"),
        Figure("256 submitters: p99, ours / lean", p99(ours), p99(lean), "ms"),
        Figure("256 submitters: CPU of service, lean / ours", cpu(lean, 0), cpu(ours, 0), "ms"),
        Figure("256 submitters: CPU of mongod, lean / ours", cpu(lean, 1), cpu(ours, 1), "ms"),
        Figure("256 on one touchpoint: answers, hot / spread", rate(hot), rate(ours), "/s", least=0.8),
        Figure("256 submitters: errors of ours / answers", failed, len(ours[0].waits), "", most=0),
    ]
