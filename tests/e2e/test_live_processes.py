"""Three processes on one database, two of them behind one port: whoever is told, everybody's pages hear."""

import asyncio
import os
import secrets
import signal
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from service.documents.ids import Kind, new_id
from tests.conftest import fast_folder
from tests.e2e.caller import Caller
from tests.e2e.conftest import migrated
from tests.e2e.maps import make_journey, places, submit
from tests.e2e.processes import Served, check_quiet, served
from tests.e2e.soon import soon
from tests.e2e.subscriber import Subscriber, check_order, following, until
from tests.e2e.tokens import SECRETS, bearer

N = "query($id: ID!) { journey(id: $id) { score { n } } }"
DELETE = "mutation($id: ID!) { deleteFeedback(id: $id) { __typename } }"
EDIT = """mutation($id: ID!) { updateTouchpoint(input: {id: $id, momentWeight: 2}) {
    ... on TouchpointSaved { journey { id } } } }"""
ARCHIVE = "mutation($id: ID!) { archiveJourney(id: $id) { ... on JourneySaved { journey { id } } } }"


@pytest.fixture(scope="module")
def processes(mongo_uri: str) -> Iterator[tuple[Served, Served]]:
    """Run a service of one process and one of two."""
    name = f"test-{uuid4().hex}"
    asyncio.run(migrated(mongo_uri, name))
    outside = {"HEARTLINE_MONGO_URL": mongo_uri, "HEARTLINE_MONGO_DATABASE": name}
    with (
        fast_folder() as here,
        fast_folder() as there,
        served(here, **SECRETS, **outside) as one,
        served(there, "--workers", "2", **SECRETS, **outside) as two,
    ):
        yield one, two
        for service in (one, two):
            assert service.stop() == 0
            check_quiet(service)


@pytest.fixture
def both(processes: tuple[Served, Served]) -> tuple[Caller, Caller]:
    """Be one new company at both services."""
    tenant = f"t-{secrets.token_hex(6)}"
    token = bearer(tenant)
    one, two = (Caller(service.http, tenant, token) for service in processes)
    return one, two


def pages_of(callers: tuple[Caller, ...], journey: str, each: int, **how: bool) -> list[Subscriber]:
    """Open pages at every service."""
    return [
        Subscriber([caller.http.base_url.netloc.decode()], caller.token or "", journey, **how)
        for caller in callers
        for _ in range(each)
    ]


async def all_at(pages: list[Subscriber], seq: int) -> None:
    """Wait until every page has seen a state."""
    await until(lambda: all(page.seq == seq for page in pages))


async def test_whoever_is_told_all_pages_hear(both: tuple[Caller, Caller]):
    """Feedback through either reaches every process's pages as one update, in order, under one seq."""
    journey = make_journey(both[0])
    pages = pages_of(both, journey["id"], 6)
    async with following(pages):
        for seq in range(1, 13):
            await asyncio.to_thread(submit, both[seq % 2], places(journey)[seq % 3])
            await all_at(pages, seq)
    check_order(pages)
    for page in pages:
        assert [(heard.seq, heard.n) for heard in page.updates] == [(seq, seq) for seq in range(13)]
        for heard in page.updates[1:]:
            assert (heard.kind, heard.touchpoints) == ("FEEDBACK", {places(journey)[heard.seq % 3]})


async def test_erasures_and_edits_reach_all(both: tuple[Caller, Caller]):
    """What is erased, edited and archived through one is said by its kind at the others."""
    here, there = both
    journey = make_journey(here)
    pages = pages_of(both, journey["id"], 4)
    async with following(pages):
        id_ = (await asyncio.to_thread(submit, here, places(journey)[0]))["id"]
        await all_at(pages, 1)
        await asyncio.to_thread(there.ask, DELETE, id=id_)
        await all_at(pages, 2)
        await asyncio.to_thread(here.ask, EDIT, id=places(journey)[1])
        await all_at(pages, 3)
        await asyncio.to_thread(there.ask, ARCHIVE, id=journey["id"])
        await until(lambda: all(page.updates[-1].kind == "ARCHIVED" for page in pages))
    for page in pages:
        told = [(heard.kind, heard.n) for heard in page.updates]
        assert told == [("SNAPSHOT", 0), ("FEEDBACK", 1), ("ERASURE", 0), ("MAP_EDIT", 0), ("ARCHIVED", 0)]
        assert page.updates[-1].touchpoints == frozenset()


