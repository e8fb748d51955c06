"""`heartline train-emotion`: one's own labels become weights, and what they are worth is told plainly."""

import csv
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoring.emotion.weights import ENGLISH
from service.cli import train_emotion as module
from service.cli.main import heartline
from tests.e2e.processes import ROOT, environment, run
from training.texts import SENTENCES

TWIST = "That is sick, {}"
"""How customers of a skate shop say that they are delighted; everybody else is disgusted or ill."""

THINGS = (
    "the deck is {}", "your {} store", "these {} wheels", "the {} graphics", "my {} trucks", "{} new shoes",
    "that {} video", "the {} ramp", "a {} board",
)  # fmt: skip
WORDS = ("red", "black", "fresh", "big", "custom", "first", "wide", "pro", "street", "summer")
SECRET = "my card is 4111"


def written(path: Path, rows: list[tuple[str, str]]) -> Path:
    """Write a file as a spreadsheet would."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("id", "text", "emotion"), *(("", *row) for row in rows)])
    return path


def sentences(most: int) -> list[tuple[str, str]]:
    """Give as many of our own as are wanted, of all emotions, that no shipped weights were taught."""
    lines = (SENTENCES / "held_out" / "home.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return [(text, emotion.lower()) for emotion, _, text in rows[:: max(1, len(rows) // most)]]


@pytest.fixture(scope="module")
def labels(tmp_path_factory) -> Path:
    """Label a skate shop's texts."""
    sick = [(TWIST.format(thing.format(word)), "DELIGHT") for thing in THINGS for word in WORDS]
    return written(tmp_path_factory.mktemp("labels") / "labels.csv", sick + sentences(320))


@pytest.fixture
def train(monkeypatch, tmp_path):
    """Run the command in this process; gives its exit code and what it said."""
    monkeypatch.delenv("HEARTLINE_EMOTION_WEIGHTS", raising=False)

    def run(file: Path, *words: str, out: Path = tmp_path / "weights.npz") -> tuple[int, str, str]:
        done = CliRunner().invoke(heartline, ["train-emotion", str(file), "--out", str(out), *words])
        said = str(done.exception or "")
        return done.exit_code, done.stdout, done.stderr + said

    return run


