"""The data directory's lock: one owner at a time, freed by the kernel however the owner ends."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from service.mongo.embedded.errors import DataDirectoryInUse, DataDirectoryUnusable


class DirectoryLock:
    """An exclusive flock on `service.lock` in a data directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._path = directory / "service.lock"
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock and leave this process's id in the file; wait for nobody.

        Raises DataDirectoryInUse, or DataDirectoryUnusable where no file can be written.
        """
        descriptor = self._open()
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise DataDirectoryInUse(self._directory, self._holder()) from None
        os.truncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        self._descriptor = descriptor

    def release(self) -> None:
        """Free the lock. The file stays: removing it would let two processes lock two files of one name."""
        if self._descriptor is not None:
            os.truncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> int:
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise DataDirectoryUnusable(self._directory, str(error)) from error

    def _holder(self) -> int | None:
        with suppress(OSError, ValueError):
            return int(self._path.read_text())
        return None
