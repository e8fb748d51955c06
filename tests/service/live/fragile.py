"""A MongoDB that fails on command: the same mongod, with its failpoints open."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pymongo

from service.mongo.embedded.address import Address, choose_port, database_path
from service.mongo.embedded.binary import mongod_path
from service.mongo.embedded.command import mongod_command
from service.mongo.embedded.replica import become_primary

START_SECONDS = 60


@contextmanager
def fragile_mongod(folder: Path) -> Iterator[str]:
    """Run it on a folder; answers its address."""
    port = choose_port(folder)
    database_path(folder).mkdir(exist_ok=True)
    command = [*mongod_command(mongod_path(), folder, port, 256), "--setParameter", "enableTestCommands=1"]
    began = time.monotonic()

    def check() -> None:
        assert time.monotonic() - began < START_SECONDS

    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603  # no part of it is input
        try:
            become_primary(port, check)
            yield Address(port, process.pid).uri
        finally:
            process.kill()


class Faults:
    """What the database refuses, from now on or so many times."""

    def __init__(self, uri: str) -> None:
        self._admin = pymongo.MongoClient[dict[str, Any]](uri, appname="faults")

    def fail(self, *commands: str, times: int = 0, **how: Any) -> None:
        """Fail the service's commands, with `errorCode` or `closeConnection` or after `blockTimeMS`."""
        data = {"failCommands": list(commands), "appName": "heartline", **how}
        mode = {"times": times} if times else "alwaysOn"
        self._admin.admin.command({"configureFailPoint": "failCommand", "mode": mode, "data": data})

    def stop(self) -> None:
        """Fail no more."""
        self._admin.admin.command({"configureFailPoint": "failCommand", "mode": "off"})

    def close(self) -> None:
        """Fail no more, and go."""
        self.stop()
        self._admin.close()
