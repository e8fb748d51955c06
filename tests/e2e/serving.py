"""The service over real HTTP, in a thread of its own: the application as `heartline serve` runs it."""

import asyncio
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx2
import uvicorn
import uvloop
from starlette.applications import Starlette

from service.app.create import create_app
from service.app.server import server_config
from service.auth.mint import mint
from service.auth.scopes import Scope
from service.settings import Settings
from tests.e2e.caller import Caller

PATIENCE_SECONDS = 60
EVERY_SCOPE = frozenset(Scope)


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: where it listens, and what it was told."""

    http: httpx2.Client
    settings: Settings
    loop: asyncio.AbstractEventLoop
    server: uvicorn.Server
    app: Starlette

    def stop(self) -> None:
        """Have it stop, as SIGTERM does."""
        self.server.should_exit = True

    def tasks(self) -> int:
        """Count the tasks it has."""

        async def count() -> int:
            return len(asyncio.all_tasks()) - 1

        return asyncio.run_coroutine_threadsafe(count(), self.loop).result(PATIENCE_SECONDS)

    @property
    def seats(self) -> int:
        """Count its subscribers."""
        seats: int = self.app.state.hub.seats
        return seats

    def token(self, tenant: str, scopes: frozenset[Scope] = EVERY_SCOPE, subject: str = "tester") -> str:
        """Make a bearer token it believes for ten minutes."""
        secret = self.settings.jwt_secret or ""
        names = {"issuer": self.settings.jwt_issuer, "audience": self.settings.jwt_audience}
        ttl, now = timedelta(minutes=10), datetime.now(UTC)
        return mint(secret.encode(), tenant, subject, scopes, ttl, now=now, **names)

    def caller(self, tenant: str, scopes: frozenset[Scope] = EVERY_SCOPE) -> Caller:
        """Make a client that holds such a token."""
        return Caller(self.http, tenant, self.token(tenant, scopes))

    def newcomer(self) -> Caller:
        """Make a client of a tenant that has nothing yet."""
        return self.caller(f"t-{secrets.token_hex(6)}")


def own_settings(mongo_uri: str, database: str, **changes: object) -> Settings:
    """Describe a service on a database, with secrets of its own."""
    told = {"mongo_url": mongo_uri, "mongo_database": database, "log_level": "error"}
    own = {"jwt_secret": secrets.token_hex(32), "refs_key": secrets.token_hex(32)}
    return Settings(**{**told, **own, **changes})


def with_limits(settings: Settings, **changes: float) -> Settings:
    """Describe the same service with other limits."""
    return settings.model_copy(update={"limits": settings.limits.model_copy(update=changes)})


@contextmanager
def serving(settings: Settings) -> Iterator[Service]:
    """Serve on a free port until left; entering waits until requests are let in."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        app = create_app(settings)
        server = uvicorn.Server(server_config(settings, app))
        loop = uvloop.new_event_loop()
        runner = asyncio.Runner(loop_factory=lambda: loop)

        def run() -> None:
            with runner:
                runner.run(server.serve(sockets=[door]))

        thread = threading.Thread(target=run, name="service")
        thread.start()
        try:
            with httpx2.Client(base_url=f"http://127.0.0.1:{door.getsockname()[1]}", timeout=30) as http:
                wait_until_open(http)
                yield Service(http, settings, loop, server, app)
        finally:
            server.should_exit = True
            thread.join()


def wait_until_open(http: httpx2.Client) -> None:
    """Wait until the door asks for a token: before, it says 503 to everybody."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            if http.post("/graphql").status_code != httpx2.codes.SERVICE_UNAVAILABLE:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.02)
    raise TimeoutError("the service did not open")
