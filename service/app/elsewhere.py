"""What is not there is told in JSON too, whatever its address or method."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from service.app.media import JSON
from service.app.refusal import HttpRefusal

Handler = Callable[[Request, Any], Awaitable[Response]]


async def _refused(_: Request, refusal: HttpRefusal) -> Response:
    return Response(orjson.dumps(refusal.answer), refusal.status, refusal.headers, JSON)


async def _elsewhere(request: Request, error: HTTPException) -> Response:
    if allowed := (error.headers or {}).get("Allow"):
        refusal = HttpRefusal(405, "BAD_USER_INPUT", f"send {allowed}", {"Allow": allowed})
    else:
        said = "there is nothing at this address: the API is at /graphql"
        refusal = HttpRefusal(404, "NOT_FOUND", said)
    return await _refused(request, refusal)


HANDLERS: Final[Mapping[Any, Handler]] = {HTTPException: _elsewhere, HttpRefusal: _refused}
"""For Starlette's `exception_handlers`."""
