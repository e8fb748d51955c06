"""GraphiQL's page and files, and the token it is handed when only its owner can be looking."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from secrets import token_urlsafe
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from service.app.refusal import HttpRefusal
from service.auth.mint import mint
from service.auth.scopes import Scope
from service.settings import Settings

TENANT: Final = "northline"
"""The sample company's."""

TOKEN_LIFE: Final = timedelta(hours=1)
ASSETS: Final = Path(__file__).with_name("assets")
TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".txt": "text/plain"}
LOOPBACK: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE)
FORWARDED: Final = re.compile(
    r"forwarded|via|x-real-ip|x-forwarded-.*|x-envoy-.*|.*client-ip|.*connecting-ip"
)
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Scripts are our files alone; so are styles, but for those that GraphiQL's dialogs bring, by the nonce."""

HEADERS: Final = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class GraphiQL:
    """The page and its files."""

    def __init__(self, settings: Settings, secret: bytes | None) -> None:
        self._page = (ASSETS / "page.html").read_text()
        self._files = {
            path.name: (path.read_bytes(), TYPES[path.suffix])
            for path in ASSETS.iterdir()
            if path.suffix in TYPES
        }
        self._mint = _minter(settings, secret)

    async def page(self, request: Request) -> Response:
        """The page: with a token of the sample company for who sits at this machine, else with none."""
        token = self._mint() if self._mint and at_this_machine(request) else ""
        nonce = token_urlsafe(16)
        page = self._page.replace("{{token}}", token).replace("{{nonce}}", nonce)
        own = {"Content-Security-Policy": POLICY.format(nonce=nonce), "Cache-Control": "no-store"}
        return Response(page, headers={**HEADERS, **own}, media_type="text/html")

    async def file(self, request: Request) -> Response:
        """A script, a style sheet, or the licences."""
        found = self._files.get(request.path_params["name"])
        if found is None:
            raise HttpRefusal(404, "NOT_FOUND", "GraphiQL has no such file")
        content, type_ = found
        return Response(content, headers={**HEADERS, "Cache-Control": "no-cache"}, media_type=type_)


def at_this_machine(request: Request) -> bool:
    """Whether this service was asked directly, from this machine, by a name only this machine has.

    The name matters: a page of another site may have its own name lead here, and would then read the answer.
    """
    named = request.headers.getlist("host")  # as it was sent: `request.url` mends what it cannot read
    if len(named) != 1 or not LOOPBACK.fullmatch(named[0]):
        return False
    if any(FORWARDED.fullmatch(name) for name in request.headers):
        return False
    return request.client is not None and ip_address(request.client.host).is_loopback


def _minter(settings: Settings, secret: bytes | None) -> Callable[[], str] | None:
    if settings.production or secret is None:
        return None
    names = {"issuer": settings.jwt_issuer, "audience": settings.jwt_audience}
    return lambda: mint(secret, TENANT, "graphiql", Scope, TOKEN_LIFE, now=datetime.now(UTC), **names)
