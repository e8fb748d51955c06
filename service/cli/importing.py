"""`heartline import`."""

import asyncio
import signal
import sys
from pathlib import Path
from typing import Any, Final

import click
from tqdm import tqdm

from service.analysers import reader_of
from service.auth.secrets import Secrets
from service.cli.database import database_url, parts
from service.cli.interruption import INTERRUPTED, Stopped, interruptibly
from service.importing.delivery import Outcome
from service.importing.form import Format, form_of
from service.importing.importer import Importer
from service.importing.moments import Moments
from service.importing.order import Order, meanings_of, pairs, scales_of
from service.importing.preparation import Preparation
from service.importing.rehearsal import Rehearsal
from service.ingestion import Refs
from service.settings import Settings

READING_SECONDS: Final = 10
"""How long the texts of one commit may be read: nobody waits for the answer to each."""

FIELDS: Final = """\b
Fields of --map, --set and --value:
  key         the row's own id, by which a later run knows it again; left out: a hash of the row
  touchpoint  its id, or its name within --journey
  channel     WEB APP EMAIL PHONE CHAT SMS MESSENGER SHOP IN_PERSON KIOSK SOCIAL ADS; left out: OTHER
  source      IN_APP INTERVIEW SUPPORT SOCIAL OTHER; left out: SURVEY
  emotion     JOY to ANGER, the names of the API, in any case
  intensity   of the emotion, above 0, at most 1; left out: 1
  origin      REPORTED, or INFERRED where a model named the emotion; left out: REPORTED
  confidence  of an INFERRED emotion, 0 to 1
  text        at most 4,000 characters
  nps  csat  ces  importance
              0 to 10, 1 to 5, 1 to 7, 1 to 5: whole numbers, or on a --scale
  triggers    parted by , ; or | (or a list in JSON); put into lower case, with - between words
  persona     its id or its name
  customer    kept as a keyed hash alone; forgetCustomer finds it by what stands here
  run         one customer's one trip through the journey; a keyed hash too
  occurredAt  when it was said, however long ago; left out: when it is first imported
"""

EXAMPLE: Final = """\b
Example, a survey of 1 to 10 from a spreadsheet with ; and decimal commas:
  heartline import survey.csv --delimiter ';' --decimal , --journey 'Bill and renew' \\
    --map touchpoint=Question --map csat=Rating --scale csat=1..10 --map text=Comment \\
    --map occurredAt=Date --date-format '%d.%m.%Y' --timezone Europe/Berlin --dry-run
"""


