"""What every request and socket carries: an id, and the trace it belongs to, in its answer and its logs."""

import re
import secrets
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.tracing import span

REQUEST_ID = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._:+/=-]{0,127}")
TRACEPARENT = re.compile(
    rb"(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-.*)?"
)
"""W3C Trace Context, level 1: version 00 has four fields, a later one may have more."""

_NAMED = frozenset({"http.response.start", "websocket.accept"})


class Letterhead:
    """Takes a sane X-Request-Id or makes one; reads traceparent. All that is logged meanwhile has both."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        sent_id, sent_trace = _sent(scope)
        request_id = sent_id or secrets.token_hex(8).encode()
        trace = traced(sent_trace)
        structlog.contextvars.bind_contextvars(request_id=request_id.decode(), **trace)

        async def named(message: Message) -> None:
            if message["type"] in _NAMED:
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", request_id)]
            await send(message)

        with span(scope["type"], sent_trace.decode() if trace else None):
            await self._app(scope, receive, named)


def traced(traceparent: bytes) -> dict[str, str]:
    """Read a traceparent header for the log; nothing where it is none."""
    fields = TRACEPARENT.fullmatch(traceparent)
    if fields is None or (fields[1] == b"00" and fields[4]):
        return {}
    return {"trace_id": fields[2].decode(), "parent_id": fields[3].decode()}


def _sent(scope: Scope) -> tuple[bytes, bytes]:
    """Give the id and the traceparent a client sent; nothing for what is not sane, or sent twice."""
    found: dict[bytes, list[bytes]] = {b"x-request-id": [], b"traceparent": []}
    headers: list[Any] = scope["headers"]
    for name, value in headers:
        if name in found:
            found[name].append(value)
    ids, traces = found.values()
    request_id = ids[0] if len(ids) == 1 and REQUEST_ID.fullmatch(ids[0]) else b""
    return request_id, traces[0] if len(traces) == 1 else b""
