"""The hub: every subscriber of this process, told by the change stream alone."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Self

from service.documents.cell import day_of
from service.live.feed import Feed
from service.live.inquiry import Inquiry
from service.live.pump import Pump
from service.live.seat import Ask, Seat, Sink
from service.live.topic import Topic
from service.mongo.client import Mongo
from service.outbox import Committed
from service.rollups import Rollups

PATIENCE_SECONDS = 2.0
"""How long the end waits for the stream, and for what is being rendered."""


def _now() -> datetime:
    return datetime.now(UTC)


class Hub:
    """Listens while entered. It may be entered before the database can be reached.

    `listeners` hear of every commit by any process, this one's too. `now` is a UTC clock: it moves windows.
    """

    def __init__(
        self,
        mongo: Mongo,
        rollups: Rollups,
        listeners: Sequence[Callable[[Committed], None]] = (),
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._rollups = rollups
        self._listeners = (rollups.hear, *listeners)
        self._now = now
        self._day = day_of(now())
        self._inquiry = Inquiry(mongo, rollups)
        self._pumps: dict[tuple[str, str], Pump] = {}
        self._feed = Feed(mongo, self)
        self._following: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._following = asyncio.create_task(self._feed.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop listening, and serve nobody any more."""
        self._feed.stop()
        if self._following:
            late = (await asyncio.wait({self._following}, timeout=PATIENCE_SECONDS))[1]
            for task in late:  # a question to a frozen database
                task.cancel()
        self._rollups.board.forget()
        await asyncio.gather(*(pump.end(PATIENCE_SECONDS) for pump in self._pumps.values()))
        self._pumps.clear()

    @property
    def fresh(self) -> bool:
        """Whether all that was committed until a second ago has been heard."""
        return self._rollups.board.vouched

    @property
    def seats(self) -> int:
        """How many subscribers there are."""
        return sum(pump.seats for pump in self._pumps.values())

    @property
    def topics(self) -> int:
        """How many journeys they follow."""
        return len(self._pumps)

    def take(self, ask: Ask, sink: Sink) -> Seat:
        """Give a subscriber a seat: first the present state (see `Ask.after_seq`), then every later one."""
        key = (ask.tenant, ask.journey)
        pump = self._pumps.get(key)
        if pump is None:
            pump = self._pumps[key] = Pump(Topic(*key), self._inquiry, self._now, self._ended)
        return pump.take(ask, sink)

    def _ended(self, topic: Topic) -> None:
        self._pumps.pop((topic.tenant, topic.journey), None)

    # what the feed tells

    async def begin(self) -> None:
        """Forget what was heard before, and read anew what subscribers follow."""
        self._rollups.forget()
        await self._read_again(self._inquiry.begin_again)

    async def compare(self) -> None:
        """Look whether the database is the one it was: it may have been restored."""
        self._rollups.board.forget()
        await self._read_again(self._inquiry.compare)

    async def _read_again(self, read: Callable[[Sequence[Topic]], Awaitable[None]]) -> None:
        pumps = list(self._pumps.values())
        await read([pump.topic for pump in pumps])
        for pump in pumps:
            pump.tell()

    def hear(self, commits: Sequence[Committed]) -> None:
        """Tell memory first, then subscribers: what they are sent is read from memory."""
        for commit in commits:
            for listener in self._listeners:
                listener(commit)
            pump = self._pumps.get((commit.tenant, commit.journey))
            if pump is not None and pump.topic.hear(commit):
                pump.tell()

    def vouch(self, until: float) -> None:
        """Let reads trust memory until then."""
        self._rollups.board.vouch(until)

    def tick(self) -> None:
        """Move the windows at 00:00 UTC."""
        now = self._now()
        if day_of(now) > self._day:
            self._day = day_of(now)
            midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
            for pump in self._pumps.values():
                pump.topic.move(midnight)
                pump.tell()
