"""A plain GraphQL endpoint around the same schema and the same bearers."""

import os
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.auth.bearer import Bearer, parse_authorization
from service.auth.principal import Principal
from service.auth.secrets import Secrets
from service.auth.trust import trusted_keys
from service.mongo.client import Mongo, connect
from service.settings import Settings

Answer = dict[str, Any]
Execute = Callable[[str, dict[str, Any], Principal], Awaitable[Answer]]
Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def plain_mongo(settings: Settings) -> Mongo:
    """Connect as the service does."""
    return connect(os.environ["HEARTLINE_MONGO_URL"], settings.mongo_database)


def plain_app(settings: Settings, execute: Execute, lifespan: Lifespan) -> Starlette:
    """Answer POST /graphql by executing what is sent."""
    bearer = Bearer.of(settings, trusted_keys(settings, Secrets.of(settings)))

    async def graphql(request: Request) -> Response:
        token = parse_authorization(request.headers.get("authorization"))
        principal = await bearer.verify(token, datetime.now(UTC))
        sent = orjson.loads(await request.body())
        answer = await execute(sent["query"], sent["variables"], principal)
        return Response(orjson.dumps(answer), media_type="application/json")

    async def ready(_: Request) -> Response:
        return Response("ready")

    routes = [Route("/graphql", graphql, methods=["POST"]), Route("/readyz", ready)]
    return Starlette(routes=routes, lifespan=lifespan)


def answered(result: Any) -> Answer:
    """Write an execution's result as it is sent."""
    if result.errors:
        return {"data": result.data, "errors": [error.formatted for error in result.errors]}
    return {"data": result.data}
