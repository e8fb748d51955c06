"""The reanalysis: texts that another analyser read, or none, are read again, and every count follows."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

from pymongo.errors import PyMongoError

from scoring.emotion import Analyser
from service.analysers import is_for_reading
from service.documents.feedback import FeedbackRow
from service.mongo.access import Row
from service.mongo.client import Mongo
from service.outbox import Outbox
from service.reanalysis.correct import correct
from service.reanalysis.outcome import Outcome
from service.reanalysis.pages import pages
from service.reanalysis.patience import Patience
from service.reanalysis.rereading import Rereading

Read = Callable[[Sequence[FeedbackRow]], Awaitable[list[FeedbackRow]]]
"""Gives rows as they read, in their order; one that could not be read comes back itself."""

ABSENCES: Final = (1, 2, 4, 8)
"""Seconds between tries while the analyser does not answer: together more than its breaker stays open."""


@dataclass(slots=True)
class Reanalysis:
    """Reads with `read`, behind which `analyser` stands. Whatever ends it, the same again goes on from there.

    `everything`: also what this very analyser has read. `rehearsed`: nothing is stored.
    """

    mongo: Mongo
    outbox: Outbox
    analyser: Analyser
    read: Read
    everything: bool = False
    rehearsed: bool = False
    _absences: Iterator[float] = field(default_factory=lambda: iter(ABSENCES))

    async def run(self, tenants: Iterable[str], outcome: Outcome, advance: Callable[[int], Any]) -> None:
        """Read what was said to these tenants, newest first, counting in `outcome` as it goes.

        `advance` hears of feedback passed. Raises Overloaded when the database stays silent, PyMongoError
        when it refuses.
        """
        for tenant in tenants:
            async for page in pages(self.mongo, tenant):
                if due := [row for row in page if self._is_due(row)]:
                    await self._reread(due, outcome)
                advance(len(page))

    def _is_due(self, row: Row) -> bool:
        by = row.get("analysis", {})
        done = (by.get("analyser"), by.get("version")) == (self.analyser.name, self.analyser.version)
        return is_for_reading(row) and (self.everything or not done)

    async def _reread(self, due: Sequence[Row], outcome: Outcome) -> None:
        rereadings = await self._patiently_read(due)
        ours = [each for each in rereadings if each.by == self.analyser.name]
        stored = ours if self.rehearsed else await self._stored(ours)
        outcome.read += len(stored)
        outcome.changed += sum(each.moves for each in stored)
        outcome.left += len(due) - len(stored)
        outcome.away += sum(self._is_away(each) for each in rereadings)

    async def _patiently_read(self, rows: Sequence[Row]) -> list[Rereading]:
        """Read; while the analyser is away, again. One that stays away is not waited for at every page."""
        while True:
            rereadings = await self._read(rows)
            if not any(map(self._is_away, rereadings)):
                self._absences = iter(ABSENCES)
                return rereadings
            pause = next(self._absences, None)
            if pause is None:
                return rereadings
            await asyncio.sleep(pause)

    async def _read(self, rows: Sequence[Row]) -> list[Rereading]:
        read = await self.read(cast("Sequence[FeedbackRow]", rows))
        return [Rereading(row, cast("Row", after)) for row, after in zip(rows, read, strict=True)]

    def _is_away(self, rereading: Rereading) -> bool:
        """Whether another analyser had to read it."""
        return rereading.by not in {None, self.analyser.name}

    async def _stored(self, rereadings: Sequence[Rereading]) -> list[Rereading]:
        """Store what is new, waiting for the database; what takes too long at once is parted."""
        stored = [each for each in rereadings if not each.news]
        news = [each for each in rereadings if each.news]
        waiting, patience = [news] if news else [], Patience()
        while waiting:
            some = waiting.pop()
            try:
                stored += await correct(self.mongo, self.outbox, some)
                patience = Patience()
            except PyMongoError as error:
                await patience.wait(error)
                half = (len(some) + 1) // 2
                waiting += [part for part in (some[half:], some[:half]) if part]
        return stored
