"""What is followed stays true through faults: two services on three MongoDB members, pages open on both.

HEARTLINE_TEST_FAULTS sets how often each fault comes; -s shows how long pages took to hold the final state.
"""

import asyncio
import os
import secrets
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

import httpx2
import pytest

from tests.conftest import fast_folder
from tests.e2e.caller import Caller
from tests.e2e.conftest import migrated
from tests.e2e.maps import SUBMIT, make_journey, places, said
from tests.e2e.phone import Phone
from tests.e2e.processes import Served, check_quiet, served
from tests.e2e.replica_set import ReplicaSet, replica_set
from tests.e2e.subscriber import Subscriber, check_order, following, until
from tests.e2e.tokens import SECRETS, bearer

SCORE = "query($id: ID!) { journey(id: $id) { score { n seq } } }"
FAULTS = int(os.environ.get("HEARTLINE_TEST_FAULTS", "1"))
PAGES, PHONES = 8, 6
BETWEEN = 60
"""Feedback acknowledged before each fault, and after the last."""

LONG = pytest.mark.skipif(FAULTS == 1, reason="takes long: HEARTLINE_TEST_FAULTS=2 tries it")
BOUND_SECONDS = 3.0
"""How soon after a write is acknowledged again every page must hold the final state."""


@dataclass
class Company:
    """A tenant with one journey, its pages, its phones, and what they were told.

    Wanderers are pages that go to the other service after each update.
    """

    tenant: str
    journey: str
    places: list[str]
    pages: list[Subscriber]
    wanderers: list[Subscriber]
    phones: list[Phone]
    sent_and_told: list[tuple[float, float]] = field(default_factory=list)
    stopping: bool = False

    @property
    def n(self) -> int:
        """How many feedback were acknowledged."""
        return len(self.sent_and_told)

    @property
    def everybody(self) -> list[Subscriber]:
        """All who follow its journey."""
        return self.pages + self.wanderers

    def has_been_told(self) -> bool:
        """Tell whether all who follow hold all that was acknowledged, under one seq."""
        return {page.n for page in self.everybody} == {self.n} and len(
            {page.seq for page in self.everybody}
        ) == 1

    async def submit(self, phone: Phone) -> None:
        """Send feedback from a phone, one after another."""
        for place in cycle(self.places):
            if self.stopping:
                return
            sent = time.monotonic()
            answer = await phone.ask(SUBMIT, input=said(place))
            assert answer["__typename"] == "FeedbackAccepted", answer
            self.sent_and_told.append((sent, time.monotonic()))
            await asyncio.sleep(0.02)

    def recovered(self, since: float) -> float:
        """Tell when a write that was sent after a fault was acknowledged."""
        return min(told for sent, told in self.sent_and_told if sent >= since)

    async def check(self) -> None:
        """Hold every page to this company's journey, to what was acknowledged, and to what a query tells."""
        check_order(self.everybody)
        score = (await self.phones[0].ask(SCORE, id=self.journey))["score"]
        assert score["n"] == self.n
        for page in self.everybody:
            assert (page.n, page.seq) == (self.n, score["seq"])
            heard = frozenset[str]().union(*(update.touchpoints for update in page.updates))
            assert heard == set(self.places)


@dataclass
class Stage:
    """Two services on one replica set."""

    members: ReplicaSet
    services: list[Served]
    settings: dict[str, str]


def found(http: httpx2.AsyncClient, services: list[Served], pages: int, phones: int) -> Company:
    """Make a company whose pages and phones are spread over services."""
    tenant = f"t-{secrets.token_hex(6)}"
    token = bearer(tenant)
    journey = make_journey(Caller(services[0].http, tenant, token))
    urls = [str(service.http.base_url) for service in services]
    netlocs = [service.http.base_url.netloc.decode() for service in services]
    return Company(
        tenant,
        journey["id"],
        places(journey),
        [Subscriber(turned(netlocs, number), token, journey["id"]) for number in range(pages)],
        [Subscriber(turned(netlocs, number), token, journey["id"], restless=True) for number in range(2)],
        [Phone(http, turned(urls, number), token) for number in range(phones)],
    )


def turned(items: list[str], by: int) -> list[str]:
    """Begin a list elsewhere."""
    return list(islice(cycle(items), by % len(items), by % len(items) + len(items)))


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """Run three members and two services."""
    with fast_folder() as folder, replica_set(folder) as members:
        settings = {**SECRETS, "HEARTLINE_MONGO_URL": members.uri, "HEARTLINE_LOG_LEVEL": "error"}
        asyncio.run(migrated(members.uri, "heartline"))
        (folder / "first").mkdir()
        (folder / "second").mkdir()
        with served(folder / "first", **settings) as first, served(folder / "second", **settings) as second:
            yield Stage(members, [first, second], settings)
            for service in (first, second):
                assert service.stop() == 0
                check_quiet(service)


