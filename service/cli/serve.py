"""`heartline serve`."""

import os
import signal
import socket
import sys
from contextlib import ExitStack

import click
import uvicorn
from uvicorn.supervisors import Multiprocess

from service.app.logs import configure_logs
from service.app.server import server_config
from service.auth.secrets import Secrets
from service.auth.trust import trusted_keys
from service.cli.banner import banner
from service.cli.migrate import migrate_at
from service.cli.seed import DEFAULT_TENANT, sow_at
from service.errors import ConfigurationError
from service.mongo.client import connect
from service.mongo.embedded import EmbeddedMongo
from service.settings import Settings

FACTORY = "service.app.create:create_app"


@click.command()
@click.option("--host", help="Address to listen on.  [default: HEARTLINE_HOST or 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port.  [default: HEARTLINE_PORT or 8000]")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@click.option("--sample", is_flag=True, help="Load the sample company first, or its missing days.")
def serve(host: str | None, port: int | None, workers: int, sample: bool) -> None:
    """Serve the API.

    Without HEARTLINE_MONGO_URL this starts, migrates and stops an embedded MongoDB; with it nothing is
    started, and the service is not ready before `heartline migrate` has run.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    settings = Settings()
    given = {"host": host, "port": port}
    settings = settings.model_copy(update={name: told for name, told in given.items() if told is not None})
    configure_logs(settings.log_level)
    trusted_keys(settings, Secrets.of(settings))
    if settings.mongo_url:
        connect(
            settings.mongo_url, settings.mongo_database
        )  # lazily: whether the address can be meant at all
    with ExitStack() as stack:
        door = stack.enter_context(_bind(settings))
        if not settings.mongo_url:
            url = stack.enter_context(EmbeddedMongo(settings.data_dir)).uri
            migrate_at(settings, url)
            os.environ["HEARTLINE_MONGO_URL"] = url  # so that every worker finds it
        if sample:
            sow_at(settings, os.environ["HEARTLINE_MONGO_URL"], DEFAULT_TENANT)
        click.echo(banner(settings, door.getsockname()[1], sample=sample))
        _run(settings, door, workers)


def _end(*_: object) -> None:
    """Leave by the way in, so that the database ends in order; uvicorn raises again what stopped it."""
    sys.exit(0)


def _bind(settings: Settings) -> socket.socket:
    """Take the port before anything is started, so that a taken one costs nothing."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    door = socket.socket(family)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((settings.host, settings.port))
    except OSError as error:
        door.close()
        raise ConfigurationError(
            f"{settings.host}:{settings.port} cannot be listened on ({error.strerror}): "
            "choose another with --host and --port, or HEARTLINE_HOST and HEARTLINE_PORT"
        ) from None
    door.set_inheritable(True)
    return door


def _run(settings: Settings, door: socket.socket, workers: int) -> None:
    config = server_config(settings, FACTORY, workers)
    if workers > 1:
        Multiprocess(config, sockets=[door]).run()
    else:
        uvicorn.Server(config).run(sockets=[door])
