"""`heartline reanalyse`, run as people run it: beside a running service, killed, stopped, repeated."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random

import pymongo
import pytest

from tests.e2e.maps import SUBMIT, make_journey, places, said
from tests.e2e.processes import ROOT, environment, run, served, wait_for
from tests.e2e.replica_set import replica_set
from tests.e2e.soon import soon
from tests.e2e.written import SENTENCES, differences, read, seqs, write

KILLS = int(os.environ.get("HEARTLINE_TEST_KILLS", "2"))
MANY = 2_000
TENANTS = ("acme", "other")
ALL = MANY * len(TENANTS)
TOLD = re.compile(r"read (\d+), changed (\d+), left (\d+)\n")
DELETE = "mutation($id: ID!) { deleteFeedback(id: $id) { __typename } }"
SCORE = "query($id: ID!) { journey(id: $id) { score { n seq evidence { inferred unclassified } } } }"


@pytest.fixture
def named(mongo_uri: str, database_name: str) -> dict[str, str]:
    """Name a database of the test's own to commands."""
    told = {"HEARTLINE_MONGO_URL": mongo_uri, "HEARTLINE_MONGO_DATABASE": database_name}
    return {**told, "HEARTLINE_EMOTION_ANALYSER": "lexicon"}


@pytest.fixture
def texts(mongo_uri, database_name, mongo_client):
    """Have texts of two tenants stored there unread."""
    asyncio.run(write(mongo_uri, database_name, TENANTS, MANY))
    return mongo_client[database_name]


@pytest.fixture
def unexact(mongo_uri, database_name):
    """Ask a recount for differences."""
    return lambda: differences(mongo_uri, database_name)


def begin(data_dir: Path, *words: str, **settings: str) -> subprocess.Popen[str]:
    """Begin to reanalyse, in a process of its own."""
    return subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "service", "reanalyse", *words],
        cwd=ROOT,
        env=environment(data_dir, **settings),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def told(done: subprocess.CompletedProcess[str]) -> tuple[int, ...]:
    """Give what a finished command said: read, changed, left."""
    assert done.returncode == 0, done.stderr
    found = TOLD.fullmatch(done.stdout)
    assert found, done.stdout
    return tuple(map(int, found.groups()))


def test_killed_in_the_middle(data_dir, named, texts, unexact):
    """Whenever it was killed -9 the counts are exact; the same command reads the rest, and seq only rises."""
    random, before = Random(KILLS), seqs(texts)
    for _ in range(KILLS):
        known = read(texts)
        with begin(data_dir, **named) as process:
            wait_for(lambda known=known: read(texts) > known)
            time.sleep(random.random() / 10)
            process.kill()
        assert process.returncode == -signal.SIGKILL
        assert unexact() == []
        assert all(seqs(texts)[journey] >= seq for journey, seq in before.items())
        before = seqs(texts)
    done = read(texts)
    assert 0 < done < ALL
    rest = ALL - done
    assert told(run(data_dir, "reanalyse", **named)) == (
        rest,
        rest,
        0,
    )  # unread ones were not inferred before
    assert read(texts) == ALL
    assert unexact() == []
    assert all(seqs(texts)[journey] > seq for journey, seq in before.items())


def test_stopped_and_repeated(data_dir, named, texts, unexact):
    """Ctrl-C is answered by how far it came; a rehearsal stores nothing; another version's is read again."""
    with begin(data_dir, **named) as process:
        wait_for(lambda: read(texts) > 0)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=30)
    assert (process.returncode, output) == (130, "")
    [counted] = re.findall(r"stopped after read (\d+), changed \d+, left 0: the same command goes on", errors)
    assert "Traceback" not in errors
    assert int(counted) <= read(texts) < ALL  # a page may have been on its way
    with_another_version = {"$set": {"analysis.version": "0"}}
    older = texts["feedback"].update_many({"analysis": {"$exists": True}}, with_another_version)
    rehearsed = run(data_dir, "reanalyse", "--dry-run", **named)
    rest = ALL - older.modified_count
    assert rehearsed.stdout == f"would be read {ALL}, changed {rest}, left 0\n", rehearsed
    assert read(texts) == 0
    assert told(run(data_dir, "reanalyse", **named)) == (ALL, rest, 0)
    assert told(run(data_dir, "reanalyse", **named)) == (0, 0, 0)
    assert told(run(data_dir, "reanalyse", "--everything", "--tenant", "acme", **named)) == (MANY, 0, 0)
    assert read(texts) == ALL
    assert unexact() == []


def test_beside_a_running_service(data_dir, named, texts, unexact):
    """Feedback comes and goes all the while; its scores follow at the running service, and stay exact."""
    stopping, kept = threading.Event(), []
    with served(data_dir, **{**named, "HEARTLINE_EMOTION_ANALYSER": "off"}) as service:
        caller = service.caller()
        journey = make_journey(caller)

        def talk(random: Random) -> None:
            while not stopping.is_set():
                sent = said(random.choice(places(journey)), text=random.choice(SENTENCES), emotion=...)
                id_ = caller.ask(SUBMIT, input=sent)["feedback"]["id"]
                if random.random() < 0.4:
                    assert caller.ask(DELETE, id=id_)["__typename"] == "Deleted"
                else:
                    kept.append(id_)

        people = [threading.Thread(target=talk, args=(Random(number),)) for number in range(4)]
        for each in people:
            each.start()
        wait_for(lambda: len(kept) > 50)
        seen, _, left = told(run(data_dir, "reanalyse", **named))
        stopping.set()
        for each in people:
            each.join()
        assert seen > ALL
        assert left < 50
        assert unexact() == []
        told(run(data_dir, "reanalyse", **named))
        assert read(texts) == ALL + len(kept)
        rows = list(texts["feedback"].find({"journey": journey["id"]}))
        scored = sum(row.get("emotion") is not None and row["confidence"] >= 0.5 for row in rows)
        wanted = {"n": scored, "inferred": scored, "unclassified": len(kept) - scored}

        def evidence() -> dict[str, int]:
            score = caller.ask(SCORE, id=journey["id"])["score"]
            return {"n": score["n"], **score["evidence"]}

        soon(evidence, wanted)
        assert service.stop() == 0
    assert unexact() == []


def test_a_database_that_fails_over_is_waited_for(data_dir):
    """Its primary is killed in the middle: nothing is lost or counted twice, exit code 0."""
    with replica_set(data_dir) as members, pymongo.MongoClient(members.uri) as client:
        named = {"HEARTLINE_MONGO_URL": members.uri, "HEARTLINE_EMOTION_ANALYSER": "lexicon"}
        asyncio.run(write(members.uri, "heartline", TENANTS, MANY))
        with begin(data_dir, **named) as process:
            wait_for(lambda: read(client["heartline"]) > 0)
            members.kill_primary()
            assert read(client["heartline"]) < ALL
            output, errors = process.communicate(timeout=90)
        assert (process.returncode, output) == (0, f"read {ALL}, changed {ALL}, left 0\n"), errors
        assert read(client["heartline"]) == ALL
        assert differences(members.uri, "heartline") == []
