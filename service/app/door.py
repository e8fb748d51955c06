"""The door: GraphQL over HTTP. Who asks, what, and may they at all; then a JSON answer, or a stream."""

import math

import orjson
from graphql import OperationType
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from schema.execution import Answer
from schema.faults import refusals
from service.app.counting import count_refusal
from service.app.house import NOT_OPEN, House
from service.app.media import GRAPHQL_JSON, JSON, json_media
from service.app.operation import Operation, asked, posted
from service.app.refusal import HttpRefusal
from service.app.streams import EVENTS, Form, Stream, preferred_stream, prefers_events
from service.auth.bearer import parse_authorization
from service.auth.principal import Principal
from service.errors import Forbidden, Overloaded, PersistedQueryNotFound, RateLimited, Unauthenticated
from service.live import Ask

STATUSES = {"OVERLOADED": 503, "INTERNAL_SERVER_ERROR": 500, "FORBIDDEN": 403}
"""Of what was not executed; all other codes are the client's mistake."""

LATER = {"Retry-After": "1"}
"""Of whatever is OVERLOADED."""

PRICED = "heartline-cost"
"""The header of a request that wants to be told what it costs: 1."""


class GraphQLDoor:
    """An ASGI application for POST (any operation) and GET (queries and, as a stream, subscriptions)."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; whatever is refused is refused in JSON."""
        request = Request(scope, receive)
        accept = request.headers.get("accept")
        media = json_media(accept) or JSON
        try:
            _check_taken(accept)
            response = await self._answer(request, media)
        except HttpRefusal as refusal:
            count_refusal(refusal.reason)
            response = Response(orjson.dumps(refusal.answer), refusal.status, refusal.headers, media)
        except ClientDisconnect:
            return  # nobody is left to be answered
        except Exception as error:  # noqa: BLE001  a bug is masked and logged
            count_refusal("internal_server_error")
            response = Response(orjson.dumps({"errors": refusals(error)}), 500, media_type=media)
        await response(scope, receive, send)

    async def _answer(self, request: Request, media: str) -> ASGIApp:
        if request.method not in {"GET", "POST"}:
            raise HttpRefusal(405, "BAD_USER_INPUT", "send GET or POST", {"Allow": "GET, POST"})
        if not self._house.is_open:
            raise HttpRefusal(503, "OVERLOADED", NOT_OPEN, LATER)
        principal = await self._who_asks(request)
        self._admit(principal)
        accept = request.headers.get("accept")
        try:
            operation = await self._operation(request, principal)
        except (Forbidden, PersistedQueryNotFound) as error:
            count_refusal(error.code.lower())
            return _told({"errors": refusals(error)}, accept, media)
        if self._kind(operation) is OperationType.SUBSCRIPTION and (form := preferred_stream(accept)):
            return await self._stream(form, operation, principal)
        try:
            priced = request.headers.get(PRICED) == "1"
            result = await self._house.run(operation, principal, priced=priced)
        except Overloaded as error:
            raise _busy(error) from None
        return _told(result, accept, media)

    async def _stream(self, form: Form, operation: Operation, principal: Principal) -> ASGIApp:
        """Follow; what is refused is told in the stream, where its clients look for errors."""
        try:
            ask = await self._house.follow(operation, principal)
            if not isinstance(ask, Ask):
                return _whole(form, ask)
            self._house.enter(principal)
        except Overloaded as error:
            raise _busy(error) from None
        seconds = self._house.seconds_left(principal)
        stream = Stream(form, self._house.hub, ask, seconds, self._house.limits.stream_ping_seconds)

        async def held(scope: Scope, receive: Receive, send: Send) -> None:
            try:
                await stream(scope, receive, send)
            finally:
                self._house.leave(principal)

        return held

    def _admit(self, principal: Principal) -> None:
        """Refuse what comes too soon, before its body is read."""
        try:
            self._house.gate.admit(principal)
        except RateLimited as error:
            headers = {"Retry-After": str(math.ceil(error.wait))}
            raise HttpRefusal(429, error.code, error.message, headers, f"{error.whose}_rate") from None
        except Overloaded as error:
            raise _busy(error) from None

    async def _operation(self, request: Request, principal: Principal) -> Operation:
        """Read what is asked. Raises Forbidden and PersistedQueryNotFound, as House.recalled does."""
        if request.method == "POST":
            sent = await posted(request, self._house.limits, self._house.gate.bodies)
            return await self._house.recalled(sent, principal)
        operation = await self._house.recalled(asked(request, self._house.limits), principal)
        if self._kind(operation) is OperationType.MUTATION:
            raise HttpRefusal(
                405, "BAD_USER_INPUT", "GET is for queries: send a mutation by POST", {"Allow": "POST"}
            )
        return operation

    def _kind(self, operation: Operation) -> OperationType | None:
        return self._house.execution.kind(operation.document, operation.name)

    async def _who_asks(self, request: Request) -> Principal:
        sent = request.headers.getlist("authorization")
        try:
            token = parse_authorization(", ".join(sent) if sent else None)  # two headers are no one token
            return await self._house.principal(token)
        except Unauthenticated as error:
            challenge = 'Bearer error="invalid_token"' if sent else "Bearer"
            raise HttpRefusal(401, error.code, error.message, {"WWW-Authenticate": challenge}) from None
        except Overloaded as error:
            raise _busy(error) from None


def _busy(error: Overloaded) -> HttpRefusal:
    return HttpRefusal(503, error.code, error.message, LATER)


def _told(result: Answer, accept: str | None, media: str) -> Response:
    if prefers_events(accept):
        return _whole(EVENTS, result)
    status = _status(result, media)
    headers = LATER if status == STATUSES["OVERLOADED"] else None
    return Response(orjson.dumps(result), status, headers, media)


def _whole(form: Form, result: Answer) -> Response:
    return Response(form.whole(orjson.dumps(result)), headers=form.headers)


def _status(result: Answer, media: str) -> int:
    """Tell the outcome by the status too; the older media type says 200 to all that was well-formed."""
    if "data" in result or media == JSON:
        return 200
    return STATUSES.get(result["errors"][0]["extensions"]["code"], 400)


def _check_taken(accept: str | None) -> None:
    """Refuse, before anything is done, whoever takes nothing that can be answered."""
    if json_media(accept) is None and preferred_stream(accept) is None:
        said = f"only {JSON}, {GRAPHQL_JSON} and {EVENTS.media} are answered: accept one of them"
        raise HttpRefusal(406, "BAD_USER_INPUT", said)
