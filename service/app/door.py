"""The door: GraphQL over HTTP. Who asks, what, and may they at all; then one JSON answer."""

from collections.abc import Callable
from datetime import UTC, datetime

import orjson
from graphql import OperationType
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from schema.context import Context
from schema.execution import Answer, Execution
from service.app.operation import Operation, asked, posted
from service.app.refusal import HttpRefusal
from service.auth.bearer import Bearer, parse_authorization
from service.auth.principal import Principal
from service.errors import Overloaded, Unauthenticated
from service.settings import Limits

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
STATUSES = {"OVERLOADED": 503, "INTERNAL_SERVER_ERROR": 500}
"""Of what was not executed; all other codes are the client's mistake."""

NewContext = Callable[[Principal], Context]


class GraphQLDoor:
    """An ASGI application for POST (any operation) and GET (queries only)."""

    def __init__(self, bearer: Bearer, execution: Execution, limits: Limits) -> None:
        self._bearer = bearer
        self._execution = execution
        self._limits = limits
        self._new_context: NewContext | None = None

    def open(self, new_context: NewContext) -> None:
        """Let requests in; before, they are told to come again."""
        self._new_context = new_context

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; whatever is refused is refused in JSON."""
        request = Request(scope, receive)
        media = _media(request.headers.get("accept"))
        try:
            response = await self._answer(request, media)
        except HttpRefusal as refusal:
            response = Response(orjson.dumps(refusal.answer), refusal.status, refusal.headers, media)
        except ClientDisconnect:
            return  # nobody is left to be answered
        await response(scope, receive, send)

    async def _answer(self, request: Request, media: str) -> Response:
        if request.method not in {"GET", "POST"}:
            raise HttpRefusal(405, "BAD_USER_INPUT", "send GET or POST", {"Allow": "GET, POST"})
        if self._new_context is None:
            said = "the database is not ready: it is being reached, or `heartline migrate` has not run"
            raise HttpRefusal(503, "OVERLOADED", said, {"Retry-After": "1"})
        principal = await self._who_asks(request)
        operation = await self._operation(request)
        context = self._new_context(principal)
        result = await self._execution.run(operation.document, operation.variables, operation.name, context)
        return Response(orjson.dumps(result), _status(result, media), media_type=media)

    async def _operation(self, request: Request) -> Operation:
        if request.method == "POST":
            return await posted(request, self._limits.body_bytes)
        operation = asked(request)
        kind = self._execution.kind(operation.document, operation.name)
        if kind not in {OperationType.QUERY, None}:
            raise HttpRefusal(
                405, "BAD_USER_INPUT", "GET is for queries: send a mutation by POST", {"Allow": "POST"}
            )
        return operation

    async def _who_asks(self, request: Request) -> Principal:
        sent = request.headers.getlist("authorization")
        try:
            token = parse_authorization(", ".join(sent) if sent else None)  # two headers are no one token
            return await self._bearer.verify(token, datetime.now(UTC))
        except Unauthenticated as error:
            challenge = 'Bearer error="invalid_token"' if sent else "Bearer"
            raise HttpRefusal(401, error.code, error.message, {"WWW-Authenticate": challenge}) from None
        except Overloaded as error:
            raise HttpRefusal(503, error.code, error.message, {"Retry-After": "1"}) from None


def _status(result: Answer, media: str) -> int:
    """Tell the outcome by the status too; the older media type says 200 to all that was well-formed."""
    if "data" in result or media == JSON:
        return 200
    return STATUSES.get(result["errors"][0]["extensions"]["code"], 400)


def _media(accept: str | None) -> str:
    """Answer in the GraphQL media type to who accepts it."""
    return GRAPHQL_JSON if accept and GRAPHQL_JSON in accept else JSON
