"""A service whose texts are read by a server of the user's own: well, hanging, and well again."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from structlog.testing import capture_logs

from scoring.vocabulary import Channel
from service.analysers import Reader
from service.analysers.http import HttpAnalyser
from service.app.parts import Parts, assemble
from service.ingestion import Draft
from service.mongo.client import Mongo
from service.rollups import recount
from service.settings import Limits, Settings
from tests.service.atlas import store_journey
from tests.unit.analysers.server_of_mine import MyServer, joyful, running
from tests.unit.analysers.spare import Spare, english

SOON = 1.5
"""A commit and the 250 ms of its reading, where machines are slow."""


@pytest.fixture
def server() -> Iterator[MyServer]:
    """Run a server that reads joy in everything."""
    with running() as server:
        yield server


class Patient(Reader):
    """Waits as long as the analyser does: where the server is well, a slow machine changes nothing."""

    async def read(self, rows, budget_seconds=20):
        """Read them."""
        return await super().read(rows, budget_seconds)


@asynccontextmanager
async def asking(mongo: Mongo, server: MyServer, kind: type[Reader], **settings: int) -> AsyncIterator[Parts]:
    """Run a process that asks a server."""
    spare = Spare()
    set_so = Settings(emotion_url=server.url, emotion_token="hf_abc", **settings)
    analyser = HttpAnalyser.of(set_so, spare, english)
    async with assemble(mongo, b"r" * 32, Limits(), kind(analyser, spare)) as parts:
        yield parts
    analyser.close()


@pytest.fixture
async def parts(mongo: Mongo, server: MyServer) -> AsyncIterator[Parts]:
    """Run one with the settings as they are by default."""
    async with asking(mongo, server, Reader) as parts:
        yield parts


@pytest.fixture
async def patient(mongo: Mongo, server: MyServer) -> AsyncIterator[Parts]:
    """Run one that waits for its server."""
    async with asking(mongo, server, Patient, emotion_ms=10_000) as parts:
        yield parts


def hanging(_):
    """Never answer."""
    time.sleep(5)
    yield b""


async def submit(parts: Parts, journey, *keys: str):
    """Write something in the app, once for each key; tell the rows and how long it took."""
    began = time.monotonic()
    place = journey.present[0].id
    drafts = [
        Draft(idempotency_key=key, touchpoint_id=place, channel=Channel.APP, text="well") for key in keys
    ]
    accepted = await asyncio.gather(*(parts.ingestion.submit("acme", draft) for draft in drafts))
    return [each.row for each in accepted], time.monotonic() - began


def told(row):
    """Tell the emotion of a row, and who read it."""
    return row["emotion"], row["origin"], row["analysis"]["analyser"], row["analysis"]["version"]


JOYFUL = ("JOY", "INFERRED", "http", "1")
SPARED = ("SADNESS", "INFERRED", "spare", "7")


async def test_the_server_reads(patient, server):
    """All texts of a commit in its requests; what it said is stored under its name."""
    journey = await store_journey(patient.mongo)
    rows, _ = await submit(patient, journey, *map(str, range(40)))
    assert {told(row) for row in rows} == {JOYFUL}
    assert sum(len(asked.texts) for asked in server.asked) == 40


async def test_a_server_that_hangs_holds_up_nothing(parts, server):
    """What is sent meanwhile is committed in time, read by the other one, counted, and says so."""
    journey = await store_journey(parts.mongo)
    server.behave = hanging
    with capture_logs() as logs:
        for number in range(5):
            rows, took = await submit(parts, journey, f"{number} a", f"{number} b")
            assert {told(row) for row in rows} == {SPARED}
            assert took < SOON
    assert 1 <= len(server.asked) <= 3
    assert (await recount(parts.mongo)).differences == []
    assert "hf_abc" not in repr(logs)


async def test_a_server_that_comes_back_reads_on(patient, server):
    """After one failure the next text is asked about again."""
    journey = await store_journey(patient.mongo)
    server.behave = lambda _: iter([None])
    [row], _ = await submit(patient, journey, "a")
    assert told(row) == SPARED
    server.behave = joyful
    [row], _ = await submit(patient, journey, "b")
    assert told(row) == JOYFUL
