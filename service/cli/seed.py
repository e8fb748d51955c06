"""`heartline seed`."""

import asyncio
from datetime import UTC, datetime

import click

from seeds.loader import Loader
from service.cli.database import database_url, parts
from service.settings import Settings

DEFAULT_TENANT = "northline"


@click.command()
@click.option("--tenant", default=DEFAULT_TENANT, show_default=True, help="Whose it becomes.")
def seed(tenant: str) -> None:
    """Load the sample company Northline, or its days since it was last loaded.

    180 days of feedback ending now, through the service's own ingestion. Safe to repeat, to interrupt, and to
    run beside a running service. A tenant with journeys of its own is left alone.
    """
    settings = Settings()
    with database_url(settings) as url:
        sow_at(settings, url, tenant)


def sow_at(settings: Settings, url: str, tenant: str) -> None:
    """Load the sample into the database at this address."""
    click.echo(asyncio.run(_sow(settings, url, tenant)))


async def _sow(settings: Settings, url: str, tenant: str) -> str:
    async with parts(settings, url) as ready:
        loader = Loader(ready.atlas, ready.remarks, ready.editing, ready.ingestion, tenant)
        if await loader.foreign():
            return f"tenant {tenant} has journeys of its own: the sample company was not loaded"
        sown = await loader.sow(datetime.now(UTC))
    refused = f", {sown.refused} refused by the edited map" if sown.refused else ""
    return f"Northline: {sown.new} feedback new, {sown.duplicates} sent again and counted once{refused}"
