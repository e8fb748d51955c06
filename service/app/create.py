"""The application: routes, and the parts they need for as long as it lives."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import structlog
from pymongo.errors import PyMongoError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route, WebSocketRoute

from schema.build import build_schema
from schema.context import new_context
from schema.execution import Execution
from schema.sdl import sdl
from schema.services import Services
from service.analysers import reader_of
from service.app.cors import Cors
from service.app.door import GraphQLDoor
from service.app.elsewhere import HANDLERS
from service.app.graphiql import GraphiQL, Signpost
from service.app.house import House
from service.app.letterhead import Letterhead
from service.app.logs import configure_logs
from service.app.orphan import end_with_parent
from service.app.parts import Parts, assemble
from service.app.probes import Probes
from service.app.socket import SocketDoor
from service.auth.bearer import Bearer
from service.auth.secrets import Secrets
from service.auth.trust import trusted_keys
from service.errors import ConfigurationError
from service.gate import Gate
from service.known import Known, Persisted, Trusted
from service.metrics import ANALYSER_WELL, HEARD, IN_FLIGHT, SUBSCRIBERS, TOPICS
from service.mongo.client import Mongo, connect
from service.mongo.migrate import migrated
from service.settings import Settings
from service.tracing import switch_on

RETRY_SECONDS = 1
PATIENCE_SECONDS = 5
"""How long a start waits for the database: one that listened sooner would refuse what another answers."""

log = structlog.get_logger()


def create_app(settings: Settings | None = None) -> Starlette:
    """Make the ASGI application. Raises ConfigurationError where it would be unsafe to serve."""
    settings = settings or Settings()
    configure_logs(settings.log_level)
    if settings.otel:
        switch_on()
    if not settings.mongo_url:
        raise ConfigurationError("HEARTLINE_MONGO_URL is not set: `heartline serve` runs an embedded MongoDB")
    secrets = Secrets.of(settings)
    bearer = Bearer.of(settings, trusted_keys(settings, secrets))
    mongo_url = settings.mongo_url
    limits = settings.limits
    gate = Gate.of(settings)
    reader = reader_of(settings)
    ANALYSER_WELL.set_function(lambda: reader is not None and reader.well)
    execution = Execution(
        build_schema(),
        limits,
        suggestions=not settings.production,
        introspection=settings.may_be_introspected,
    )
    house = House(bearer, execution, gate, _known(settings, execution), limits)
    probes = Probes(sdl())

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        end_with_parent()
        mongo = connect(mongo_url, settings.mongo_database, settings.limits.mongo_ms)
        probes.open(mongo)
        async with (
            aclosing(mongo),
            assemble(mongo, secrets.refs, limits, reader) as parts,
            parts.hub,
        ):
            app.state.hub = parts.hub
            probes.follow(parts.hub)
            SUBSCRIBERS.set_function(lambda: parts.hub.seats)
            TOPICS.set_function(lambda: parts.hub.topics)
            HEARD.set_function(lambda: parts.hub.fresh)
            IN_FLIGHT.set_function(gate.room.__len__)
            _spare_the_collector()
            opening = asyncio.create_task(_open_when_migrated(house, parts))
            await asyncio.wait({opening}, timeout=PATIENCE_SECONDS)
            yield
            opening.cancel()

    app = Starlette(
        routes=[*_api(house, settings), *_probes(probes), *_graphiql(settings, secrets)],
        lifespan=lifespan,
        middleware=[Middleware(Letterhead)],
        exception_handlers=HANDLERS,
    )
    app.router.redirect_slashes = False  # a redirect would lose a body
    return app


def _api(house: House, settings: Settings) -> list[BaseRoute]:
    door = GraphQLDoor(house)
    shared = Cors(door, settings.cors_origins) if settings.cors_origins else door
    signed = shared if settings.production else Signpost(shared)
    sockets, paths = SocketDoor(house), ("/graphql", "/graphql/")
    return [*(Route(path, signed) for path in paths), *(WebSocketRoute(path, sockets) for path in paths)]


def _known(settings: Settings, execution: Execution) -> Known:
    """Read the trusted documents. Raises ConfigurationError for one that would be refused."""
    trusted = Trusted.read(settings.documents_dir)
    for text in trusted:
        if objections := execution.objections(text):
            raise ConfigurationError(
                f"HEARTLINE_DOCUMENTS_DIR: {objections[0]['message']} In the document: {text[:200]}"
            )
    return Known(trusted, settings.trusted_only)


def _probes(probes: Probes) -> list[BaseRoute]:
    return [
        Route("/", probes.welcome),
        Route("/healthz", probes.alive),
        Route("/readyz", probes.ready),
        Route("/metrics", probes.metrics),
        Route("/schema.graphql", probes.schema),
    ]


def _graphiql(settings: Settings, secrets: Secrets) -> list[BaseRoute]:
    """For development: it is told the whole schema, and may be handed a token."""
    if settings.production:
        return []
    page = GraphiQL(settings, secrets.jwt)
    return [
        Route("/graphiql", page.page),
        Route("/graphiql/", page.page),
        Route("/graphiql/{name}", page.file),
    ]


def _spare_the_collector() -> None:
    """Look at the garbage of requests alone: modules and schema stay. Measured: 7 to 18 % less CPU a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


async def _open_when_migrated(house: House, parts: Parts) -> None:
    """Let requests in as soon as the database can serve them; on an embedded one that is at once."""
    services = Services(
        parts.atlas,
        parts.remarks,
        parts.editing,
        parts.rollups,
        parts.ingestion,
        house.limits,
        house.gate.rates,
    )
    while not await _migrated(parts.mongo):  # noqa: ASYNC110  what is awaited happens in another process
        await asyncio.sleep(RETRY_SECONDS)
    house.known.open(Persisted(parts.mongo, house.limits))
    house.open(lambda principal: new_context(principal, services), parts.hub)


async def _migrated(mongo: Mongo) -> bool:
    try:
        return await migrated(mongo)
    except PyMongoError as error:
        log.warning("database.unreachable", error=type(error).__name__)
        return False
