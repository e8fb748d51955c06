"""A crowd of subscribers, held by a process of its own (see subscribers.py)."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.bench.servers import Server
from tests.bench.subscribers import Mark, raise_file_limit

OPEN_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Delays:
    """How long after an acknowledgement subscribers held what it acknowledged, in milliseconds.

    `lasts` tells for each mark when the last of them did. `missing` counts what never came, `fell` how often
    an older state followed a newer one.
    """

    p50: float
    p99: float
    max: float
    lasts: Sequence[float]
    missing: int
    fell: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """Tells the process what to do, and waits until it is done. Raises RuntimeError with what went wrong."""

    process: "subprocess.Popen[str]"

    def open(
        self,
        group: str,
        server: Server,
        token: str,
        document: str,
        variables: Mapping[str, Any],
        count: int,
        *,
        stalled: bool = False,
    ) -> float:
        """Have so many subscribe; answers how many seconds it took until each had its first state."""
        wish = {"port": server.port, "token": token, "document": document, "variables": variables}
        told = self._do(
            "open", group=group, wish={**wish, "stalled": stalled}, count=count, seconds=OPEN_SECONDS
        )
        return float(told["seconds"])

    def wait(self, group: str, count: int, seconds: float = 60) -> int:
        """Wait until all hold so much feedback; answers how many do not."""
        return int(self._do("wait", group=group, count=count, seconds=seconds)["late"])

    def updates(self) -> tuple[int, int]:
        """Tell how many updates came since this was last asked, and their bytes."""
        told = self._do("count")
        return int(told["updates"]), int(told["nbytes"])

    def delays(self, group: str, marks: Sequence[Mark]) -> Delays:
        """Tell how long after each mark each subscriber held what was acknowledged by then."""
        told = self._do("delays", group=group, marks=marks)
        waits = {name: told[name] * 1_000 for name in ("p50", "p99", "max")}
        lasts = [each * 1_000 for each in told["lasts"]]
        return Delays(**waits, lasts=lasts, missing=told["missing"], fell=told["fell"])

    def closed(self, group: str) -> list[str]:
        """Tell how the server ended those that it ended. Raises RuntimeError where a payload failed."""
        told = self._do("closed", group=group)
        if told["failures"]:
            raise RuntimeError(told["failures"][0])
        return list(told["closed"])

    def leave(self, group: str, *, abruptly: bool = False) -> None:
        """Have all of a group go, with a word or with a reset."""
        self._do("leave", group=group, abruptly=abruptly)

    def _do(self, what: str, **command: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"do": what, **command}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer


@contextmanager
def crowd() -> Iterator[Crowd]:
    """Run a process that subscribes, with as many files open as may be; servers started later may too."""
    raise_file_limit()
    command = [sys.executable, "-m", "tests.bench.subscribers"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603  # our own program
    with process:
        yield Crowd(process)
        assert process.stdin
        process.stdin.close()
