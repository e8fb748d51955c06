"""`heartline migrate`."""

import asyncio

import click

from service.cli.database import database_url
from service.mongo.client import connect
from service.mongo.migrate import VERSION
from service.mongo.migrate import migrate as migrate_database
from service.settings import Settings


@click.command()
def migrate() -> None:
    """Make collections, validators and indexes.

    Run it once per version, before services start. Safe to repeat, and beside running ones.
    """
    settings = Settings()
    with database_url(settings) as url:
        migrate_at(settings, url)
    click.echo(f"migrated to version {VERSION}")


def migrate_at(settings: Settings, url: str) -> None:
    """Migrate the database at this address."""
    asyncio.run(_migrate(settings, url))


async def _migrate(settings: Settings, url: str) -> None:
    mongo = connect(url, settings.mongo_database)
    try:
        await migrate_database(mongo)
    finally:
        await mongo.aclose()
