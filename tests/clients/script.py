"""A script of another client's maker, run by node: what it says, line by line."""

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PATIENCE_SECONDS = 30


class Script:
    """A running script and all it has said."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.heard: list[Any] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._ear = threading.Thread(target=self._listen)
        self._ear.start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def next(self) -> Any:
        """Wait for its next words."""
        try:
            line = self._lines.get(timeout=PATIENCE_SECONDS)
        except queue.Empty:
            raise AssertionError(f"it says no more after {self.heard}") from None
        assert line is not None, f"it ended after {self.heard}: {self.complaint}"
        self.heard.append(json.loads(line))
        return self.heard[-1]

    def until(self, enough: Callable[[list[Any]], bool]) -> list[Any]:
        """Wait until it has said enough; give all of it."""
        while not enough(self.heard):
            self.next()
        return self.heard

    def end(self) -> list[Any]:
        """Let it go, and give what it said last; it ends by itself and complains of nothing."""
        assert self.process.stdin
        self.process.stdin.close()
        assert (self.process.wait(PATIENCE_SECONDS), self.complaint) == (0, "")
        self._ear.join()
        return [json.loads(line) for line in iter(self._lines.get, None)]

    @property
    def complaint(self) -> str:
        """What it wrote to its error output, once it has ended."""
        assert self.process.stderr
        return self.process.stderr.read()

    def kill(self) -> None:
        """Leave nothing of it."""
        self.process.kill()
        self.process.wait()
        self._ear.join()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe
            pipe.close()


@contextmanager
def running(path: Path, *words: str) -> Iterator[Script]:
    """Run a script with node until left."""
    node = shutil.which("node")
    assert node
    pipe = subprocess.PIPE
    process = subprocess.Popen(  # noqa: S603  # our own script
        [node, path, *words], stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )
    script = Script(process)
    try:
        yield script
    finally:
        script.kill()
