"""Rates: somebody asks ten times as often as allowed, for a minute in all; another tenant hardly notices."""

import asyncio
import os
import time
from collections.abc import Sequence
from statistics import median

from tests.bench.documents import JOURNEY_PAGE
from tests.bench.figures import Figure
from tests.bench.paced import Kept, Pace, begin, end
from tests.bench.servers import body, service
from tests.bench.world import World, draw, fill, token, world

SECONDS = float(os.environ.get("BENCH_SECONDS", "60"))
"""How long somebody asks too often, in all."""
ROUNDS = 3
CALM_RATE = 40.0
TOKEN_RATE = 50.0
TOO_OFTEN = 10
BURST_SECONDS = 3.0
"""What may come at once is served at once: it is over before the calm tenant is looked at."""
HAMMER = body("{ viewer { tenant subject } }")
ON = {"HEARTLINE_RATE_LIMITS": "true"}
NEVER = {"HEARTLINE_LIMIT_TOKEN_RATE": "0.001"}


def bench() -> list[Figure]:
    """Measure a calm tenant alone, beside a token that keeps to its rate, and beside one that does not."""
    with world() as here:
        page = asyncio.run(_fill(here))
        with service({**here.settings, **ON}) as server:

            def paced(tenant: str, page: str, rate: float, connections: int, more: float = 0) -> Pace:
                seconds = SECONDS / ROUNDS + more
                return Pace(server.port, [token(tenant)], page, rate, seconds, connections, server.pid)

            calm = paced("calm", page, CALM_RATE, 8)
            allowed = paced("eager", HAMMER, TOKEN_RATE * 0.98, 32, BURST_SECONDS)
            often = paced("eager", HAMMER, TOKEN_RATE * TOO_OFTEN, 32, BURST_SECONDS)
            alone, fair, unfair, refused = [], [], [], []
            end(begin(calm))
            for _ in range(ROUNDS):
                alone.append(end(begin(calm)))
                fair.append(_beside(calm, allowed)[0])
                each, eager = _beside(calm, often)
                unfair.append(each)
                refused.append(eager)
        with service({**here.settings, **ON, **NEVER}) as server:
            only = end(begin(Pace(server.port, [token("eager")], HAMMER, 1_500, 4, 32, server.pid)))
    served, turned_away = _statuses(refused, "200"), _statuses(refused, "429")
    rightful = ROUNDS * TOKEN_RATE * (often.seconds + 2)
    refusal, a_page = only.cpu / only.statuses["429"], median(each.cpu / each.answers for each in alone)
    often_99, fair_99, alone_99 = _p99(unfair), _p99(fair), _p99(alone)
    return [
        Figure(
            "calm tenant: beside ten times the rate / beside the rate", often_99, fair_99, "ms p99", most=1.2
        ),
        Figure("calm tenant: beside ten times the rate / alone", often_99, alone_99, "ms p99"),
        Figure(
            "calm tenant: beside ten times the rate / beside the rate", _p50(unfair), _p50(fair), "ms p50"
        ),
        Figure("eager token: served / what its rate allows", served, rightful, "answers", most=1.02),
        Figure("eager token: refused / sent", turned_away, sum(each.answers for each in refused), "answers"),
        Figure("a refusal / a page", refusal * 1_000, a_page * 1_000, "ms CPU", most=0.2),
    ]


async def _fill(here: World) -> str:
    """Make the calm tenant; give its page."""
    async with here.parts() as parts:
        journeys, personas = await draw(parts, "calm", 1)
        await fill(parts, "calm", journeys, personas, 1_000)
        return body(JOURNEY_PAGE, {"id": journeys[0].id})


def _beside(calm: Pace, other: Pace) -> tuple[Kept, Kept]:
    noise = begin(other)
    time.sleep(BURST_SECONDS)
    kept = end(begin(calm))
    return kept, end(noise)


def _statuses(kept: Sequence[Kept], status: str) -> int:
    return sum(each.statuses.get(status, 0) for each in kept)


def _p99(kept: Sequence[Kept]) -> float:
    return median(each.p99 for each in kept)


def _p50(kept: Sequence[Kept]) -> float:
    return median(each.p50 for each in kept)
