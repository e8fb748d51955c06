"""`heartline reanalyse`."""

import asyncio
import signal
import sys
from functools import partial
from typing import Final

import click
from tqdm import tqdm

from scoring.emotion import Analyser
from service.analysers import Ignored, Reader
from service.cli.database import database, database_url
from service.cli.interruption import INTERRUPTED, Stopped, interruptibly
from service.cli.reading import chosen_analyser
from service.outbox import Outbox, SlotLease
from service.reanalysis import Outcome, Reanalysis, tenants_of
from service.settings import Settings

BUDGET_SECONDS: Final = 60
"""How long the texts of a page may take: nobody waits for them."""

SERVER_MS: Final = 30_000
"""How long a server may take, of that."""


@click.command()
@click.option("--tenant", help="Whose feedback.  [default: everybody's]")
@click.option("--everything", is_flag=True, help="Also what this very analyser and version has read.")
@click.option("--dry-run", is_flag=True, help="Read, and tell what would change; store nothing.")
def reanalyse(*, tenant: str | None, everything: bool, dry_run: bool) -> None:
    """Read stored texts again: those that another analyser or version has read, and those that none has.

    All scores follow exactly, right beside a running service. What people, or a partner's model, said of an
    emotion is never touched. Safe to stop at any point: the same command goes on from there.

    Tells how many texts were read, how many of these count otherwise now, and how many were left: erased or
    read by somebody else meanwhile, or unread because a server did not answer.
    """
    outcome = Outcome()
    settings = Settings()
    settings = settings.model_copy(update={"emotion_ms": max(settings.emotion_ms, SERVER_MS)})
    analyser = chosen_analyser(settings)
    reader = Reader(analyser, spare=analyser, ignored=Ignored.read(settings.emotion_ignore))
    make = partial(
        Reanalysis,
        analyser=analyser,
        read=partial(reader.read, budget_seconds=BUDGET_SECONDS),
        everything=everything,
        rehearsed=dry_run,
    )
    try:
        with database_url(settings) as url:
            asyncio.run(_reanalyse(settings, url, make, tenant, outcome))
    except (Stopped, KeyboardInterrupt):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is impatient is told all the same
        click.echo(f"stopped after {outcome}: the same command goes on from here", err=True)
        sys.exit(INTERRUPTED)
    _tell(outcome, analyser, dry_run=dry_run)


async def _reanalyse(
    settings: Settings, url: str, make: "partial[Reanalysis]", tenant: str | None, outcome: Outcome
) -> None:
    async with database(settings, url) as mongo, SlotLease(mongo) as lease:
        work = make(mongo, Outbox(mongo, lease))
        tenants = [tenant] if tenant else await tenants_of(mongo)
        feedback = mongo.database["feedback"]
        total = await (
            feedback.count_documents({"tenant": tenant}) if tenant else feedback.estimated_document_count()
        )
        with tqdm(total=total, desc="reanalyse", unit=" feedback", disable=None) as bar:
            await interruptibly(lambda advance: work.run(tenants, outcome, advance), bar.update)


def _tell(outcome: Outcome, analyser: Analyser, *, dry_run: bool) -> None:
    if outcome.away:
        said = f"{analyser.name} did not answer for {outcome.away} of those left"
        click.echo(f"{said}: run the same command again when it does", err=True)
    click.echo(f"{'would be ' if dry_run else ''}{outcome}")
