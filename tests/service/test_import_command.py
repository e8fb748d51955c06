"""`heartline import`, run as people run it: killed, stopped, repeated, mistyped."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pymongo
import pytest

from service.cli import main
from service.mongo.client import connect
from service.mongo.migrate import migrate
from service.rollups import recount

ROWS = 12_000
MAPPED = ("--journey", "Shop", "--create", "--map", "touchpoint=where", "--map", "csat=stars")


@pytest.fixture
def environment(mongo_uri: str, database_name: str, tmp_path: Path) -> dict[str, str]:
    """Name a fresh, migrated database to commands."""
    asyncio.run(_migrate(mongo_uri, database_name))
    return {
        **os.environ,
        "HEARTLINE_MONGO_URL": mongo_uri,
        "HEARTLINE_MONGO_DATABASE": database_name,
        "HEARTLINE_DATA_DIR": str(tmp_path / "data"),
    }


async def _migrate(uri: str, name: str) -> None:
    mongo = connect(uri, name)
    await migrate(mongo)
    await mongo.aclose()


async def _differences(uri: str, name: str) -> list[object]:
    mongo = connect(uri, name)
    try:
        return list((await recount(mongo)).differences)
    finally:
        await mongo.aclose()


def start(environment: dict[str, str], *arguments: object) -> subprocess.Popen[str]:
    """Start the command."""
    command = [sys.executable, "-m", "service", "import", *map(str, arguments)]
    return subprocess.Popen(  # noqa: S603  # our own interpreter and package
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def run(environment: dict[str, str], *arguments: object) -> tuple[int, str, str]:
    """Run the command to its end: exit code, output, errors."""
    with start(environment, *arguments) as process:
        output, errors = process.communicate(timeout=60)
    return process.returncode, output.strip(), errors.strip()


def survey(folder: Path, rows: int) -> Path:
    """Write a survey in which some rows are identical."""
    path = folder / "survey.csv"
    lines = (f"{'Till' if row % 3 else 'Door'},{row % 5 + 1},{row % 2_000}\n" for row in range(rows))
    path.write_text("where,stars,visit\n" + "".join(lines))
    return path


def wait_for_some(feedback: pymongo.collection.Collection) -> None:
    """Wait until some rows are stored, but far from all."""
    until = time.monotonic() + 30
    while not feedback.count_documents({}, limit=1):
        assert time.monotonic() < until
        time.sleep(0.01)


def end(process: subprocess.Popen[str], sent: signal.Signals) -> str:
    """Signal until it ends, as an impatient user does."""
    until = time.monotonic() + 30
    while process.poll() is None:
        assert time.monotonic() < until
        process.send_signal(sent)
        time.sleep(0.5)
    return process.communicate(timeout=30)[1]


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_a_killed_import_is_continued(
    environment, mongo_client, mongo_uri, database_name, tmp_path, sent, code
):
    """The same command takes the rest: every row is counted once, and the counts are exact."""
    path, feedback = survey(tmp_path, ROWS), mongo_client[database_name]["feedback"]
    with start(environment, path, *MAPPED) as process:
        wait_for_some(feedback)
        errors = end(process, sent)
    assert process.returncode == code
    taken = feedback.count_documents({})
    assert 0 < taken < ROWS
    if sent == signal.SIGINT:
        assert "the same command goes on from here" in errors
        assert "Traceback" not in errors
    code, output, _ = run(environment, path, *MAPPED)
    accepted, duplicates = map(
        int, re.fullmatch(r"accepted (\d+), duplicates (\d+), refused 0", output).groups()
    )
    assert code == 0
    assert accepted + duplicates == ROWS
    assert accepted > 0
    assert duplicates >= taken  # a commit may have been on its way
    assert feedback.count_documents({}) == ROWS
    assert asyncio.run(_differences(mongo_uri, database_name)) == []


def test_the_last_line_and_the_exit_code_tell_the_outcome(environment, tmp_path):
    """0 where a row was taken or was there, 1 where all were refused, and 0 for a table of no rows."""
    path = tmp_path / "survey.csv"
    path.write_text("where,stars\nTill,5\nTill,9\n")
    refused = f"refused rows and reasons: {path}.refused.jsonl"
    assert run(environment, path, *MAPPED) == (0, "accepted 1, duplicates 0, refused 1", refused)
    assert json.loads(Path(f"{path}.refused.jsonl").read_text())["line"] == 3
    path.write_text("where,stars\nTill,9\n")
    assert run(environment, path, *MAPPED) == (1, "accepted 0, duplicates 0, refused 1", refused)
    path.write_text("where,stars\n")
    assert run(environment, path, *MAPPED) == (0, "accepted 0, duplicates 0, refused 0", "")
    assert not Path(f"{path}.refused.jsonl").exists()


def test_a_rehearsal_says_so(environment, mongo_client, database_name, tmp_path):
    """And stores nothing, not even the map."""
    path = survey(tmp_path, 20)
    assert run(environment, path, *MAPPED, "--dry-run") == (
        0,
        "would be accepted 20, duplicates 0, refused 0",
        "",
    )
    assert mongo_client[database_name]["journeys"].count_documents({}) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--map", "stars=stars"), "heartline: --map stars=stars: there is no field 'stars'"),
        (("--map", "csat=stars"), "heartline: no touchpoint is told"),
        ((*MAPPED, "--scale", "csat=5"), "heartline: --scale csat=5: give a rating and its two ends"),
        ((*MAPPED, "--map", "text=comment"), "heartline: there is no column 'comment' in survey.csv"),
        ((*MAPPED, "--timezone", "Mars"), "heartline: --timezone Mars is unknown"),
        ((*MAPPED, "--format", "xlsx"), "Invalid value for '--format'"),
    ],
)
def test_what_is_mistyped_is_told_in_a_sentence(
    environment, mongo_client, database_name, tmp_path, monkeypatch, capsys, arguments, said
):
    """Exit code 2, and nothing stored. No process of its own: a start takes longer than all of it."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.argv", ["heartline", "import", str(survey(tmp_path, 3)), *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    output, errors = capsys.readouterr()
    assert (ended.value.code, output) == (2, "")
    assert said in errors
    assert [mongo_client[database_name][name].count_documents({}) for name in ("feedback", "journeys")] == [
        0,
        0,
    ]


def test_all_options_together(environment, mongo_client, database_name, tmp_path):
    """A spreadsheet's export: a title, semicolons, decimal commas, marks 6..1, words for ratings, cp1252."""
    path = tmp_path / "Umfrage.txt"
    rows = "1;Kasse;1,5;sehr gern;03.05.2019;schön\n2;Kasse;6;-;;\n"
    content = f"Umfrage 2019\nNr;Wo;Note;Empfehlung;Wann;Text\n{rows}"
    path.write_bytes(content.encode("cp1252"))
    told = (
        path, "--format", "csv", "--skip", 1, "--delimiter", ";", "--decimal", ",", "--encoding", "cp1252",
        "--journey", "Laden", "--create", "--tenant", "laden", "--map", "key=Nr", "--key-prefix", "2019-",
        "--map", "touchpoint=Wo", "--map", "csat=Note", "--scale", "csat=6..1", "--map", "nps=4",
        "--value", "nps:sehr gern=10", "--empty", "-", "--map", "text=Text", "--map", "occurredAt=Wann",
        "--date-format", "%d.%m.%Y", "--timezone", "Europe/Berlin", "--set", "channel=shop",
        "--refused", tmp_path / "r",
    )  # fmt: skip
    assert run(environment, *told) == (0, "accepted 2, duplicates 0, refused 0", "")
    first, second = mongo_client[database_name]["feedback"].find(sort=[("csat", -1)])
    assert (first["csat"], first["nps"], first["text"], first["channel"]) == (5, 10, "schön", "SHOP")
    assert (first["occurredAt"].isoformat(), first["utcOffset"]) == ("2019-05-02T22:00:00", 120)
    assert (second["csat"], "nps" in second, "text" in second) == (1, False, False)
