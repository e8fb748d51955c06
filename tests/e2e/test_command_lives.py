"""`heartline serve` from its start to its end, however that comes."""

import asyncio
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pymongo
import pytest

from service.mongo.client import connect
from service.mongo.embedded import find_running
from service.rollups import recount
from tests.e2e.caller import Caller
from tests.e2e.conftest import migrated
from tests.e2e.maps import SUBMIT, make_journey, places, said, submit
from tests.e2e.processes import check_quiet, run, served, wait_for
from tests.e2e.scores import HEADLINE
from tests.e2e.soon import soon

VIEWER = "{ viewer { tenant subject scopes } }"
LISTED = "{ feedback(first: 100) { edges { node { id } } } }"
PHONES, EACH = 200, 10


def all_feedback(caller: Caller) -> set[str]:
    """List the ids of all feedback, up to a hundred."""
    return {edge["node"]["id"] for edge in caller.ask(LISTED)["edges"]}


@pytest.fixture
def outside(mongo_uri: str) -> dict[str, str]:
    """Describe a database that somebody else runs, with nothing in it."""
    return {"HEARTLINE_MONGO_URL": mongo_uri, "HEARTLINE_MONGO_DATABASE": f"test-{uuid4().hex}"}


@pytest.fixture
def ready(outside: dict[str, str]) -> dict[str, str]:
    """Describe such a database, migrated."""
    asyncio.run(migrated(*outside.values()))
    return outside


def test_from_start_to_end(data_dir: Path):
    """An empty directory is enough; it never seeds; SIGTERM ends it and its MongoDB with 0; data stays."""
    with served(data_dir) as service:
        assert service.http.get("/healthz").json() == {"status": "alive"}
        assert service.http.get("/readyz").json() == {"status": "ready"}
        assert service.http.get("/schema.graphql").text.startswith('"""')
        assert "/graphql" in service.http.get("/").text
        caller = service.caller()
        assert caller.ask("{ journeys { totalCount } }") == {"totalCount": 0}
        journey = make_journey(caller)
        id_ = submit(caller, places(journey)[0])["id"]
        assert service.stop() == 0
        assert find_running(data_dir) is None
        check_quiet(service)
    with served(data_dir) as service:
        assert all_feedback(service.caller()) == {id_}
        assert service.caller().ask(HEADLINE, id=journey["id"], filter=None)["score"]["n"] == 1
        assert service.stop(signal.SIGINT) == 0
        check_quiet(service)


def test_killed(data_dir: Path):
    """kill -9 leaves nothing that blocks the next start, and all that was acknowledged is there."""
    port = free_port()
    options = ("--port", str(port), "--workers", "2")
    with served(data_dir, *options) as service:
        caller = service.caller()
        journey = make_journey(caller)
        ids = {submit(caller, places(journey)[0])["id"] for _ in range(20)}
        assert service.stop(signal.SIGKILL) == -signal.SIGKILL
    wait_for(lambda: not listening(port))
    with served(data_dir, *options) as service:
        assert all_feedback(service.caller()) == ids
        submit(service.caller(), places(journey)[0])
        assert service.caller().ask(HEADLINE, id=journey["id"], filter=None)["score"]["n"] == 21


def free_port() -> int:
    """Find a port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def listening(port: int) -> bool:
    """Tell whether anybody takes calls on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def send_until_cut(http: httpx2.Client, token: str, place: str, acknowledged: set[str]) -> None:
    """Be a phone that sends its feedback one by one, until nobody answers; note what was acknowledged."""
    phone = Caller(http, "northline", token)
    for _ in range(EACH):
        try:
            response = phone.send(SUBMIT, input=said(place, text="x" * 4_000))
        except httpx2.TransportError:
            return
        answer = response.json()
        if "errors" in answer:
            assert answer["errors"][0]["extensions"]["code"] == "OVERLOADED"
            return
        acknowledged.add(answer["data"]["submitFeedback"]["feedback"]["id"])