async def test_a_page_that_wanders(both: tuple[Caller, Caller]):
    """Carrying its seq from process to process after each update, it never goes back nor begins anew."""
    journey = make_journey(both[0])
    addresses = [caller.http.base_url.netloc.decode() for caller in both]
    wanderers = [
        Subscriber(addresses[::turn], both[0].token or "", journey["id"], restless=True) for turn in (1, -1)
    ]
    settled = pages_of(both, journey["id"], 2)
    async with following([*wanderers, *settled]):
        for number in range(60):
            await asyncio.to_thread(submit, both[number % 2], places(journey)[number % 3])
        await all_at([*wanderers, *settled], 60)
    check_order([*wanderers, *settled])
    for page in wanderers:
        assert {heard.address for heard in page.updates} == set(addresses)


async def test_back_after_a_disconnect(both: tuple[Caller, Caller]):
    """At another process afterSeq brings what was missed; nothing, if nothing was; all, after a restore."""
    here, there = both
    journey = make_journey(here)
    first, second, _ = places(journey)
    [page] = pages_of((here,), journey["id"], 1)
    async with following([page]):
        submit(here, second)
        await all_at([page], 1)
    for place in (first, first):
        submit(here, place)
    page.addresses = [there.http.base_url.netloc.decode()]
    async with following([page]):
        await all_at([page], 3)
    [*_, missed] = page.updates
    assert (missed.seq, missed.kind, missed.touchpoints) == (3, "FEEDBACK", {first})
    seen = len(page.updates)
    async with following([page]):
        await asyncio.sleep(0.5)
        assert len(page.updates) == seen
        submit(there, second)
        await all_at([page], 4)
    [ahead] = pages_of((there,), journey["id"], 1)
    ahead.updates.append(page.updates[-1].at_seq(1_000))
    async with following([ahead]):
        await until(lambda: len(ahead.updates) == 2)
    assert (ahead.updates[-1].seq, ahead.updates[-1].kind) == (4, "SNAPSHOT")
    assert ahead.updates[-1].touchpoints == set(places(journey))


async def test_no_update_crosses_a_tenant(both: tuple[Caller, Caller], processes: tuple[Served, Served]):
    """Another company's journey is not there, on any process, and its feedback is heard by nobody else."""
    other = Caller(processes[0].http, "another", bearer("another"))
    ours, theirs = make_journey(both[0]), make_journey(other)
    pages = pages_of(both, ours["id"], 2)
    spies = [Subscriber(page.addresses, page.token, theirs["id"]) for page in pages]
    strays = [Subscriber(page.addresses, page.token, new_id(Kind.JOURNEY)) for page in pages]
    async with following(pages):
        spying = [asyncio.create_task(each.run()) for each in (*spies, *strays)]
        await until(lambda: all(each.refusals for each in (*spies, *strays)))
        for place in places(theirs):
            submit(other, place)
        submit(both[1], places(ours)[0])
        await all_at(pages, 1)
        for task in spying:
            task.cancel()
        await asyncio.gather(*spying, return_exceptions=True)
    assert {code for each in (*spies, *strays) for code in each.refusals} == {"NOT_FOUND"}
    assert not any(each.updates for each in (*spies, *strays))
    assert all([heard.seq for heard in page.updates] == [0, 1] for page in pages)


def test_how_stale_a_score_may_be(both: tuple[Caller, Caller]):
    """A process shows its own commits at once, those of others within a second."""
    one, two = both
    journey = make_journey(one)
    for number in range(1, 11):
        submit(one, places(journey)[0])
        assert n(one, journey["id"]) == number
        soon(lambda: n(two, journey["id"]), number)


def n(caller: Caller, journey: str) -> int:
    """Ask how many feedback a journey's score counts."""
    counted: int = caller.ask(N, id=journey)["score"]["n"]
    return counted


async def test_a_worker_killed(both: tuple[Caller, Caller], processes: tuple[Served, Served]):
    """kill -9 of a worker: another takes its place, its pages come back, and nobody else notices."""
    service = processes[1]
    journey = make_journey(both[0])
    pages = pages_of(both, journey["id"], 8)
    async with following(pages):
        os.kill(workers(service)[0], signal.SIGKILL)
        for place in places(journey):
            await asyncio.to_thread(submit, both[0], place)
        await all_at(pages, 3)
        await until(lambda: len(workers(service)) == 2)
    check_order(pages)
    assert all(page.n == 3 for page in pages)
    assert not any(page.closes for page in pages[:8])


def workers(service: Served) -> list[int]:
    """Give the process ids of a service's workers."""
    pid = service.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children if is_worker(int(child))]


def is_worker(pid: int) -> bool:
    """Tell a living worker from what else a service starts."""
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it has just ended
        return False