@asynccontextmanager
async def busy(companies: list[Company]) -> AsyncIterator[None]:
    """Have pages open and phones sending until left; then all is acknowledged."""
    async with following(page for company in companies for page in company.everybody):
        sending = [
            asyncio.create_task(company.submit(phone)) for company in companies for phone in company.phones
        ]
        yield
        for company in companies:
            company.stopping = True
        await asyncio.gather(*sending)
        await until(lambda: all(map(Company.has_been_told, companies)))


async def suffer(
    services: list[Served], what: str, fault: Callable[[], Awaitable[None]], rounds: int = 1
) -> Company:
    """Let a fault happen amid submissions, and hold what pages of two companies saw to what was said."""
    async with httpx2.AsyncClient(timeout=15) as http:
        ours, theirs = found(http, services, PAGES, PHONES), found(http, services, 2, 1)
        faults = []
        async with busy([ours, theirs]):
            for _ in range(rounds):
                await grown(ours)
                await fault()
                faults.append(time.monotonic())
                await until(lambda: ours.sent_and_told[-1][0] > faults[-1])
            await grown(ours)
        for company in (ours, theirs):
            await company.check()
        report(what, faults, ours)
        return ours


async def grown(company: Company) -> None:
    """Wait until so many more were acknowledged."""
    wanted = company.n + BETWEEN
    await until(lambda: company.n >= wanted)


def report(what: str, faults: list[float], company: Company) -> None:
    """Say, and bound, how long after each recovery pages heard of it, and after the last word held it."""
    back = [company.recovered(fault) for fault in faults]
    away = [moment - fault for moment, fault in zip(back, faults, strict=True)]
    news = [
        max(update.at for page in company.pages if (update := page.since(moment))) - moment for moment in back
    ]
    last = max(told for _, told in company.sent_and_told)
    final = max(update.at for page in company.pages if (update := page.holding(company.n))) - last
    sys.stdout.write(
        f"{what}: a write acknowledged again after {spelled(away)} s, "
        f"heard by all pages {spelled(news)} s later; "
        f"the final state held by all {max(final, 0):.3f} s after it was acknowledged; "
        f"{company.n} acknowledged, {sum(phone.retries for phone in company.phones)} sent again, "
        f"{sum(len(page.closes) for page in company.pages)} sockets closed\n"
    )
    assert max(news) <= BOUND_SECONDS
    assert final <= BOUND_SECONDS


def spelled(seconds: list[float]) -> str:
    """Write down how long things took."""
    return ", ".join(f"{each:.2f}" for each in seconds)


async def test_step_down(stage: Stage):
    """The primary hands over amid submissions: no page misses, repeats or mixes up anything."""

    async def step_down() -> None:
        await asyncio.to_thread(stage.members.settle)
        await asyncio.to_thread(stage.members.step_down)

    await suffer(stage.services, "step-down of the primary", step_down, FAULTS)


async def test_the_primary_killed(stage: Stage):
    """The primary is killed -9 amid submissions: what was acknowledged is what every page holds."""
    killed = []

    async def kill() -> None:
        for member in killed:
            member.start()
        killed.clear()
        await asyncio.to_thread(stage.members.settle)
        killed.append(await asyncio.to_thread(stage.members.kill_primary))

    try:
        await suffer(stage.services, "kill -9 of the primary", kill, FAULTS)
    finally:
        for member in killed:
            member.start()
        stage.members.settle()


@LONG
async def test_the_primary_frozen(stage: Stage):
    """The primary stops answering with its connections open, as in a parted network: all go on without it."""
    frozen = []

    async def freeze() -> None:
        await asyncio.to_thread(stage.members.settle)
        frozen.append(await asyncio.to_thread(stage.members.freeze_primary))

    try:
        await suffer(stage.services, "the primary frozen", freeze)
    finally:
        for member in frozen:
            member.thaw()
        stage.members.settle()


@LONG
async def test_the_majority_lost(stage: Stage):
    """Two members are killed -9 and come back after 5 s: nothing that is acknowledged is lost."""

    async def kill() -> None:
        await asyncio.to_thread(stage.members.settle)
        killed = [member for member in stage.members.members if member is not stage.members.primary]
        for member in killed:
            member.kill()
        await asyncio.sleep(5)
        for member in killed:
            member.start()

    await suffer(stage.services, "the majority lost for 5 s", kill, FAULTS)
    stage.members.settle()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
async def test_a_service_ends(stage: Stage, data_dir: Path, number: signal.Signals):
    """One of two services is killed -9, or stopped (1012): its pages go on at the other after their seq."""
    for _ in range(FAULTS):
        with served(data_dir, **stage.settings) as victim:

            async def end(victim: Served = victim) -> None:
                victim.process.send_signal(number)

            services = [victim, stage.services[0]]
            company = await suffer(services, f"{number.name} of a service", end)
            assert victim.process.wait() in {0, -signal.SIGKILL}
            for page in company.pages[::2]:
                addresses = dict.fromkeys(update.address for update in page.updates)
                assert list(addresses) == [service.http.base_url.netloc.decode() for service in services]
                assert number == signal.SIGKILL or page.closes == [1012]
            for page in company.pages[1::2]:
                assert page.closes == []
