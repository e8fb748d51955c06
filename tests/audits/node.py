"""Node with the packages of this folder: what they say of the service, line by line."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
INSTALLED = HERE / "node_modules/.package-lock.json"
OLDEST_NODE = 20
PATIENCE_SECONDS = 60


@cache
def missing() -> str | None:
    """Tell what keeps the scripts from running, and what to do about it."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None or major(node) < OLDEST_NODE:
        return f"needs node {OLDEST_NODE} or newer and npm: install them, then `make test`"
    lock = HERE / "package-lock.json"
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < lock.stat().st_mtime:
        return "the npm packages are not installed: `make clients` says why"
    return None


def major(node: str) -> int:
    """Tell node's major version."""
    return int(ran(node, "--print", "process.versions.node").partition(".")[0])


def told(script: str, *words: str) -> list[Any]:
    """Run a script of this folder to its end and give the JSON it said, line by line."""
    return [json.loads(line) for line in ran("node", str(HERE / script), *words).splitlines()]


def ran(*command: str, cwd: Path | None = None) -> str:
    """Run a command to its end and give what it said; it fails with all it said where it fails."""
    done = subprocess.run(  # noqa: S603  # our own scripts and the packages of the lock
        command, cwd=cwd, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout
