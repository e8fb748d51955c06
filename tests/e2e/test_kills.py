"""Killed under load, with clients that retry: nothing acknowledged is lost, nothing is counted twice.

HEARTLINE_TEST_KILLS sets how often each is killed.
"""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import httpx2
import pymongo
from pymongo.errors import PyMongoError

from scoring.vocabulary import Channel, Emotion
from service.app.parts import Parts, assemble
from service.errors import NotFound, Overloaded
from service.ingestion import Draft
from service.mongo.client import connect
from service.mongo.embedded import EmbeddedMongo, find_running
from service.mongo.embedded.address import Address
from service.mongo.migrate import migrate
from service.rollups import ScoreFilter, recount
from service.settings import Limits
from tests.e2e.caller import Caller
from tests.e2e.maps import SUBMIT, make_journey, places, said
from tests.e2e.phone import Phone
from tests.e2e.serving import wait_until_open
from tests.service.atlas import store_journey

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("HEARTLINE_TEST_KILLS", "2"))
CLIENTS = 24
BETWEEN = 150
"""Feedback acknowledged before each kill, and after the last."""

PATIENCE_SECONDS = 40
DELETE = "mutation($id: ID!) { deleteFeedback(id: $id) { __typename } }"
N = "query($id: ID!) { journey(id: $id) { score { n seq } } }"


@dataclass
class Ledger:
    """What clients were told: which keys are stored, and which were erased since."""

    stored: dict[str, str] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    retries: int = 0
    stopping: bool = False

    @property
    def left(self) -> set[str]:
        """The ids that must be there."""
        return set(self.stored.values()) - self.erased

    async def grow(self, by: int) -> None:
        """Wait until so many more were acknowledged."""
        wanted, deadline = len(self.stored) + by, time.monotonic() + PATIENCE_SECONDS
        while len(self.stored) < wanted:  # clients tell no event
            assert time.monotonic() < deadline, "the clients do not get on"
            await asyncio.sleep(0.01)


async def kill_often(ledger: Ledger, kill: Callable[[], Awaitable[None]]) -> None:
    """Kill in the middle of things, again and again; stop the clients when they got on after the last."""
    random = Random(KILLS)
    for _ in range(KILLS):
        await ledger.grow(BETWEEN)
        await asyncio.sleep(random.random() / 20)
        await kill()
    await ledger.grow(BETWEEN)
    ledger.stopping = True


async def act(ledger: Ledger, submit: Callable[[str], Awaitable[str]], delete: Callable[[str], Any]) -> None:
    """Be a client: send feedback under new keys, take every sixth back."""
    while not ledger.stopping:
        key = uuid4().hex
        ledger.stored[key] = id_ = await submit(key)
        if len(ledger.stored) % 6 == 0:
            await delete(id_)
            ledger.erased.add(id_)


# the ingestion layer, its mongod killed


def draft(journey: Any, key: str) -> Draft:
    """Return a feedback on one of a few runs of a few customers."""
    which = int(key[:4], 16)
    return Draft(
        idempotency_key=key,
        touchpoint_id=journey.present[which % 2].id,
        channel=tuple(Channel)[which % 3],
        emotion=tuple(Emotion)[which % 18],
        run_ref=f"run {which % 50}",
    )


async def until_answered(ledger: Ledger, ask: Callable[[], Awaitable[Any]]) -> Any:
    """Do as the answer says: send the same again."""
    while True:
        try:
            return await ask()
        except (Overloaded, PyMongoError):
            ledger.retries += 1
            await asyncio.sleep(0.05)


async def test_mongod_killed_under_load(data_dir: Path) -> None:
    """Two processes commit to one mongod that is killed -9; it returns, and every answer given is true."""
    with EmbeddedMongo(data_dir) as embedded:
        mongo = connect(embedded.uri, "heartline")
        await migrate(mongo)
        journey = await store_journey(mongo)
        key = b"r" * 32
        async with assemble(mongo, key, Limits()) as first, assemble(mongo, key, Limits()) as second:
            ledger = Ledger()

            async def kill() -> None:
                address = Address.read(data_dir)
                assert address is not None
                os.kill(address.pid, signal.SIGKILL)

            async def client(parts: Parts) -> None:
                async def submit(key: str) -> str:
                    answer = await until_answered(
                        ledger, lambda: parts.ingestion.submit("acme", draft(journey, key))
                    )
                    return answer.row["_id"]

                async def delete(id_: str) -> None:
                    try:
                        await until_answered(ledger, lambda: parts.ingestion.delete("acme", id_))
                    except NotFound:  # the attempt that nobody answered had done it
                        assert ledger.retries

                await act(ledger, submit, delete)

            async def reader(parts: Parts) -> None:
                seq = 0
                while not ledger.stopping:
                    [state] = await until_answered(
                        ledger, lambda: parts.rollups.scores("acme", [(journey, ScoreFilter())])
                    )
                    assert state.seq >= seq
                    seq = state.seq
                    await asyncio.sleep(0.01)

            clients = [client(parts) for parts in (first, second) for _ in range(CLIENTS // 2)]
            await asyncio.gather(
                *clients, *(reader(parts) for parts in (first, second)), kill_often(ledger, kill)
            )
            await check(ledger, first, second, journey)
        await mongo.aclose()
    tell("mongod", ledger, ledger.retries)


async def check(ledger: Ledger, first: Parts, second: Parts, journey: Any) -> None:
    """Compare what was told with what is there; then send everything once more."""
    for _ in range(2):
        rows = await first.mongo.of("acme")["feedback"].find({"body": {"$exists": True}}, {"_id": 1})
        assert {row["_id"] for row in rows} == ledger.left
        for parts in (first, second):
            [state] = await parts.rollups.scores("acme", [(journey, ScoreFilter())])
            assert state.scores.n == len(ledger.left)
        assert (await recount(first.mongo)).differences == []
        keys = list(ledger.stored)
        for start in range(0, len(keys), 100):
            again = [draft(journey, key) for key in keys[start : start + 100]]
            assert all(answer.duplicate for answer in await second.ingestion.submit_batch("acme", again))


# the whole service, killed, over HTTP


@dataclass
class Served:
    """`heartline serve` in a process of its own, started again on the same port after each kill."""

    data_dir: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def env(self) -> dict[str, str]:
        """What every command of the service is told."""
        return {**os.environ, "HEARTLINE_DATA_DIR": str(self.data_dir), "HEARTLINE_LOG_LEVEL": "error"}

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def output(self) -> str:
        """What it has said."""
        return (self.data_dir / "said").read_text()

    def start(self) -> None:
        """Start it, and wait until it lets requests in."""
        with (self.data_dir / "said").open("wb") as said:
            self.process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
                [sys.executable, "-m", "service", "serve", "--port", str(self.port)],
                cwd=ROOT,
                env=self.env,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        with httpx2.Client(base_url=self.url) as http:
            wait_until_open(http)

    def kill(self) -> None:
        """Kill it with no chance to clean up, and start it again."""
        assert self.process is not None
        with self.process:
            self.process.kill()
        self.start()

    def stop(self) -> int:
        """Stop it as a supervisor does; answers its exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(PATIENCE_SECONDS)

    def recount(self) -> str:
        """Ask `heartline recount`, beside the running service."""
        done = subprocess.run(  # as above
            [sys.executable, "-m", "service", "recount"],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def served(data_dir: Path) -> Iterator[Served]:
    """Serve on a free port until left."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    service = Served(data_dir, port)
    service.start()
    try:
        yield service
    finally:
        if service.process is not None and service.process.poll() is None:
            with service.process:
                service.process.kill()


async def test_the_service_killed_under_load(data_dir: Path) -> None:
    """`heartline serve` is killed -9 with its mongod; the next one knows all that was acknowledged, once."""
    with served(data_dir) as service:
        [token] = re.findall(r"frontend\s+(\S+)", service.output)
        with httpx2.Client(base_url=service.url, timeout=30) as http:
            journey = make_journey(Caller(http, "northline", token))
        ledger = Ledger()
        limits = httpx2.Limits(max_connections=CLIENTS + 2)
        async with httpx2.AsyncClient(timeout=15, limits=limits) as client:
            phone = Phone(client, [service.url], token)

            async def submit(key: str) -> str:
                where = places(journey)[int(key[:4], 16) % 3]
                words = said(where, idempotencyKey=key, runRef=f"run {key[:1]}")
                answer = await phone.ask(SUBMIT, input=words)
                assert answer["__typename"] == "FeedbackAccepted", answer
                assert answer["idempotencyKey"] == key
                return str(answer["feedback"]["id"])

            async def delete(id_: str) -> None:
                answer = await phone.ask(DELETE, id=id_)
                assert answer["__typename"] == "Deleted" or phone.retries

            async def kill() -> None:
                await asyncio.to_thread(service.kill)

            await asyncio.gather(
                *(act(ledger, submit, delete) for _ in range(CLIENTS)), kill_often(ledger, kill)
            )
            score = (await phone.ask(N, id=journey["id"]))["score"]
            assert score["n"] == len(ledger.left)
            for key in list(ledger.stored)[:: max(1, len(ledger.stored) // 100)]:
                where = places(journey)[int(key[:4], 16) % 3]
                words = said(where, idempotencyKey=key, runRef=f"run {key[:1]}")
                assert (await phone.ask(SUBMIT, input=words))["duplicate"]
            assert (await phone.ask(N, id=journey["id"]))["score"] == score
        uri = find_running(data_dir)
        with pymongo.MongoClient(uri) as client:
            rows = client["heartline"]["feedback"].find({"body": {"$exists": True}}, {"_id": 1})
            assert {row["_id"] for row in rows} == ledger.left
        assert service.recount().startswith(f"{len(ledger.left)} feedback, ")
        assert service.stop() in {0, -signal.SIGTERM}
    tell("service", ledger, phone.retries)


def tell(what: str, ledger: Ledger, retries: int) -> None:
    """Say how it went, for who runs it with -s."""
    sys.stdout.write(
        f"{what}: {KILLS} kills, {len(ledger.stored)} acknowledged, {len(ledger.erased)} erased, "
        f"{retries} retries, difference 0\n"
    )
