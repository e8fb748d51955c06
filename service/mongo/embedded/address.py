"""Where a data directory's mongod listens: a port kept for life, and the process last seen there."""

import json
import os
import secrets
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

REPLICA_SET = "heartline"

# Below the kernel's ephemeral range: no outgoing connection can sit on the port while the service is down.
PORTS = range(20_000, 32_000)

END_SECONDS = 15.0
FREE_SECONDS = 2.0
POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Address:
    """A port on loopback and the id of the mongod process started for it."""

    port: int
    pid: int

    @property
    def uri(self) -> str:
        """What a MongoDB driver connects to."""
        return f"mongodb://127.0.0.1:{self.port}/?replicaSet={REPLICA_SET}"

    @classmethod
    def read(cls, data_dir: Path) -> Self | None:
        """Return what the port file says; None when there is none, or a crash left it half-written."""
        try:
            stored = json.loads(port_file(data_dir).read_bytes())
            return cls(port=int(stored["port"]), pid=int(stored["pid"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, data_dir: Path) -> None:
        """Replace the port file in one step, so that a reader sees the old one or the new one."""
        path = port_file(data_dir)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps({"port": self.port, "pid": self.pid}))
        fresh.replace(path)


def port_file(data_dir: Path) -> Path:
    """Return the path of the port file."""
    return data_dir / "mongo.port"


def database_path(data_dir: Path) -> Path:
    """Return the folder of the database's own files."""
    return (data_dir / "mongo").resolve()


def find_running(data_dir: Path) -> str | None:
    """Return the URI of the mongod running on a data directory, or None."""
    address = Address.read(data_dir)
    if address is None or not serves(address.pid, data_dir):
        return None
    return address.uri


def serves(pid: int, data_dir: Path) -> bool:
    """Tell whether a process is alive and is this directory's mongod, not a later user of its number."""
    try:
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(database_path(data_dir)) in arguments


def end_orphan(data_dir: Path) -> int | None:
    """Stop a mongod that outlived its service, waiting until it is gone; return its process id."""
    address = Address.read(data_dir)
    if address is None or not serves(address.pid, data_dir):
        return None
    for number in (signal.SIGTERM, signal.SIGKILL):
        if _ends(address.pid, data_dir, number):
            break
    return address.pid


def _ends(pid: int, data_dir: Path, number: signal.Signals) -> bool:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return True
    deadline = time.monotonic() + END_SECONDS
    while serves(pid, data_dir) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    return not serves(pid, data_dir)


def choose_port(data_dir: Path) -> int:
    """Return the kept port, or a free one when it is new here or somebody else has taken it.

    A mongod that was just ended may hold its port for a moment longer than its name, so a busy one gets time.
    """
    address = Address.read(data_dir)
    if address is not None and _frees(address.port):
        return address.port
    return next(port for port in iter(lambda: secrets.choice(PORTS), None) if is_free(port))


def _frees(port: int) -> bool:
    deadline = time.monotonic() + FREE_SECONDS
    while not is_free(port):
        if time.monotonic() >= deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def is_free(port: int) -> bool:
    """Tell whether a port of loopback can be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
