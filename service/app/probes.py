"""Probes: is the process alive, may it be sent requests, what does it count, and which API is it."""

import asyncio
import time
from contextlib import suppress

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pymongo.errors import PyMongoError
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from service.live import Hub
from service.metrics import RECOUNT_DIFFERENCE, RECOUNT_TIME
from service.mongo.client import Mongo
from service.mongo.migrate import migrated
from service.rollups import last_recount

PATIENCE_SECONDS = 2
STALE_SECONDS = 5
"""How long the change stream may be behind: a step-down takes about as long, and heals by itself."""
WELCOME = """\
Heartline: how people feel along their journeys.

/graphql         the API: POST {"query": ...} with the header Authorization: Bearer <token>
/schema.graphql  what can be asked
/healthz         is the process alive
/readyz          may it be sent requests
/metrics         what it counts, for Prometheus
"""


class Probes:
    """Endpoints without a bearer that tell nothing of anybody's data."""

    def __init__(self, schema: str) -> None:
        self._schema = schema
        self._mongo: Mongo | None = None
        self._hub: Hub | None = None
        self._fresh_at = time.monotonic()

    def open(self, mongo: Mongo) -> None:
        """Know which database to ask."""
        self._mongo = mongo

    def follow(self, hub: Hub) -> None:
        """Know whose change stream to ask about."""
        self._hub = hub
        self._fresh_at = time.monotonic()

    async def welcome(self, _: Request) -> Response:
        """Who opens the address in a browser is told where to go."""
        return PlainTextResponse(WELCOME)

    async def alive(self, _: Request) -> Response:
        """The process answers."""
        return JSONResponse({"status": "alive"})

    async def ready(self, _: Request) -> Response:
        """The database is reachable, writable and migrated, and heard live; 503 naming what is not."""
        missing = await self._missing()
        if missing is None:
            return JSONResponse({"status": "ready"})
        return JSONResponse({"status": "not ready", "missing": missing}, 503, {"Retry-After": "1"})

    async def _missing(self) -> str | None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                if self._mongo is None or not await self._mongo.ping():
                    return "a writable database"
                if not await migrated(self._mongo):
                    return "heartline migrate"
                return None if self._is_heard() else "the change stream"
        except (PyMongoError, TimeoutError):
            return "a reachable database"

    def _is_heard(self) -> bool:
        """Whether the change stream was fresh when last asked, or not asked for long enough to tell."""
        now = time.monotonic()
        if self._hub is None or self._hub.fresh:
            self._fresh_at = now
        return now - self._fresh_at <= STALE_SECONDS

    async def metrics(self, _: Request) -> Response:
        """What is counted, for Prometheus."""
        await self._recounted()
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    async def _recounted(self) -> None:
        """Learn what the last recount found; while the database does not answer, what was known stands."""
        with suppress(PyMongoError, TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                if self._mongo is not None and (found := await last_recount(self._mongo)):
                    RECOUNT_DIFFERENCE.set(found.differences)
                    RECOUNT_TIME.set(found.timestamp)

    async def schema(self, _: Request) -> Response:
        """The SDL."""
        return PlainTextResponse(self._schema)
