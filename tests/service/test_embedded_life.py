"""The embedded MongoDB from start to stop."""

import os
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymongo
import pytest

from service.mongo.embedded import (
    DataDirectoryInUse,
    DataDirectoryUnusable,
    EmbeddedMongo,
    MongodBroken,
    NothingRunning,
    SharedLibraryMissing,
    find_running,
    keeper,
    log,
    open_embedded,
    server,
    uri_for,
)
from service.mongo.embedded.address import Address
from service.mongo.embedded.binary import mongod_path
from service.mongo.embedded.log import BOUND_BYTES


def store(uri: str, number: int) -> list[int]:
    """Insert a number and return all that are there."""
    with pymongo.MongoClient(uri) as client:
        numbers = client["life"]["numbers"]
        numbers.insert_one({"_id": number})
        return sorted(row["_id"] for row in numbers.find())


@contextmanager
def taken(port: int) -> Iterator[None]:
    """Listen on a port, and hang up on whoever calls."""
    with socketserver.TCPServer(("127.0.0.1", port), socketserver.BaseRequestHandler) as taker:
        listener = threading.Thread(target=taker.serve_forever, kwargs={"poll_interval": 0.01})
        listener.start()
        yield
        taker.shutdown()
        listener.join()


def test_data_and_port_survive_a_restart(data_dir: Path) -> None:
    """What was stored is there after a stop and a start, at the same address."""
    with EmbeddedMongo(data_dir) as mongo:
        address = mongo.uri
        assert store(address, 1) == [1]
    with EmbeddedMongo(data_dir) as mongo:
        assert mongo.uri == address
        assert store(address, 2) == [1, 2]


def test_transactions_work_at_once(data_dir: Path) -> None:
    """The server is a replica set's primary as soon as `start` returns: a transaction commits."""
    with EmbeddedMongo(data_dir) as mongo, pymongo.MongoClient(mongo.uri) as client:
        rows = client["life"]["rows"]
        with client.start_session() as session, session.start_transaction():
            rows.insert_one({"_id": 1}, session=session)
        assert rows.count_documents({}) == 1
        lifetime = client.admin.command("getParameter", transactionLifetimeLimitSeconds=1)
        assert lifetime["transactionLifetimeLimitSeconds"] == 5


def test_stopping_leaves_nothing(data_dir: Path) -> None:
    """After `stop` no mongod is found, `uri` refuses, and stopping again does nothing."""
    mongo = EmbeddedMongo(data_dir)
    mongo.start()
    mongo.stop()
    mongo.stop()
    assert find_running(data_dir) is None
    with pytest.raises(NothingRunning):
        _ = mongo.uri
    with pytest.raises(NothingRunning, match="heartline serve"):
        uri_for(data_dir, within=0)


def test_a_second_owner_is_refused(data_dir: Path) -> None:
    """Whoever comes second is told the directory and the holder, and the holder goes on."""
    with EmbeddedMongo(data_dir) as mongo:
        with pytest.raises(DataDirectoryInUse, match="HEARTLINE_DATA_DIR") as refused:
            EmbeddedMongo(data_dir).start()
        assert refused.value.directory == data_dir
        assert refused.value.pid == os.getpid()
        assert store(mongo.uri, 1) == [1]


def test_a_command_joins_the_running_service(data_dir: Path) -> None:
    """Beside a running service `open_embedded` gives its address and does not stop it."""
    with EmbeddedMongo(data_dir) as mongo:
        with open_embedded(data_dir) as uri:
            assert uri == mongo.uri
        assert find_running(data_dir) == mongo.uri


def test_a_command_alone_brings_its_own(data_dir: Path) -> None:
    """With no service running `open_embedded` starts mongod, and stops it after."""
    with open_embedded(data_dir) as uri:
        assert find_running(data_dir) == uri
        assert store(uri, 1) == [1]
    assert find_running(data_dir) is None


def test_a_taken_port_is_left_to_its_taker(data_dir: Path) -> None:
    """When somebody else listens on the kept port, the data is served on another one."""
    with EmbeddedMongo(data_dir) as mongo:
        store(mongo.uri, 1)
    kept = Address.read(data_dir)
    assert kept is not None
    with taken(kept.port), EmbeddedMongo(data_dir) as mongo:
        assert mongo.uri != kept.uri
        assert store(mongo.uri, 2) == [1, 2]


def test_a_lost_port_file_loses_nothing(data_dir: Path) -> None:
    """A port file that is gone or garbled costs a new port and no data."""
    with EmbeddedMongo(data_dir) as mongo:
        store(mongo.uri, 1)
    (data_dir / "mongo.port").write_text('{"port": ')
    with EmbeddedMongo(data_dir) as mongo:
        assert store(mongo.uri, 2) == [1, 2]


def test_the_log_stays_short(data_dir: Path) -> None:
    """A long log is set aside at a start, over the one before."""
    long = data_dir / "mongo.log"
    long.write_bytes(b"x" * BOUND_BYTES)
    with EmbeddedMongo(data_dir):
        assert long.stat().st_size < BOUND_BYTES
    assert (data_dir / "mongo.log.1").stat().st_size == BOUND_BYTES


def test_the_log_stays_short_while_running(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log that grows long under a running mongod is set aside, and mongod goes on in a new one."""
    monkeypatch.setattr(keeper, "LOG_CHECK_SECONDS", 0.05)
    with EmbeddedMongo(data_dir) as mongo:
        monkeypatch.setattr(log, "BOUND_BYTES", 1024)
        deadline = time.monotonic() + 20
        while not (data_dir / "mongo.log.1").exists() or not (data_dir / "mongo.log").exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        monkeypatch.setattr(log, "BOUND_BYTES", BOUND_BYTES)
        assert store(mongo.uri, 1) == [1]


def test_a_missing_library_is_named(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mongod whose library the system lacks says which one, and leaves the directory free."""
    program = tmp_path / "mongod"
    program.write_bytes(mongod_path().read_bytes().replace(b"\0libcurl.so.4\0", b"\0libcurl.so.9\0"))
    program.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setattr(server, "mongod_path", lambda: program)
        with pytest.raises(SharedLibraryMissing, match="HEARTLINE_MONGO_URL") as missing:
            EmbeddedMongo(data_dir).start()
    assert missing.value.library == "libcurl.so.9"
    with EmbeddedMongo(data_dir) as mongo:
        assert store(mongo.uri, 1) == [1]


def test_damaged_data_is_reported(data_dir: Path) -> None:
    """A mongod that cannot open its files is not waited for: its reason and its log are named."""
    files = data_dir / "mongo"
    files.mkdir(parents=True)
    (files / "WiredTiger").write_text("not a version")
    (files / "storage.bson").write_bytes(b"\5\0\0\0\0")
    with pytest.raises(MongodBroken) as broken:
        EmbeddedMongo(data_dir).start()
    assert broken.value.log == data_dir / "mongo.log"
    assert broken.value.detail


def test_an_unusable_directory_is_named(tmp_path: Path) -> None:
    """A data directory that cannot be made is refused by name."""
    (tmp_path / "file").touch()
    with pytest.raises(DataDirectoryUnusable, match="HEARTLINE_DATA_DIR") as refused:
        EmbeddedMongo(tmp_path / "file" / "data").start()
    assert refused.value.directory == tmp_path / "file" / "data"
