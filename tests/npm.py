"""Packages of npm that tests run with node: whether they are there, and a loud word where they are not."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

OLDEST_NODE = 20


@cache
def missing(folder: Path) -> str | None:
    """Tell what keeps a folder's scripts from running, and what to do about it; None for nothing."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None or _major(node) < OLDEST_NODE:
        return f"needs node {OLDEST_NODE} or newer and npm: install them, then `make test`"
    installed, lock = folder / "node_modules/.package-lock.json", folder / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        return "the npm packages are not installed: `make clients` says why"
    return None


def _major(node: str) -> int:
    asked = [node, "--print", "process.versions.node"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout  # noqa: S603  # found by name
    return int(said.partition(".")[0])


def tell_untried(reporter: pytest.TerminalReporter, folder: Path, what: str) -> None:
    """Say how many of a folder's tests were skipped, and why."""
    skipped = reporter.stats.get("skipped", [])
    if here := [report for report in skipped if report.nodeid.startswith(f"tests/{folder.name}/")]:
        why = ", ".join(sorted({str(report.longrepr[2]).removeprefix("Skipped: ") for report in here}))
        reporter.write_line(f"NOT TRIED: {len(here)} {what}: {why}", red=True, bold=True)
