"""README.md's "How to subscribe", run as it is written: only the address is another."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.clients.script import HERE
from tests.e2e.caller import Caller
from tests.e2e.maps import make_journey, places, submit
from tests.e2e.processes import wait_for
from tests.e2e.serving import Service
from tests.e2e.tunnel import Tunnel, tunnel
from tests.npm import missing

ROOT = Path(__file__).parents[2]
SECTION = (ROOT / "README.md").read_text().partition("## How to subscribe\n")[2].partition("\n## ")[0]
EXAMPLES = dict(re.findall(r"^```(\w+)\n(.*?)^```$", SECTION, re.MULTILINE | re.DOTALL))
SEQ = re.compile(r"""["']seq["']: ?(\d+)""")


@pytest.fixture
def way(service: Service) -> Iterator[Tunnel]:
    """Lay a way to the service that can be cut."""
    with tunnel(service.http.base_url.port or 0) as way:
        yield way


@contextmanager
def following(tmp_path: Path, way: Tunnel, company: Caller, journey: str, language: str) -> Iterator[Path]:
    """Run an example until left; give where it prints."""
    words = {
        "js": ["node", "follow.mjs"],
        "python": [sys.executable, "follow.py"],
        "bash": ["bash", "follow.sh"],
    }
    program, name = words[language]
    (tmp_path / name).write_text(EXAMPLES[language].replace("127.0.0.1:8000", f"127.0.0.1:{way.port}"))
    told = {**os.environ, "TOKEN": company.token or "", "JOURNEY": journey, "OUTAGE": journey}
    printed = tmp_path / "printed"
    with printed.open("w") as out:
        process = start([program, name], tmp_path, told, out)
        try:
            yield printed
        finally:
            os.killpg(process.pid, signal.SIGTERM)  # a shell would leave what it runs behind
            process.wait()


def start(words: list[str], folder: Path, told: dict[str, str], out: IO[str]) -> subprocess.Popen[bytes]:
    """Run a program as a shell would."""
    return subprocess.Popen(  # noqa: S603  # what the README says
        words, cwd=folder, env=told, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
    )


def seqs(printed: Path) -> list[int]:
    """Read the seqs it printed."""
    return [int(seq) for seq in SEQ.findall(printed.read_text())]


def wait_for_seqs(printed: Path, wanted: list[int]) -> None:
    """Wait until it has printed so many, and hold them to what was wanted."""
    try:
        wait_for(lambda: len(seqs(printed)) >= len(wanted))
    except AssertionError:
        raise AssertionError(printed.read_text()) from None
    assert seqs(printed) == wanted


@pytest.mark.parametrize("language", ["bash", "python", "js"])
def test_each_example_follows(tmp_path: Path, way: Tunnel, company: Caller, language: str):
    """The present state is printed, then each feedback."""
    if language == "js":
        prepare(tmp_path)
    journey = make_journey(company)
    submit(company, places(journey)[0])
    with following(tmp_path, way, company, journey["id"], language) as printed:
        wait_for_seqs(printed, [1])
        for seq in (2, 3):
            submit(company, places(journey)[seq % 3])
            wait_for_seqs(printed, list(range(1, seq + 1)))


def test_the_javascript_one_comes_back(tmp_path: Path, way: Tunnel, company: Caller):
    """After a disconnect it prints what it missed, once, and nothing that it had."""
    prepare(tmp_path)
    journey = make_journey(company)
    with following(tmp_path, way, company, journey["id"], "js") as printed:
        wait_for_seqs(printed, [0])
        way.cut()
        for place in places(journey):
            submit(company, place)
        way.open()
        wait_for_seqs(printed, [0, 3])
        assert '"kind":"FEEDBACK"' in printed.read_text()


def prepare(folder: Path) -> None:
    """Have the npm packages, as the README says."""
    if reason := missing(HERE):
        pytest.skip(reason)
    (folder / "node_modules").symlink_to(HERE / "node_modules")