@pytest.mark.parametrize("workers", [1, 2])
def test_stopped_under_load(
    data_dir: Path, ready: dict[str, str], mongo_client: pymongo.MongoClient, workers: int
):
    """SIGTERM amid submissions: what was acknowledged is stored and counted; 0 within the grace period."""
    acknowledged: set[str] = set()
    with served(data_dir, "--workers", str(workers), **ready) as service:
        caller = service.caller()
        place = places(make_journey(caller))[0]
        limits = httpx2.Limits(max_connections=PHONES)
        with httpx2.Client(base_url=service.http.base_url, timeout=20, limits=limits) as http:
            arguments = (http, caller.token, place, acknowledged)
            phones = [threading.Thread(target=send_until_cut, args=arguments) for _ in range(PHONES)]
            for phone in phones:
                phone.start()
            wait_for(lambda: len(acknowledged) > PHONES)
            began = time.monotonic()
            assert service.stop() == 0
            assert time.monotonic() - began < 16
            for phone in phones:
                phone.join()
        check_quiet(service)
    assert PHONES < len(acknowledged) < PHONES * EACH
    rows = mongo_client[ready["HEARTLINE_MONGO_DATABASE"]]["feedback"].find({}, {"_id": 1})
    assert acknowledged <= {row["_id"] for row in rows}
    assert asyncio.run(differences(*ready.values())) == []


async def differences(uri: str, name: str) -> list[str]:
    """Recount a database."""
    mongo = connect(uri, name)
    found = (await recount(mongo)).differences
    await mongo.aclose()
    return found


def test_two_workers_are_one_service(data_dir: Path, ready: dict[str, str]):
    """Whichever answers: what was acknowledged is listed at once, its key known, and soon it is counted."""
    with served(data_dir, "--workers", "2", **ready) as service:
        journey = make_journey(service.caller())

        def speak_and_look(number: int) -> set[str]:
            """Send on one connection, repeat on another, and read on a third, beside all others."""
            told = {"base_url": service.http.base_url, "timeout": 20, "headers": {"Connection": "close"}}
            with httpx2.Client(**told) as anew:
                caller = Caller(anew, "northline", service.tokens["frontend"])
                place = places(journey)[number % 3]
                ids = set()
                for _ in range(3):
                    sent = said(place)
                    first, again = caller.ask(SUBMIT, input=sent), caller.ask(SUBMIT, input=sent)
                    assert again == {**first, "duplicate": True}
                    ids.add(first["feedback"]["id"])
                    soon(lambda: counted(caller, journey) >= len(ids), wanted=True)
                    assert first["feedback"]["id"] in all_feedback(caller)
                return ids

        with ThreadPoolExecutor(12) as phones:
            sent = set().union(*phones.map(speak_and_look, range(12)))
        assert len(sent) == 36
        assert all_feedback(service.caller()) == sent
        soon(lambda: counted(service.caller(), journey), 36)
        assert service.stop() == 0
        check_quiet(service)


def counted(caller: Caller, journey: dict[str, Any]) -> int:
    """Ask how many feedback a journey's score counts."""
    n: int = caller.ask(HEADLINE, id=journey["id"], filter=None)["score"]["n"]
    return n


def test_an_outside_database_that_is_not_migrated(data_dir: Path, outside: dict[str, str]):
    """Starts nothing, is alive, not ready and says why; ready after `heartline migrate` without a restart."""
    with served(data_dir, opened=False, **outside) as service:
        wait_for(lambda: alive(service.http))
        ready = service.http.get("/readyz")
        assert (ready.status_code, ready.json()["missing"]) == (503, "heartline migrate")
        refused = service.caller().send(VIEWER)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
        [error] = refused.json()["errors"]
        assert error["extensions"]["code"] == "OVERLOADED"
        assert "heartline migrate" in error["message"]
        with ThreadPoolExecutor() as shell:
            for early in shell.map(lambda word: run(data_dir, word, **outside), ("recount", "seed")):
                assert (early.returncode, early.stdout) == (2, "")
                assert "run `heartline migrate`" in early.stderr
        done = run(data_dir, "migrate", **outside)
        assert (done.returncode, done.stderr) == (0, "")
        wait_for(lambda: service.caller().send(VIEWER).status_code == 200, 5)
        assert service.http.get("/readyz").status_code == 200
        assert submit(service.caller(), places(make_journey(service.caller()))[0])
        assert not (data_dir / "mongo").exists()
        assert service.stop() == 0


def alive(http: httpx2.Client) -> bool:
    """Tell whether the process answers."""
    try:
        return http.get("/healthz").status_code == httpx2.codes.OK
    except httpx2.TransportError:
        return False
