"""Which web pages of other origins may read our answers; none unless the settings name them.

Nothing here keeps anybody from sending: that needs a token, which no browser adds by itself, as it would a
cookie. So a page that is not allowed can neither ask in a visitor's name nor read what it asked.
"""

from collections.abc import Sequence
from typing import Final

import orjson
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp

from service.app.refusal import HttpRefusal

ASKED: Final = (
    "Authorization",
    "Content-Type",
    "Content-Encoding",
    "traceparent",
    "X-Request-Id",
    "Heartline-Cost",
)
TOLD: Final = ("Retry-After", "WWW-Authenticate", "X-Request-Id")
REMEMBERED_SECONDS: Final = 7_200
"""How long a browser need not ask again; no browser remembers longer."""


class Cors(CORSMiddleware):
    """Starlette's, without cookies, and with refusals in JSON."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        super().__init__(
            app,
            allow_origins=origins,
            allow_methods=("GET", "POST"),
            allow_headers=ASKED,
            expose_headers=TOLD,
            max_age=REMEMBERED_SECONDS,
        )

    def preflight_response(self, request_headers: Headers) -> Response:
        """Answer whether a page may send what it is about to send."""
        response = super().preflight_response(request_headers)
        if response.status_code == 200:  # noqa: PLR2004  what everybody knows as OK
            return response
        said = "this origin, method or header is not allowed: see HEARTLINE_CORS_ORIGINS"
        response.body = orjson.dumps(HttpRefusal(400, "BAD_USER_INPUT", said).answer)
        response.headers["content-length"] = str(len(response.body))
        response.headers["content-type"] = "application/json"
        return response
