"""The commands as a shell runs them: processes of their own, on a data directory of the test's own."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from service.mongo.embedded import find_running
from tests.e2e.caller import Caller
from tests.e2e.serving import wait_until_open

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60


def environment(data_dir: Path, **settings: str) -> dict[str, str]:
    """Give the environment of a command: settings of ours, and none of the shell's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEARTLINE_")}
    return {**kept, "HEARTLINE_DATA_DIR": str(data_dir), **settings}


def run(data_dir: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "service", *words],
        cwd=ROOT,
        env=environment(data_dir, **settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


@dataclass(frozen=True, slots=True)
class Served:
    """A `heartline serve` and what it said when it began."""

    process: subprocess.Popen[bytes]
    data_dir: Path
    http: httpx2.Client
    said: str
    errors: Path

    @property
    def tokens(self) -> dict[str, str]:
        """The bearer tokens it printed, by whom they are for."""
        return dict(re.findall(r"^  (\w+) +(eyJ\S+)$", self.said, re.MULTILINE))

    def caller(self, subject: str = "frontend") -> Caller:
        """Be who a printed token is for."""
        return Caller(self.http, "northline", self.tokens[subject])

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal, and give the exit code; for one shot dead, minus the signal."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_SECONDS)


@contextmanager
def served(data_dir: Path, *words: str, opened: bool = True, **settings: str) -> Iterator[Served]:
    """Run `heartline serve` on a free port; entering waits until requests are let in, if `opened`."""
    said, errors = data_dir / "stdout", data_dir / "stderr"
    with said.open("w") as out, errors.open("w") as log:
        process = subprocess.Popen(  # noqa: S603  # our own command
            [sys.executable, "-m", "service", "serve", "--port", "0", *words],
            cwd=ROOT,
            env=environment(data_dir, **settings),
            stdout=out,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_for(lambda: process.poll() is not None or said.read_text().endswith("\n\n"), PATIENCE_SECONDS)
        assert process.poll() is None, errors.read_text()
        address = re.search(r"http://\S+:\d+", said.read_text())
        assert address
        with httpx2.Client(base_url=address[0], timeout=30) as http:
            if opened:
                try:
                    wait_until_open(http)
                except TimeoutError:
                    raise TimeoutError(f"the service did not open: {errors.read_text()}") from None
            yield Served(process, data_dir, http, said.read_text(), errors)
    finally:
        end(process, data_dir)


def end(process: subprocess.Popen[bytes], data_dir: Path) -> None:
    """Leave nothing of a service running, whatever became of it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    wait_for(lambda: find_running(data_dir) is None)


def check_quiet(service: Served) -> None:
    """Hold what a service wrote to its error output to events: no traceback, no warning of Python."""
    said = service.errors.read_text()
    assert not re.search(r"Traceback|Warning|Exception", said), said


def wait_for(happened: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)
