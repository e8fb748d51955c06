"""Probes: is the process alive, may it be sent requests, what does it count, and which API is it."""

import asyncio

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pymongo.errors import PyMongoError
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from service.mongo.client import Mongo
from service.mongo.migrate import migrated

PATIENCE_SECONDS = 2
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

    def open(self, mongo: Mongo) -> None:
        """Know which database to ask."""
        self._mongo = mongo

    async def welcome(self, _: Request) -> Response:
        """Who opens the address in a browser is told where to go."""
        return PlainTextResponse(WELCOME)

    async def alive(self, _: Request) -> Response:
        """The process answers."""
        return JSONResponse({"status": "alive"})

    async def ready(self, _: Request) -> Response:
        """The database is reachable, writable and migrated; 503 naming what is not."""
        missing = await self._missing()
        if missing is None:
            return JSONResponse({"status": "ready"})
        return JSONResponse({"status": "not ready", "missing": missing}, 503, {"Retry-After": "1"})

    async def _missing(self) -> str | None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                if self._mongo is None or not await self._mongo.ping():
                    return "a writable database"
                return None if await migrated(self._mongo) else "heartline migrate"
        except (PyMongoError, TimeoutError):
            return "a reachable database"

    async def metrics(self, _: Request) -> Response:
        """What is counted, for Prometheus."""
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    async def schema(self, _: Request) -> Response:
        """The SDL."""
        return PlainTextResponse(self._schema)
