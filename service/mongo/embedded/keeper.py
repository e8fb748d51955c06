"""Keeping one mongod process alive, and never longer than its owner."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog

from service.mongo.embedded import leash
from service.mongo.embedded.log import set_aside_when_long

STOP_SECONDS = 15.0
LOG_CHECK_SECONDS = 60.0
STEADY_SECONDS = 60.0
FIRST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 30.0

events = structlog.get_logger(__name__)


class Keeper:
    """Starts mongod, starts it again when it dies, and stops it.

    All starts happen in one thread that lives as long as the process it started: the kernel stops mongod
    when that thread ends, be it with `stop`, at the interpreter's exit or by a kill -9.
    """

    def __init__(self, command: Sequence[str], log: Path, started: Callable[[int], None]) -> None:
        """Prepare to run `command`; `started` is told the id of every process started."""
        self._command = [sys.executable, "-I", "-S", leash.__file__, str(os.getpid()), *command]
        self._log = log
        self._started = started
        self._thread = threading.Thread(target=self._keep, name="mongod-keeper", daemon=True)
        self._guard = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._trusted = threading.Event()
        self.ended: tuple[int, str] | None = None

    def start(self) -> None:
        """Start mongod; until `trust` its end is final, and `ended` tells it (exit code, last words)."""
        self._thread.start()

    def trust(self) -> None:
        """Call mongod ready: from now on it is started again whenever it ends."""
        self._trusted.set()

    def stop(self) -> None:
        """Stop mongod cleanly, by force after 15 s, and wait until it is gone. Safe to repeat."""
        with self._guard:
            self._stopping.set()
            process = self._process
        if process is None:
            return
        process.terminate()
        self._thread.join(STOP_SECONDS)
        if self._thread.is_alive():
            events.warning("mongod_stop_forced", pid=process.pid)
            process.kill()
            self._thread.join()

    def _keep(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while (process := self._spawn()) is not None:
            began = time.monotonic()
            words = self._outlast(process)
            code = process.wait()
            if not self._trusted.is_set():
                self.ended = (code, words)
                return
            if self._stopping.is_set():
                return
            pause = FIRST_PAUSE_SECONDS if time.monotonic() - began > STEADY_SECONDS else pause
            events.warning("mongod_died", pid=process.pid, exit_code=code, restart_in_seconds=pause)
            self._stopping.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    def _spawn(self) -> subprocess.Popen[bytes] | None:
        with self._guard:
            if self._stopping.is_set():
                return None
            set_aside_when_long(self._log)
            process = subprocess.Popen(  # noqa: S603  # the command is ours, no part of it is input
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,  # a terminal's Ctrl-C is for the service alone
            )
            self._process = process
            self._started(process.pid)
            return process

    def _outlast(self, process: subprocess.Popen[bytes]) -> str:
        """Wait until mongod has ended, which closes its standard error; return what it said there."""
        while True:
            try:
                return process.communicate(timeout=LOG_CHECK_SECONDS)[1].decode(errors="replace").strip()
            except subprocess.TimeoutExpired:
                self._rotate_log(process)

    def _rotate_log(self, process: subprocess.Popen[bytes]) -> None:
        if set_aside_when_long(self._log):
            process.send_signal(signal.SIGUSR1)  # mongod opens its log anew
