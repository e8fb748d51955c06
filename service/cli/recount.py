"""`heartline recount`."""

import asyncio
import sys

import click
from tqdm import tqdm

from service.cli.database import database, database_url
from service.rollups import Recount, note_recount
from service.rollups import recount as recount_all
from service.settings import Settings

MOST_SHOWN = 20


@click.command()
def recount() -> None:
    """Prove the counts: compare cells, runs and pulses with the raw feedback, as they are at one moment.

    Right on a live service too. Prints the differences; exit code 1 if there are any. Their number stands in
    /metrics from then on.
    """
    settings = Settings()
    with database_url(settings) as url:
        result = asyncio.run(_recount(settings, url))
    for difference in result.differences[:MOST_SHOWN]:
        click.echo(difference)
    click.echo(
        f"{result.feedback} feedback, {result.cells} cells, {result.runs} runs, {result.pulses} pulses: "
        f"difference {len(result.differences)}"
    )
    sys.exit(0 if result.exact else 1)


async def _recount(settings: Settings, url: str) -> Recount:
    async with database(settings, url) as mongo:
        total = await mongo.database["feedback"].estimated_document_count()
        with tqdm(total=total, desc="recount", unit=" feedback", disable=None) as bar:
            result = await recount_all(mongo, bar.update)
        await note_recount(mongo, len(result.differences))
    return result
