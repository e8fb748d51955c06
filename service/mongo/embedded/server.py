"""The embedded MongoDB of a data directory: its life, and how commands beside the service reach it."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog

from service.mongo.embedded.address import (
    POLL_SECONDS,
    Address,
    choose_port,
    database_path,
    end_orphan,
    find_running,
)
from service.mongo.embedded.binary import missing_library, mongod_path
from service.mongo.embedded.command import log_file, mongod_command
from service.mongo.embedded.errors import DataDirectoryInUse, MongodBroken, NothingRunning
from service.mongo.embedded.keeper import Keeper
from service.mongo.embedded.lock import DirectoryLock
from service.mongo.embedded.log import last_complaint
from service.mongo.embedded.replica import become_primary

START_SECONDS = 60.0
BESIDE_SECONDS = 15.0

events = structlog.get_logger(__name__)


class EmbeddedMongo:
    """A one-member replica set on loopback over `data_dir`, owned by one process at a time.

    Data is in `data_dir/mongo`, journaled; the log in `data_dir/mongo.log` (at most twice 8 MB); the port,
    kept from start to start, in `data_dir/mongo.port`. While this object runs, a mongod that dies is started
    again on the same port. When the process ends in any way, the kernel stops mongod and frees the directory.
    """

    def __init__(self, data_dir: Path, *, cache_mb: int = 256) -> None:
        """`cache_mb` is WiredTiger's cache in megabytes (256 or more)."""
        self.data_dir = data_dir.resolve()
        self._cache_mb = cache_mb
        self._lock = DirectoryLock(self.data_dir)
        self._log = log_file(self.data_dir)
        self._keeper: Keeper | None = None

    @property
    def uri(self) -> str:
        """What a driver connects to. Raises NothingRunning before `start` and after `stop`."""
        address = Address.read(self.data_dir)
        if self._keeper is None or address is None:
            raise NothingRunning(self.data_dir)
        return address.uri

    def start(self) -> str:
        """Start mongod and return its URI once it accepts writes.

        Raises PlatformUnsupported, MongodMissing, DataDirectoryInUse, DataDirectoryUnusable,
        SharedLibraryMissing or MongodBroken; then nothing is left running.
        """
        program = mongod_path()
        self._lock.acquire()
        try:
            orphan = end_orphan(self.data_dir)
            if orphan is not None:
                events.warning("mongod_orphan_ended", pid=orphan)
            database_path(self.data_dir).mkdir(mode=0o700, exist_ok=True)
            self._launch(program)
        except BaseException:
            self.stop()
            raise
        return self.uri

    def stop(self) -> None:
        """Stop mongod cleanly and free the directory. Safe to repeat."""
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper = None
        self._lock.release()

    def _launch(self, program: Path) -> None:
        port = choose_port(self.data_dir)
        began = time.monotonic()
        command = mongod_command(program, self.data_dir, port, self._cache_mb)
        keeper = Keeper(command, self._log, lambda pid: Address(port, pid).write(self.data_dir))
        self._keeper = keeper
        keeper.start()
        become_primary(port, lambda: self._check(keeper, began))
        keeper.trust()
        self._check(keeper, began)
        events.info("mongod_ready", port=port, seconds=round(time.monotonic() - began, 3))

    def _check(self, keeper: Keeper, began: float) -> None:
        if keeper.ended is not None:
            code, words = keeper.ended
            raise missing_library(words) or self._broken(f"ended with code {code}", words)
        if time.monotonic() - began > START_SECONDS:
            raise self._broken(f"was not writable within {START_SECONDS:.0f} s")

    def _broken(self, reason: str, words: str = "") -> MongodBroken:
        return MongodBroken(reason, self._log, words or last_complaint(self._log))

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()


def uri_for(data_dir: Path, within: float = BESIDE_SECONDS) -> str:
    """Return the URI of the mongod that another process runs, waiting `within` seconds if it is starting.

    Raises NothingRunning.
    """
    deadline = time.monotonic() + within
    while (uri := find_running(data_dir)) is None:
        if time.monotonic() >= deadline:
            raise NothingRunning(data_dir)
        time.sleep(POLL_SECONDS)
    return uri


@contextmanager
def open_embedded(data_dir: Path) -> Iterator[str]:
    """Yield the URI of a directory's mongod: the running service's, or one started here and stopped after."""
    with ExitStack() as owned:
        try:
            uri = owned.enter_context(EmbeddedMongo(data_dir)).uri
        except DataDirectoryInUse:
            uri = uri_for(data_dir)
        yield uri
