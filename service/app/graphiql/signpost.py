"""Who opens the API's address in a browser is sent to the page."""

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class Signpost:
    """Stands before the API: a GET that asks nothing and takes a page is no client's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a browser on, and let all others in."""
        browses = scope["method"] == "GET" and not scope["query_string"]
        if browses and "text/html" in Headers(scope=scope).get("accept", ""):
            await RedirectResponse("/graphiql", 303)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