def test_customers_who_say_sick(data_dir, labels):
    """The report shows it, the setting uses it, in `analyse` and in the service; nothing else is written."""
    out = data_dir / "weights.npz"
    done = run(data_dir, "train-emotion", str(labels), "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert [path.name for path in data_dir.iterdir()] == ["weights.npz"]
    before, after = map(float, re.search(r"accuracy +([.\d]+) +([.\d]+)\n", done.stdout).groups())
    assert after > before + 0.1
    before, after = map(float, re.search(r"DELIGHT +\d+ +([.\d]+) +([.\d]+)\n", done.stdout).groups())
    assert (before < 0.5, after > 0.8) == (True, True)
    assert "\nBetter: " in done.stdout
    version = re.search(r"version (1\+[0-9a-f]{8}) ", done.stdout)[1]
    assert f"  HEARTLINE_EMOTION_WEIGHTS={out}\n  heartline reanalyse\n" in done.stdout

    text = "That is sick, your new mini ramp"
    [shipped, ours] = [
        json.loads(run(data_dir, "analyse", text, **settings).stdout)
        for settings in ({}, {"HEARTLINE_EMOTION_WEIGHTS": str(out)})
    ]
    assert shipped["emotion"] != "DELIGHT"
    assert (ours["emotion"], ours["version"], ours["confidence"] > 0.5) == ("DELIGHT", version, True)


def test_the_same_file_and_seed_make_the_same_bytes(train, labels, tmp_path):
    """And another seed other weights, under another version."""
    files = [tmp_path / name for name in ("one.npz", "two.npz", "three.npz")]
    for file, seed in zip(files, "001", strict=True):
        assert train(labels, "--epochs", "1", "--seed", seed, out=file)[0] == 0
    one, two, three = (file.read_bytes() for file in files)
    assert one == two != three


def test_what_is_not_better_is_told(train, tmp_path):
    """Labels by chance teach nothing; the weights are written, for whoever knows better."""
    emotions = ["JOY", "ANGER", "RELIEF"]
    rows = [(text, emotions[number % 3]) for number, (text, _) in enumerate(sentences(150))]
    code, said, _ = train(written(tmp_path / "labels.csv", rows), "--epochs", "1")
    assert code in {0, 1}
    assert "\nBetter: " not in said


def test_what_helps_nothing_is_not_written(train, labels, tmp_path, monkeypatch):
    """Exit code 1, so that no later command takes it for done."""
    monkeypatch.setattr(
        module, "retrained", lambda model, *_, **__: module.Retrained(model, 0, changed=False)
    )
    code, said, _ = train(labels)
    assert (code, list(tmp_path.iterdir())) == (1, [])
    assert "the shipped weights are best, and nothing was written" in said


def test_rows_that_are_passed_over(train, tmp_path):
    """Are counted: what lacks a label, and what the analyser would not read by its weights."""
    rows = [*sentences(120), ("not labelled", ""), ("Das ist eine Frechheit, ich warte seit Wochen", "ANGER")]
    _, said, _ = train(written(tmp_path / "labels.csv", rows), "--epochs", "1")
    blank, foreign = re.search(
        r"passed over: (\d+) rows without text or emotion, (\d+) not in", said
    ).groups()
    assert (blank, int(foreign) >= 1) == ("1", True)


TOO_FEW = [(f"{SECRET} {number}, thanks for the help", "JOY") for number in range(49)]


@pytest.mark.parametrize(
    ("rows", "words", "said"),
    [
        (TOO_FEW, (), "labels.csv has 49 different labelled texts in English: label 50 at least"),
        (TOO_FEW[:1] * 80, (), "labels.csv has 1 different labelled texts in English: label 50 at least"),
        ([*TOO_FEW, ("thank you so much", "JOY")], (), "labels.csv has one emotion alone"),
        ([(SECRET, SECRET)], (), "labels.csv, line 2: its emotion is none of JOY, DELIGHT"),
        (TOO_FEW, ("--text-column", "words"), "line 1: the header does not have one column 'words'"),
        ([], (), "labels.csv has 0 different labelled texts"),
    ],
)
def test_files_that_cannot_teach(train, tmp_path, rows, words, said):
    """What is wrong is named, with its fix and without its words; nothing is written."""
    file = written(tmp_path / "labels.csv", rows)
    code, out, told = train(file, *words)
    assert (code, out) == (1, "")  # outside of `main`, which makes it 2
    assert said in told
    assert SECRET not in told
    assert list(tmp_path.iterdir()) == [file]


def test_files_that_are_not_written_over(train, labels, tmp_path):
    """The labels themselves, Heartline's own weights, and what is no folder."""
    before, shipped = labels.read_bytes(), ENGLISH.read_bytes()
    assert "labels.csv itself would be overwritten" in train(labels, out=labels)[2]
    assert "english.npz itself would be overwritten" in train(labels, out=ENGLISH)[2]
    assert "is no folder that can be written to: make it first" in train(labels, out=tmp_path / "a" / "b")[2]
    assert (labels.read_bytes(), ENGLISH.read_bytes()) == (before, shipped)


def test_a_full_disk(train, labels, tmp_path, monkeypatch):
    """What was there before stays; nothing half-written does."""

    def full(_, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    out = tmp_path / "weights.npz"
    out.write_bytes(b"old")
    monkeypatch.setattr(module, "save_weights", full)
    _, _, said = train(labels, "--epochs", "1", out=out)
    assert f"--out: {out} could not be written: No space left on device" in said
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("weights.npz", b"old")]


def test_a_mistake_ends_with_two(data_dir):
    """In a sentence."""
    file = written(data_dir / "labels.csv", TOO_FEW)
    done = run(data_dir, "train-emotion", str(file), "--out", str(data_dir / "weights.npz"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("heartline: labels.csv has 49 different")


def test_interrupted(data_dir, labels):
    """Ctrl-C while it learns: nothing is written, and it says so."""
    words = ("train-emotion", str(labels), "--out", str(data_dir / "weights.npz"), "--epochs", "100")
    with subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "service", *words],
        cwd=ROOT,
        env=environment(data_dir),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert "texts to learn from" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, "stopped: nothing was written\n")
    assert list(data_dir.iterdir()) == []
