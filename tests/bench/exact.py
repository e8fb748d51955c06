"""Score reads: how few database calls they take, and that a second process is exact within the bound."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.monitoring import CommandListener

from schema.build import build_schema
from schema.context import new_context
from schema.execution import Execution
from schema.services import Services
from service.app.parts import Parts, assemble
from service.auth.principal import Principal
from service.auth.scopes import Scope
from service.ingestion import Ingestion
from service.mongo.client import Mongo
from service.settings import Limits
from tests.bench.documents import COUNTS, JOURNEY_LIST, JOURNEY_PAGE, SUBMIT, submission
from tests.bench.figures import Figure
from tests.bench.ingestion import a_draft
from tests.bench.load import NUMBER
from tests.bench.servers import service
from tests.bench.world import DATABASE, REFS_KEY, World, draw, fill, token, world

TENANT = "acme"
SUBMISSIONS = 200
MOST_CALLS = 3
BOUND_SECONDS = 1.0
ASKED = {
    "journey page": (JOURNEY_PAGE, "id"),
    "list of 20": (JOURNEY_LIST, None),
}


class Calls(CommandListener):
    """Counts commands that are sent."""

    def __init__(self) -> None:
        self.count = 0

    def started(self, _: Any) -> None:
        """Count one."""
        self.count += 1

    def succeeded(self, _: Any) -> None:
        """It was counted."""

    def failed(self, _: Any) -> None:
        """It was counted."""


def bench() -> list[Figure]:
    """Count database calls of a page, and compare two processes after every submission."""
    with world() as here:
        calls, journey, touchpoints = asyncio.run(_count_calls(here))
        return [*calls, *_second_process(here, journey, touchpoints)]


async def _count_calls(here: World) -> tuple[list[Figure], str, list[str]]:
    async with here.parts() as writer:
        journeys, personas = await draw(writer, TENANT, 20)
        await fill(writer, TENANT, journeys, personas, 1_000)
        first = journeys[0]
        listener = Calls()
        client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(
            here.url, event_listeners=[listener], tz_aware=True
        )
        mongo = Mongo(client, client[DATABASE], 3_000)
        async with assemble(mongo, REFS_KEY.encode(), Limits()) as reader:
            figures = await _calls(writer.ingestion, reader, listener, first.id, first.present[0].id)
        await mongo.aclose()
    return figures, first.id, [place.id for place in first.present]


async def _calls(
    writer: Ingestion, reader: Parts, listener: Calls, journey: str, touchpoint: str
) -> list[Figure]:
    figures = []
    for name, (document, argument) in ASKED.items():
        ask = _asking(reader, document, {argument: journey} if argument else {})
        await ask()
        resident = await _counted(listener, ask)
        await writer.submit(TENANT, a_draft(touchpoint, name, 0))
        behind = await _counted(listener, ask)
        figures += [
            Figure(f"{name}: database calls, resident", resident, MOST_CALLS, "", most=1),
            Figure(f"{name}: database calls, another process has written", behind, MOST_CALLS, "", most=1),
        ]
    return figures


def _asking(parts: Parts, document: str, variables: dict[str, Any]) -> Callable[[], Awaitable[None]]:
    execution = Execution(build_schema(), Limits())
    services = Services(parts.atlas, parts.remarks, parts.editing, parts.rollups, parts.ingestion, Limits())
    principal = Principal(TENANT, "bench", frozenset(Scope), datetime.now(UTC) + timedelta(hours=1))

    async def ask() -> None:
        answer = await execution.run(document, variables, None, new_context(principal, services))
        assert "errors" not in answer, answer

    return ask


async def _counted(listener: Calls, ask: Callable[[], Awaitable[None]]) -> int:
    before = listener.count
    await ask()
    return listener.count - before


def _second_process(here: World, journey: str, touchpoints: list[str]) -> list[Figure]:
    """Submit to one process, and ask the other: at once, and again for as long as it may be behind."""
    bearer, at_once, in_time = token(TENANT), 0, 0
    with service(here.settings) as first, service(here.settings) as second:

        def shown() -> int:
            n: int = second.ask(bearer, COUNTS, {"id": journey})["journey"]["score"]["n"]
            return n

        start = shown()
        for number in range(1, SUBMISSIONS + 1):
            said = submission(touchpoints[number % len(touchpoints)], number, "second")
            key = str(said["idempotencyKey"]).replace(NUMBER.decode(), str(number))
            answer = first.ask(bearer, SUBMIT, {"input": {**said, "idempotencyKey": key}})
            assert answer["submitFeedback"]["duplicate"] is False
            deadline = time.monotonic() + BOUND_SECONDS
            n = shown()
            at_once += n == start + number
            while n != start + number and time.monotonic() < deadline:
                n = shown()
            in_time += n == start + number
    what = "reads of a second process that show what the first has acknowledged:"
    return [
        Figure(f"{what} within the bound of 1 s", in_time, SUBMISSIONS, "", least=1),
        Figure(f"{what} the first read", at_once, SUBMISSIONS, ""),
    ]
