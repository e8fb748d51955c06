"""Where a command finds its database: outside, or embedded beside or instead of a running service."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from service.analysers import Reader
from service.app.parts import Parts, assemble
from service.auth.secrets import Secrets
from service.errors import ConfigurationError
from service.mongo.client import Mongo, connect
from service.mongo.embedded import open_embedded
from service.mongo.migrate import migrate, migrated
from service.settings import Settings


@contextmanager
def database_url(settings: Settings) -> Iterator[str]:
    """Give the address of the database for as long as it is needed."""
    if settings.mongo_url:
        yield settings.mongo_url
    else:
        with open_embedded(settings.data_dir) as url:
            yield url


@asynccontextmanager
async def database(settings: Settings, url: str) -> AsyncIterator[Mongo]:
    """Connect; the embedded database is migrated on the way, an outside one must have been."""
    mongo = connect(url, settings.mongo_database, settings.limits.mongo_ms)
    try:
        if not settings.mongo_url:
            await migrate(mongo)
        elif not await migrated(mongo):
            raise ConfigurationError(
                "the database is not migrated: run `heartline migrate` once, then this again"
            )
        yield mongo
    finally:
        await mongo.aclose()


@asynccontextmanager
async def parts(settings: Settings, url: str, reader: Reader | None = None) -> AsyncIterator[Parts]:
    """Put the service's parts together for a command. Without a reader texts are stored unread."""
    secrets = Secrets.of(settings)
    async with (
        database(settings, url) as mongo,
        assemble(mongo, secrets.refs, settings.limits, reader) as assembled,
    ):
        yield assembled
