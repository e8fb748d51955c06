"""`heartline analyse`: an object of JSON a text, however many texts, however odd."""

import json
import os
import subprocess
import sys
from contextlib import suppress

import pytest
from click.testing import CliRunner

from scoring.vocabulary import Emotion
from service.cli.main import heartline
from tests.e2e.processes import ROOT, environment, run

FIELDS = [
    "emotion",
    "distribution",
    "valence",
    "confidence",
    "language",
    "truncated",
    "analyser",
    "version",
]
LEXICON = ("HEARTLINE_EMOTION_ANALYSER", "lexicon")


@pytest.fixture
def analyse(monkeypatch):
    """Run the command in this process, with no setting of the shell's; gives the objects it prints."""
    for name in [name for name in os.environ if name.startswith("HEARTLINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv(*LEXICON)

    def told(*words: str, given: bytes = b"", **settings: str) -> list[dict[str, object]]:
        done = CliRunner().invoke(heartline, ["analyse", *words], input=given, env=settings)
        assert (done.exit_code, done.stderr) == (0, ""), done
        return [json.loads(line) for line in done.stdout.splitlines()]

    return told


def test_texts_of_the_command_line(analyse):
    """An object each, in their order, its fields those of an analysis."""
    thanks, nothing = analyse("Thank you so much, this was wonderful!", "")
    assert list(thanks) == list(nothing) == FIELDS
    assert thanks["emotion"] in set(Emotion)
    assert (nothing["emotion"], nothing["distribution"], nothing["confidence"]) == (None, {}, 0)
    shares = list(thanks["distribution"].values())
    assert shares == sorted(shares, reverse=True)
    assert abs(sum(shares) - 1) < 0.01
    assert (thanks["analyser"], thanks["language"], thanks["truncated"]) == ("lexicon", "en", False)


def test_lines_of_a_file(analyse, tmp_path):
    """One object a line, empty ones too, whatever ends it; bytes that are no UTF-8 harm nothing."""
    path = tmp_path / "texts"
    path.write_bytes(b"\xef\xbb\xbfThank you!\r\n\nI am \xff furious\nThank you!")
    first, empty, broken, last = analyse("--file", str(path))
    assert first == last
    assert (empty["emotion"], broken["analyser"]) == (None, "lexicon")
    assert analyse("--file", "-", given=path.read_bytes()) == [first, empty, broken, last]
    assert analyse("Thank you!", "--file", "-") == [first]


def test_a_line_without_an_end(analyse):
    """Is read as far as any text is, and says so."""
    [read] = analyse("--file", "-", given=b"I am so angry. " * 400_000)
    assert read["truncated"] is True


def test_names_of_a_tenant_are_passed_over(analyse, tmp_path):
    """As the service passes them over, for that tenant alone."""
    path = tmp_path / "names.json"
    path.write_text('{"acme": ["Joy"]}')
    told = {"HEARTLINE_EMOTION_IGNORE": str(path)}
    assert analyse("Joy", "--tenant", "other", **told) == analyse("Joy")
    assert analyse("Joy", "--tenant", "acme", **told) == analyse("[NAME]")


def test_a_pipe_that_breaks(data_dir):
    """A line is answered while more may come; who goes away ends it quietly, however much would come."""
    with subprocess.Popen(
        [sys.executable, "-m", "service", "analyse", "--file", "-"],
        cwd=ROOT,
        env=environment(data_dir),
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdin.write(b"Thank you!\n")
        assert json.loads(process.stdout.readline())["emotion"] == "GRATITUDE"
        process.stdout.close()
        with suppress(BrokenPipeError):
            for _ in range(1_000):
                process.stdin.write(b"Thank you!\n" * 100)
        assert (process.wait(30), process.stderr.read()) == (1, b"")


def test_it_needs_nothing_but_a_text(data_dir):
    """Nothing is started or stored. Without a text it tells the way out."""
    done = run(data_dir, "analyse", "Thank you!")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    assert list(data_dir.iterdir()) == []
    done = run(data_dir, "analyse")
    assert (done.returncode, done.stdout) == (2, "")
    assert "give a TEXT, or --file FILE" in done.stderr