@click.command("import", epilog=f"{FIELDS}\n{EXAMPLE}")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--tenant", default="northline", show_default=True, help="Whose feedback it is.")
@click.option("--journey", help="Id or name of the journey whose touchpoints are named.")
@click.option("--touchpoint", help="Id, or name within --journey; the same as --set touchpoint=...")
@click.option(
    "--create", is_flag=True, help="Make the journey and the touchpoints of these names, if missing."
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Fill a field from a column: its name, or its number from 1 (JSON: its name, or outer.inner).",
)
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Fill a field of all rows; if it is mapped too, of those whose column is blank.",
)
@click.option(
    "--value",
    "values",
    multiple=True,
    metavar="FIELD:CELL=VALUE",
    help="Read a cell as another, as in 'csat:Very satisfied=5' (without VALUE: as blank).",
)
@click.option("--empty", multiple=True, metavar="CELL", help="A cell that counts as blank, such as N/A.")
@click.option(
    "--scale",
    "scales",
    multiple=True,
    metavar="RATING=A..B",
    help="A rating's scale in the file, from the worst A to the best B, as in csat=-4..4 or csat=6..1. "
    "x becomes least + (x - A) (most - least) / (B - A) of the rating's own scale, computed exactly, then "
    "the nearest whole number, halves to the even one. Outside A to B a row is refused.",
)
@click.option(
    "--decimal", type=click.Choice([".", ","]), default=".", show_default=True, help="Decimal mark."
)
@click.option(
    "--date-format",
    metavar="FORMAT",
    help="Of occurredAt: unix, unix-ms, or as for strptime (%d.%m.%Y %H:%M).  [default: ISO 8601]",
)
@click.option("--timezone", default="UTC", show_default=True, help="Of times that tell none.")
@click.option(
    "--format",
    "format_",
    type=click.Choice([each.value for each in Format]),
    help="Of the file.  [default: by its ending]",
)
@click.option("--encoding", default="utf-8", show_default=True, help="Of the file.")
@click.option("--delimiter", help="Between cells: one character, or tab.  [default: , in csv, tab in tsv]")
@click.option("--quote", help='Around cells: one character, or none.  [default: " in csv, none in tsv]')
@click.option("--skip", default=0, type=click.IntRange(0), help="Leading lines to pass over.")
@click.option("--no-header", is_flag=True, help="The first row is data already; columns have numbers.")
@click.option("--columns", metavar="A,B,C", help="The first row is data already; columns have these names.")
@click.option(
    "--key-prefix",
    default="",
    metavar="TEXT",
    help="Begins all keys: to import one file for several touchpoints, or files whose ids overlap.",
)
@click.option(
    "--refused",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File for refused rows.  [default: FILE.refused.jsonl]",
)
@click.option("--dry-run", is_flag=True, help="Check everything and store nothing.")
def import_(**told: Any) -> None:
    """Import a survey or review export: CSV, TSV or JSON lines.

    Safe to run twice, and to stop. A row's key is its mapped id, else a hash of all its cells with its
    ordinal among identical rows; what was counted under a key is never counted again, and a row whose content
    changed under its id is refused.

    Refused rows go to FILE.refused.jsonl, a JSON object each: line, reasons, row. Where none is refused there
    is no such file. Names, columns and values of the command line are checked before anything is stored.

    Exit code 0: every row was decided, and one at least taken (or there was none); 1: all were refused; 2:
    nothing was tried, or the database failed; 130: stopped.
    """
    outcome = Outcome()
    try:
        order = _order(told)
        settings = Settings()
        with database_url(settings) as url:
            asyncio.run(_import(settings, url, order, outcome, rehearse=told["dry_run"]))
    except (Stopped, KeyboardInterrupt):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is impatient is told all the same
        click.echo(f"stopped after {outcome}: the same command goes on from here", err=True)
        sys.exit(INTERRUPTED)
    if outcome.refused:
        click.echo(f"refused rows and reasons: {order.refused}", err=True)
    click.echo(f"{'would be ' if told['dry_run'] else ''}{outcome}")
    sys.exit(1 if outcome.refused and not outcome.accepted + outcome.duplicates else 0)


def _order(told: dict[str, Any]) -> Order:
    """Make the order of what was told. Raises BadUserInput."""
    path: Path = told["file"]
    form = form_of(
        path,
        format=told["format_"],
        encoding=told["encoding"],
        delimiter=told["delimiter"],
        quote=told["quote"],
        skip=told["skip"],
        header=not told["no_header"],
        columns=told["columns"],
    )
    touchpoint = [f"touchpoint={told['touchpoint']}"] if told["touchpoint"] else []
    return Order(
        form=form,
        tenant=told["tenant"],
        columns=pairs("--map", told["maps"]),
        constants=pairs("--set", [*touchpoint, *told["sets"]]),
        moments=Moments.told(told["date_format"], told["timezone"]),
        refused=told["refused"] or path.with_name(f"{path.name}.refused.jsonl"),
        journey=told["journey"],
        create=told["create"],
        scales=scales_of(told["scales"]),
        meanings=meanings_of(told["values"]),
        empties=told["empty"],
        decimal=told["decimal"],
        key_prefix=told["key_prefix"],
    ).checked()


async def _import(settings: Settings, url: str, order: Order, outcome: Outcome, *, rehearse: bool) -> None:
    async with parts(settings, url, reader_of(settings, READING_SECONDS)) as ready:
        refs = Refs(Secrets.of(settings).refs)
        rehearsal = Rehearsal(ready.mongo, ready.outbox, refs, settings.limits)
        ingestion = rehearsal if rehearse else ready.ingestion
        importer = Importer(Preparation(ready.atlas, ready.editing, ingestion, settings.limits))
        size = order.form.path.stat().st_size
        with tqdm(total=size, desc="import", unit="B", unit_scale=True, disable=None) as bar:
            await interruptibly(lambda advance: importer.run(order, outcome, advance), bar.update)
