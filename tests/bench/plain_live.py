"""Live scores made plainly: the same schema types and data, strawberry's own door and subscriptions.

A generator for each subscriber is woken through a queue of its own by the commits of this process; strawberry
executes the document for each subscriber, writes the payload for each, and sends it through ASGI. Scores come
from the service's resident windows, so that the comparison is about the live path. BENCH_LIVE says who reads:
`each` subscriber's execution reads the map and the pulses, as any request does; `once` reads both once for
each commit and hands them to all, so that no database call is compared.
"""

import asyncio
import gc
import os
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import aclosing, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.schema.config import StrawberryConfig
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL

from schema.context import new_context
from schema.info import Context, Info
from schema.journey import Journey
from schema.later import then
from schema.mutations.root import Mutation
from schema.problems import ANSWERED
from schema.query import Query
from schema.scalars import SCALARS, Seq
from schema.services import Services
from schema.touchpoint import Touchpoint
from schema.wording import resolved
from service.app.parts import Parts, assemble
from service.auth.bearer import Bearer, parse_authorization
from service.auth.secrets import Secrets
from service.auth.trust import trusted_keys
from service.documents import journey as documents
from service.outbox import Committed
from service.rollups import ScoreFilter, ScoreState
from service.settings import Settings
from tests.bench.plain_door import plain_mongo

Commits = asyncio.Queue[Committed]


class Broadcast:
    """Puts every commit into the queue of every subscriber of its journey."""

    def __init__(self) -> None:
        self._queues: dict[str, set[Commits]] = {}

    def hear(self, commit: Committed) -> None:
        """Tell a commit."""
        for queue in self._queues.get(commit.journey, ()):
            queue.put_nowait(commit)

    @contextmanager
    def listening(self, journey: str) -> Iterator[Commits]:
        """Listen to a journey."""
        queue = Commits()
        queues = self._queues.setdefault(journey, set())
        queues.add(queue)
        try:
            yield queue
        finally:
            queues.discard(queue)


BROADCAST = Broadcast()


@strawberry.enum
class Kind(StrEnum):
    """What happened."""

    SNAPSHOT = "SNAPSHOT"
    FEEDBACK = "FEEDBACK"


@strawberry.type
class Update:
    """A state, and what led to it."""

    kind: Kind
    occurred_at: datetime
    journey: Journey
    touchpoints_with_new_feedback: list[Touchpoint]

    @resolved
    def seq(self, info: Info) -> Awaitable[Seq]:
        """Read with the scores."""
        return then(info.context.loaders.scores.seq(self.journey.document), Seq)


@strawberry.type
class Subscription:
    """What can be subscribed to."""

    @strawberry.subscription
    async def score_updated(
        self, info: Info, journey_id: strawberry.ID, min_interval_ms: int = 100
    ) -> AsyncGenerator[Update]:
        """Tell the present state, then every later one."""
        with BROADCAST.listening(journey_id) as queue:
            yield await _update(info.context, journey_id, None)
            while True:
                commits = [await queue.get()]
                while not queue.empty():
                    commits.append(queue.get_nowait())
                yield await _update(info.context, journey_id, commits)
                await asyncio.sleep(min_interval_ms / 1_000)


async def _update(context: Context, journey_id: str, commits: Sequence[Committed] | None) -> Update:
    journey = await context.loaders.journeys.load(journey_id)
    assert journey
    kind, shown = Kind.SNAPSHOT, journey.on_the_map()
    if commits is not None:
        touched = {each.key.touchpoint for commit in commits for each in commit.deltas}
        kind, shown = Kind.FEEDBACK, [journey.touchpoint(each) for each in sorted(touched)]
    return Update(
        kind=kind, occurred_at=datetime.now(UTC), journey=journey, touchpoints_with_new_feedback=shown
    )


class Once:
    """Reads maps and scores once for each commit, whoever asks; stands for both the atlas and the rollups."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._read: dict[Any, asyncio.Future[Any]] = {}

    def hear(self, _: Committed) -> None:
        """Read anew."""
        self._read.clear()

    async def journeys(self, tenant: str, ids: Collection[str]) -> Mapping[str, documents.Journey]:
        """Find journeys by id."""
        found: Mapping[str, documents.Journey] = await self._once(
            (tenant, *ids), lambda: self._parts.atlas.journeys(tenant, ids)
        )
        return found

    async def scores(
        self, tenant: str, wanted: Sequence[tuple[documents.Journey, ScoreFilter]]
    ) -> list[ScoreState]:
        """Score journeys."""
        key = (tenant, *((journey.id, chosen) for journey, chosen in wanted))
        states: list[ScoreState] = await self._once(key, lambda: self._parts.rollups.scores(tenant, wanted))
        return states

    async def _once(self, key: Any, read: Callable[[], Awaitable[Any]]) -> Any:
        if key not in self._read:
            self._read[key] = asyncio.ensure_future(read())
        return await self._read[key]


class Door(GraphQL[Context, None]):
    """Strawberry's own ASGI application, with the service's bearers."""

    def __init__(self, schema: strawberry.Schema, bearer: Bearer) -> None:
        super().__init__(schema, subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL])
        self._bearer = bearer
        self.services: Services | None = None

    async def get_context(
        self,
        request: Request | WebSocket,
        response: Response | WebSocket,  # noqa: ARG002  strawberry names it
    ) -> Context:
        """Verify the bearer."""
        assert self.services
        token = parse_authorization(request.headers.get("authorization"))
        return new_context(await self._bearer.verify(token, datetime.now(UTC)), self.services)


async def _ready(_: Request) -> Response:
    return Response("ready")


def create_app() -> Starlette:
    """Make the application."""
    settings = Settings()
    secrets = Secrets.of(settings)
    schema = strawberry.Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        config=StrawberryConfig(scalar_map=SCALARS),
        exception_handlers=ANSWERED,
    )
    door = Door(schema, Bearer.of(settings, trusted_keys(settings, secrets)))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        mongo = plain_mongo(settings)
        async with aclosing(mongo), assemble(mongo, secrets.refs, settings.limits) as parts:
            atlas, rollups = parts.atlas, parts.rollups
            if os.environ["BENCH_LIVE"] == "once":
                once: Any = Once(parts)
                parts.outbox.on_commit(once.hear)
                atlas = rollups = once
            parts.outbox.on_commit(BROADCAST.hear)
            door.services = Services(
                atlas, parts.remarks, parts.editing, rollups, parts.ingestion, settings.limits
            )
            gc.collect()
            gc.freeze()  # as the service does
            yield

    routes = [Route("/graphql", door), WebSocketRoute("/graphql", door), Route("/readyz", _ready)]
    return Starlette(routes=routes, lifespan=lifespan)
