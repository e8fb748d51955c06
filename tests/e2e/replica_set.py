"""Three MongoDB members on loopback that agree among themselves; a test may depose or kill their primary."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymongo
from pymongo.errors import AutoReconnect, OperationFailure, PyMongoError

from service.mongo.embedded import leash
from service.mongo.embedded.address import PORTS, REPLICA_SET, database_path, is_free
from service.mongo.embedded.binary import mongod_path
from service.mongo.embedded.command import mongod_command

PATIENCE_SECONDS = 60
NOBODY_CAUGHT_UP = 262
TIMES = {"electionTimeoutMillis": 2_000, "heartbeatIntervalMillis": 500}
"""The default is 10 s and 2 s: a test need not wait so long to learn the same."""


@dataclass
class Member:
    """One mongod with a folder and a port of its own; it ends with us."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def host(self) -> str:
        """Where it listens."""
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it; it serves a moment later."""
        database_path(self.folder).mkdir(parents=True, exist_ok=True)
        command = mongod_command(mongod_path(), self.folder, self.port, 256)
        held = [sys.executable, "-I", "-S", leash.__file__, str(os.getpid()), *command]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(held, start_new_session=True, **quiet)  # noqa: S603  # our own command

    def kill(self) -> None:
        """Kill it with no chance to hand over."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def freeze(self) -> None:
        """Stop it in the middle of things; its connections stay open."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        assert self.process
        self.process.send_signal(signal.SIGCONT)

    def ask(self, command: str, value: Any = 1, **options: Any) -> dict[str, Any]:
        """Run an admin command on it, whatever its role."""
        with pymongo.MongoClient(
            self.host,
            directConnection=True,
            serverSelectionTimeoutMS=1_000,
            connectTimeoutMS=1_000,
            socketTimeoutMS=5_000,
        ) as client:
            return client.admin.command(command, value, **options)


@dataclass
class ReplicaSet:
    """The members, and what can happen to them."""

    members: list[Member] = field(default_factory=list)

    @property
    def uri(self) -> str:
        """What a driver connects to."""
        return f"mongodb://{','.join(member.host for member in self.members)}/?replicaSet={REPLICA_SET}"

    def found(self) -> None:
        """Start all, and wait until one of them leads."""
        for member in self.members:
            member.start()
        hosts = [{"_id": number, "host": member.host} for number, member in enumerate(self.members)]
        told = {"_id": REPLICA_SET, "members": hosts, "settings": TIMES}
        until(lambda: "AWAY" not in map(role, self.members))
        self.members[0].ask("replSetInitiate", told)
        self.settle()

    def settle(self) -> None:
        """Wait until one leads and the others follow."""
        until(lambda: sorted(map(role, self.members)) == ["PRIMARY", "SECONDARY", "SECONDARY"])

    @property
    def primary(self) -> Member:
        """Who leads."""
        return next(member for member in self.members if role(member) == "PRIMARY")

    def step_down(self) -> None:
        """Have the primary hand over, as at a planned maintenance; again if nobody can follow it yet."""
        old = self.primary
        until(lambda: hands_over(old))

    def freeze_primary(self) -> Member:
        """Freeze whoever leads; give it, to be thawed."""
        member = self.primary
        member.freeze()
        return member

    def kill_primary(self) -> Member:
        """Kill -9 whoever leads; give it, to be started again."""
        member = self.primary
        member.kill()
        return member


def hands_over(member: Member) -> bool:
    """Tell a primary to hand over; it is no candidate for 5 s after. Tell whether it does."""
    try:
        member.ask("replSetStepDown", 5, secondaryCatchUpPeriodSecs=4)
    except AutoReconnect:  # it hangs up on whoever asks
        return True
    except OperationFailure as error:
        if error.code != NOBODY_CAUGHT_UP:
            raise
        return False
    return True


def role(member: Member) -> str:
    """Tell what a member is to the others; AWAY for one that does not answer."""
    try:
        said = member.ask("hello")
    except PyMongoError:
        return "AWAY"
    return (
        "PRIMARY" if said.get("isWritablePrimary") else "SECONDARY" if said.get("secondary") else "STARTING"
    )


def until(done: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not done():
        assert time.monotonic() < deadline, "the replica set does not get ready"
        time.sleep(0.05)


@contextmanager
def replica_set(folder: Path) -> Iterator[ReplicaSet]:
    """Run three members until left."""
    free = (port for port in iter(lambda: secrets.choice(PORTS), None) if is_free(port))
    members = ReplicaSet([Member(folder / f"member{number}", next(free)) for number in range(3)])
    try:
        members.found()
        yield members
    finally:
        for member in members.members:
            if member.process and member.process.poll() is None:
                member.kill()
