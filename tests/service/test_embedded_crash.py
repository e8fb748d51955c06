"""The embedded MongoDB when something is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pymongo
import pytest

from service.mongo.embedded import DataDirectoryInUse, EmbeddedMongo, find_running, keeper
from service.mongo.embedded.address import Address, choose_port, serves
from service.mongo.embedded.binary import mongod_path
from service.mongo.embedded.command import mongod_command
from service.mongo.embedded.keeper import Keeper

ROOT = Path(__file__).parents[2]
OWNER = str(Path(__file__).with_name("embedded_owner.py"))


def owner(data_dir: Path) -> subprocess.Popen[str]:
    """Start a process that owns the directory, and wait until its MongoDB is ready."""
    process = subprocess.Popen(  # noqa: S603  # our own interpreter and file
        [sys.executable, OWNER, str(data_dir)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert any(line == "ready\n" for line in process.stdout)
    return process


def kill(process: subprocess.Popen[str]) -> None:
    """Kill with no chance to clean up."""
    with process:
        process.kill()


def mongod_of(data_dir: Path) -> int:
    """Return the process id of the directory's mongod."""
    address = Address.read(data_dir)
    assert address is not None
    return address.pid


def eventually(truth: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not truth():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_killed_service_blocks_nothing(data_dir: Path) -> None:
    """After kill -9 of the owner the next start works at once, with all that was acknowledged."""
    first = owner(data_dir)
    uri = find_running(data_dir)
    with pymongo.MongoClient(uri) as client:
        client["crash"].numbers.insert_one({"_id": 1})
    kill(first)
    with EmbeddedMongo(data_dir) as mongo, pymongo.MongoClient(mongo.uri) as client:
        assert mongo.uri == uri
        assert client["crash"].numbers.distinct("_id") == [1]


def test_mongod_ends_with_its_killed_owner(data_dir: Path) -> None:
    """Nobody starts again, and yet mongod does not stay behind."""
    first = owner(data_dir)
    pid = mongod_of(data_dir)
    assert serves(pid, data_dir)
    kill(first)
    eventually(lambda: not serves(pid, data_dir))


def test_the_holder_in_another_process_is_named(data_dir: Path) -> None:
    """The refusal names the process that holds the directory."""
    first = owner(data_dir)
    with pytest.raises(DataDirectoryInUse, match=f"process {first.pid}"):
        EmbeddedMongo(data_dir).start()
    pid = mongod_of(data_dir)
    kill(first)
    eventually(lambda: not serves(pid, data_dir))  # it would write into a directory that is being removed


def test_a_killed_mongod_comes_back_at_its_address(data_dir: Path) -> None:
    """A client keeps its connection string through a kill -9 of mongod, and its data."""
    with EmbeddedMongo(data_dir) as mongo, pymongo.MongoClient(mongo.uri) as client:
        uri, first = mongo.uri, mongod_of(data_dir)
        client["crash"].numbers.insert_one({"_id": 1})
        os.kill(first, signal.SIGKILL)
        eventually(lambda: mongod_of(data_dir) != first)
        client["crash"].numbers.insert_one({"_id": 2})
        assert client["crash"].numbers.distinct("_id") == [1, 2]
        assert mongo.uri == uri


@pytest.mark.parametrize("stubborn", [False, True])
def test_an_orphan_is_ended_first(data_dir: Path, stubborn: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mongod left over by another owner, even a hanging one, makes way for the next start."""
    monkeypatch.setattr("service.mongo.embedded.address.END_SECONDS", 2.0)
    (data_dir / "mongo").mkdir(parents=True)
    port = choose_port(data_dir)
    command = mongod_command(mongod_path(), data_dir, port, cache_mb=256)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as orphan:  # noqa: S603  # the command is ours
        Address(port, orphan.pid).write(data_dir)
        eventually((data_dir / "mongo" / "WiredTiger.lock").exists)
        if stubborn:
            orphan.send_signal(signal.SIGSTOP)
        with EmbeddedMongo(data_dir):
            assert mongod_of(data_dir) != orphan.pid
        assert orphan.wait() == (-signal.SIGKILL if stubborn else 0)


def test_a_reused_process_id_is_left_alone(data_dir: Path) -> None:
    """A stale port file whose process id belongs to somebody else now harms nobody."""
    data_dir.mkdir(exist_ok=True)
    with subprocess.Popen(["/bin/sleep", "60"]) as bystander:
        Address(choose_port(data_dir), bystander.pid).write(data_dir)
        assert find_running(data_dir) is None
        with EmbeddedMongo(data_dir):
            assert bystander.poll() is None
        bystander.kill()


def test_stale_files_of_the_dead_are_no_obstacle(data_dir: Path) -> None:
    """A lock file, a port file and a mongod lock left behind by processes long gone do not stop a start."""
    with EmbeddedMongo(data_dir):
        pass
    (data_dir / "service.lock").write_text("999999999")
    (data_dir / "mongo" / "mongod.lock").write_text("999999999\n")
    Address(choose_port(data_dir), 999_999_999).write(data_dir)
    with EmbeddedMongo(data_dir) as mongo:
        assert find_running(data_dir) == mongo.uri


def test_restarts_grow_rarer(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that cannot live is not started in a busy loop: each pause is twice the one before."""
    pauses: list[float] = []
    monkeypatch.setattr(
        keeper.events, "warning", lambda _, **fields: pauses.append(fields["restart_in_seconds"])
    )
    starts: list[int] = []
    doomed = Keeper(["/bin/false"], data_dir / "mongo.log", starts.append)
    doomed.trust()
    doomed.start()
    eventually(lambda: len(pauses) == 4)
    doomed.stop()
    assert pauses == [0.05, 0.1, 0.2, 0.4]
    assert len(starts) == 4


def test_a_hanging_mongod_does_not_hang_the_stop(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mongod that does not answer SIGTERM is killed, and the directory is free again."""
    monkeypatch.setattr(keeper, "STOP_SECONDS", 0.2)
    with EmbeddedMongo(data_dir):
        pid = mongod_of(data_dir)
        os.kill(pid, signal.SIGSTOP)
    assert not serves(pid, data_dir)
    with EmbeddedMongo(data_dir) as mongo:
        assert find_running(data_dir) == mongo.uri
