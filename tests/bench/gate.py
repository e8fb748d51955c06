"""The gate: what it costs a page, and how soon what is made to hurt is refused."""

import gc
import time
from collections.abc import Iterator
from functools import partial

from graphql import GraphQLSchema

from schema.build import build_schema, core_of
from schema.guard import Guard
from schema.prepared import Preparation
from service.settings import Limits
from tests.bench.figures import Figure
from tests.bench.hostile import HOSTILE
from tests.bench.load import Load, Measured, measure
from tests.bench.pages import CLIENTS, SECONDS, SERVICE, Page, filled
from tests.bench.rounds import by_turns
from tests.bench.servers import Server, plain

RATES = ("HEARTLINE_LIMIT_TOKEN_RATE", "HEARTLINE_LIMIT_TENANT_RATE")
ROUNDS, REQUESTS = 12, 150
REFUSED_MS = 50
TRIES = 5


def bench() -> list[Figure]:
    """Measure a page with the gate and without, and refusals."""
    return [*_refusals(), *_price()]


def _price() -> Iterator[Figure]:
    """Compare the same application, gated and not, on the pages of the small tenant."""
    with filled() as (here, pages):
        gated = {**here.settings, "HEARTLINE_RATE_LIMITS": "true", **dict.fromkeys(RATES, "1000000")}
        with (
            plain("service.app.create:create_app", gated) as ours,
            plain("tests.bench.unguarded:create_app", here.settings) as open_house,
        ):
            for page in pages:
                if page.tenant == "few":
                    assert ours.post(page.token, page.body) == open_house.post(page.token, page.body)
                    yield _beside(page, ours, open_house)


def _beside(page: Page, ours: Server, open_house: Server) -> Figure:
    reading = {name: partial(_read, page, server) for name, server in (("gate", ours), ("none", open_house))}
    for once in reading.values():
        once()
    rounds = by_turns(ROUNDS, reading)
    return Figure(
        f"{page.name}: CPU of service, with the gate / without",
        rounds["gate"].cpu_ms(SERVICE),
        rounds["none"].cpu_ms(SERVICE),
        "ms",
        most=1.1,
    )


def _read(page: Page, server: Server) -> Measured:
    load = Load(
        server.port, page.token, [page.body], CLIENTS, REQUESTS, SECONDS, '{"data":', pids=[server.pid]
    )
    return measure(load)


def _refusals() -> Iterator[Figure]:
    """Time refusals from the text on, each the fastest of a few: the machine does other things too."""
    core = core_of(build_schema())
    gc.collect()
    gc.freeze()
    for name, text in HOSTILE.items():
        took = min(_refusal(core, text) for _ in range(TRIES))
        yield Figure(f"{name}: CPU until it is refused / allowed", took, REFUSED_MS, "ms", most=1)
    gc.unfreeze()


def _refusal(core: GraphQLSchema, text: str) -> float:
    limits = Limits()
    prepare = Preparation(core, Guard(core, limits, introspection=True), limits, suggestions=True)
    began = time.process_time()
    prepared = prepare(text)
    took = (time.process_time() - began) * 1_000
    assert prepared.errors
    return took
