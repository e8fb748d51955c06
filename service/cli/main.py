"""The group of commands, and how their failures are told."""

import sys

import click
from pydantic import ValidationError
from pymongo.errors import PyMongoError

from service import __version__
from service.app.logs import configure_logs
from service.cli.analyse import analyse
from service.cli.export_schema import export_schema
from service.cli.importing import import_
from service.cli.migrate import migrate
from service.cli.reanalyse import reanalyse
from service.cli.recount import recount
from service.cli.seed import seed
from service.cli.serve import serve
from service.cli.token import token
from service.cli.train_emotion import train_emotion
from service.errors import ConfigurationError, Refusal, RequestError
from service.mongo.embedded import EmbeddedMongoError
from service.settings import Limits

COMMANDS = (
    serve,
    seed,
    import_,
    analyse,
    reanalyse,
    train_emotion,
    token,
    recount,
    migrate,
    export_schema,
)
TOLD = (ConfigurationError, EmbeddedMongoError, Refusal, RequestError)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="heartline")
def heartline() -> None:
    """The backend of emotional customer journeys.

    Settings come from the environment (HEARTLINE_...). Without HEARTLINE_MONGO_URL an embedded MongoDB under
    HEARTLINE_DATA_DIR (.data) is used: a running service's, or one started for the command.
    """
    configure_logs("warning")


for command in COMMANDS:
    heartline.add_command(command)


def main() -> None:
    """Run a command; what is wrong with the settings or the database is told in a sentence, exit code 2."""
    try:
        heartline()
    except TOLD as error:
        sys.exit(_told(str(error)))
    except ValidationError as error:
        first = error.errors()[0]
        prefix = "HEARTLINE_LIMIT" if error.title == Limits.__name__ else "HEARTLINE"
        name = "_".join((prefix, *map(str, first["loc"]))).upper()
        sys.exit(_told(f"{name}: {first['msg']}"))
    except PyMongoError as error:
        sys.exit(_told(f"the database did not do it ({type(error).__name__}): is it running and migrated?"))


def _told(message: str) -> int:
    click.echo(f"heartline: {message}", err=True)
    return 2
