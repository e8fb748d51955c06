"""Score pages: a journey's page and the list of twenty, beside plain implementations of the same."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import orjson

from tests.bench.documents import JOURNEY_LIST, JOURNEY_PAGE
from tests.bench.figures import Figure
from tests.bench.load import Load, Measured, measure, middle
from tests.bench.servers import Server, body, plain, service
from tests.bench.world import World, draw, fill, token, world

TENANTS = {"few": 1_000, "many": 100_000}
PLAIN = {
    "windows": "Beanie models, no caches, our windows",
    "cells": "Beanie models, no caches, cells added up",
    "feedback": "raw feedback aggregated",
}
ROUNDS = 5
SERVICE, MONGOD = 0, 1


@dataclass(frozen=True, slots=True)
class Page:
    """One request of a page, as one tenant sends it."""

    name: str
    tenant: str
    token: str
    body: str


@contextmanager
def filled() -> Iterator[tuple[World, list[Page]]]:
    """Run a mongod with two tenants, one of which has a hundred times the feedback of the other."""
    with world() as here:
        first = asyncio.run(_fill(here))
        pages = [
            Page(name, tenant, token(tenant), sent)
            for tenant in TENANTS
            for name, sent in (
                ("journey page", body(JOURNEY_PAGE, {"id": first[tenant]})),
                ("list of 20", body(JOURNEY_LIST)),
            )
        ]
        yield here, pages


async def _fill(here: World) -> dict[str, str]:
    first = {}
    async with here.parts() as parts:
        for tenant, count in TENANTS.items():
            journeys, personas = await draw(parts, tenant, 20)
            await fill(parts, tenant, journeys, personas, count)
            first[tenant] = journeys[0].id
    return first


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
        figures = _growth(here, ours, pages)
        for page in pages:
            for reads, server in others.items():
                figures += _beside(here, page, ours, server, PLAIN[reads])
        return figures


def _check_equal(page: Page, ours: Server, *others: Server) -> None:
    """Raise where a plain implementation answers anything else than ours."""
    answers = [orjson.loads(server.post(page.token, page.body)) for server in (ours, *others)]
    assert "errors" not in answers[0], answers[0]
    for answer in answers[1:]:
        assert answer == answers[0], f"{page.name} of {page.tenant}: {answer} is not {answers[0]}"


def _read(here: World, page: Page, server: Server, requests: int, seconds: float = 3) -> Measured:
    pids = [server.pid, here.mongod]
    return measure(
        Load(server.port, page.token, [page.body], 8, requests, seconds, expect='{"data":', pids=pids)
    )


def _growth(here: World, ours: Server, pages: list[Page]) -> list[Figure]:
    """Compare the same page of a small and of a large tenant, round by round."""
    rounds: dict[tuple[str, str], list[Measured]] = {(page.name, page.tenant): [] for page in pages}
    for page in pages:
        _read(here, page, ours, 200)
    for _ in range(ROUNDS):
        for page in pages:
            rounds[page.name, page.tenant].append(_read(here, page, ours, 300))
    return [
        Figure(
            f"{name}: CPU of {process} at 100,000 / 1,000 feedback",
            middle(rounds[name, "many"], place),
            middle(rounds[name, "few"], place),
            "ms",
            most=1.1,
        )
        for name in ("journey page", "list of 20")
        for process, place in (("service", SERVICE), ("mongod", MONGOD))
    ]


def _beside(here: World, page: Page, ours: Server, other: Server, named: str) -> list[Figure]:
    """Compare ours with a plain implementation, round by round."""
    own: list[Measured] = []
    plain_rounds: list[Measured] = []
    for _ in range(3):
        own.append(_read(here, page, ours, 150))
        plain_rounds.append(_read(here, page, other, 60, 1.5))
    label = f"{page.name}, {TENANTS[page.tenant]:,} feedback"
    target = 2.5 if named.startswith("Beanie") else None
    return [
        Figure(
            f"{label}: service CPU, {named} / ours",
            middle(plain_rounds, SERVICE),
            middle(own, SERVICE),
            "ms",
            target,
        ),
        Figure(
            f"{label}: mongod CPU, {named} / ours", middle(plain_rounds, MONGOD), middle(own, MONGOD), "ms"
        ),
    ]
