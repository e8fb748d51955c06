"""Node with the packages of this folder: what they say of the service, line by line."""

import json
import subprocess
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PATIENCE_SECONDS = 60


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
