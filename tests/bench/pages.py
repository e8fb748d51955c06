"""Score pages: a journey's page and the list of twenty, beside plain implementations of the same."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

import orjson

from tests.bench.documents import JOURNEY_LIST, JOURNEY_PAGE, SUBMIT, submission
from tests.bench.figures import Figure
from tests.bench.load import Load, Measured, measure
from tests.bench.rounds import by_turns
from tests.bench.servers import Server, body, plain, service
from tests.bench.world import World, draw, fill, token, world

TENANTS = {"few": 1_000, "many": 100_000}
PLAIN = {
    "windows": "Beanie models, no caches, our windows",
    "cells": "Beanie models, no caches, cells added up",
    "feedback": "Beanie models, no caches, feedback aggregated",
}
CLIENTS = 8
SECONDS = 2.0
SERVICE, MONGOD = 0, 1


@dataclass(frozen=True, slots=True)
class Page:
    """One request of a page, as one tenant sends it; `busy` is the same with new feedback before each."""

    name: str
    tenant: str
    token: str
    body: str
    busy: list[str]


@contextmanager
def filled() -> Iterator[tuple[World, list[Page]]]:
    """Run a mongod with two tenants, one of which has a hundred times the feedback of the other."""
    with world() as here:
        yield here, asyncio.run(_fill(here))


async def _fill(here: World) -> list[Page]:
    pages = []
    async with here.parts() as parts:
        for tenant, count in TENANTS.items():
            journeys, personas = await draw(parts, tenant, 20)
            await fill(parts, tenant, journeys, personas, count)
            page, listed = body(JOURNEY_PAGE, {"id": journeys[0].id}), body(JOURNEY_LIST)
            said = body(SUBMIT, {"input": submission(journeys[0].present[0].id, 0, "busy")})
            bearer = token(tenant)
            pages += [
                Page("journey page", tenant, bearer, page, [said, page]),
                Page("list of 20", tenant, bearer, listed, [said, listed]),
            ]
        await parts.mongo.client.admin.command("fsync")  # so that no checkpoint of all this is measured
    return pages


def bench() -> list[Figure]:
    """Measure the CPU of a page, ours and plain, at 1,000 and at 100,000 feedback."""
    with filled() as (here, pages), ExitStack() as running:
        ours = running.enter_context(service(here.settings))
        others = {
            reads: running.enter_context(
                plain("tests.bench.plain_pages:create_app", here.settings, BENCH_READS=reads)
            )
            for reads in PLAIN
        }
        for page in pages:
            _check_equal(page, ours, *others.values())
        growth = _growth(here, ours, pages)
        beside = [figure for page in pages for figure in _beside(here, page, ours, others)]
        return [*growth, *beside, *_busy(here, ours, pages)]


def _check_equal(page: Page, ours: Server, *others: Server) -> None:
    """Raise where a plain implementation answers anything else than ours."""
    answers = [orjson.loads(server.post(page.token, page.body)) for server in (ours, *others)]
    assert "errors" not in answers[0], answers[0]
    for answer in answers[1:]:
        assert answer == answers[0], f"{page.name} of {page.tenant}: {answer} is not {answers[0]}"


def _read(here: World, page: Page, server: Server, requests: int, clients: int = CLIENTS) -> Measured:
    watched = [server.pid, here.mongod]
    load = Load(server.port, page.token, [page.body], clients, requests, SECONDS, '{"data":', pids=watched)
    return measure(load)


def _growth(here: World, ours: Server, pages: list[Page]) -> list[Figure]:
    """Compare the same page of a small and of a large tenant."""
    for page in pages:
        _read(here, page, ours, 100)
    reading = {f"{page.name} {page.tenant}": partial(_read, here, page, ours, 120) for page in pages}
    rounds = by_turns(8, reading)
    return [
        Figure(
            f"{name}: CPU of {process}, 100,000 / 1,000 feedback",
            rounds[f"{name} many"].cpu_ms(place),
            rounds[f"{name} few"].cpu_ms(place),
            "ms",
            most=1.1,
        )
        for name in ("journey page", "list of 20")
        for process, place in (("service", SERVICE), ("mongod", MONGOD))
    ]


def _beside(here: World, page: Page, ours: Server, others: Mapping[str, Server]) -> Iterator[Figure]:
    """Compare ours with the plain implementations: those that add up take seconds for the large tenant."""
    few = page.tenant == "few"
    compared = {name: server for name, server in others.items() if few or name != "windows"}
    amount = (16, CLIENTS) if few else (1, 1)
    reading = {name: partial(_read, here, page, server, *amount) for name, server in compared.items()}
    rounds = by_turns(3 if few else 1, {"ours": partial(_read, here, page, ours, 100), **reading})
    label = f"{page.name}, {TENANTS[page.tenant]:,} feedback"
    for name in compared:
        for process, place, least in (("service", SERVICE, 2.5), ("mongod", MONGOD, None)):
            yield Figure(
                f"{label}: CPU of {process}, {PLAIN[name]} / ours",
                rounds[name].cpu_ms(place),
                rounds["ours"].cpu_ms(place),
                "ms",
                least,
            )


def _busy(here: World, ours: Server, pages: list[Page]) -> Iterator[Figure]:
    """Compare the two tenants' pages once more, each request after a new feedback: submission and page."""
    loads = {
        f"{page.name} {page.tenant}": Load(
            ours.port, page.token, page.busy, 1, 160, 2, '{"data":', place * 1_000, [ours.pid, here.mongod]
        )
        for place, page in enumerate(pages)
    }
    measured = {name: measure(load) for name, load in loads.items()}
    for name in ("journey page", "list of 20"):
        many, few = measured[f"{name} many"], measured[f"{name} few"]
        what = f"{name} after each new feedback: CPU of service, 100,000 / 1,000 feedback"
        yield Figure(what, 2 * many.cpu_ms(SERVICE), 2 * few.cpu_ms(SERVICE), "ms")
