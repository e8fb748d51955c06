"""The feed: follows the change stream for as long as the process lives, through every fault."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

import structlog
from pymongo.errors import OperationFailure, PyMongoError

from service.live.stream import BEGINNING, Behind, Stream, Token, moment_of
from service.mongo.client import Mongo
from service.outbox import Committed

TRUST_SECONDS = 1.0
"""How old memory may be: all that was committed this long ago has been heard."""
GATHER_SECONDS = 0.01
"""Replies come no closer than this: under load one brings many commits."""
FIRST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 0.5
COMPARE_SECONDS = 60.0
"""How often memory is compared with the database: one may be restored, in part, below an unbroken stream."""
REFUSALS = 20
"""How often a server may refuse to go on after a token before we begin anew."""
LOST = frozenset({136, 260, 280, 286})
"""CappedPositionLost, InvalidResumeToken, ChangeStreamFatalError, ChangeStreamHistoryLost: there is a gap."""

log = structlog.get_logger()


class Hearer(Protocol):
    """Who is told."""

    async def begin(self) -> None:
        """Hear that the stream begins now: whatever was before is unknown. Raises PyMongoError."""
        ...

    async def compare(self) -> None:
        """Hear that there is no gap, but that the database may be another one. Raises PyMongoError."""
        ...

    def hear(self, commits: Sequence[Committed]) -> None:
        """Hear of commits, in the oplog's order."""
        ...

    def vouch(self, until: float) -> None:
        """Hear that memory may be trusted until then (time.monotonic)."""
        ...

    def tick(self) -> None:
        """Hear that time passes: at least every few seconds."""
        ...


class Feed:
    """Tells a hearer every commit once, or that there was a gap. Never waits for the database to be there."""

    def __init__(self, mongo: Mongo, hearer: Hearer) -> None:
        self._mongo = mongo
        self._hearer = hearer
        self._token: Token | None = None
        self._reached = BEGINNING
        self._compared = 0.0
        self._stopping = asyncio.Event()
        self._failures = 0

    def stop(self) -> None:
        """End `run` within a moment; no call of the driver is cancelled, it swallows some cancellations."""
        self._stopping.set()

    async def run(self) -> None:
        """Follow until stopped."""
        while not self._stopping.is_set():
            self._hearer.tick()
            try:
                await self._follow()
            except PyMongoError as error:
                await self._failed(error)
            except Exception:
                log.exception("live.feed_failed")
                self._token = None  # part of a reply may be lost
                await self._pause()

    async def _follow(self) -> None:
        stream = Stream(self._mongo)
        try:
            await stream.open(self._token, self._reached)
            if self._token is None:
                await self._hearer.begin()
                self._token = stream.token
                log.info("live.stream_begun")
            else:
                await self._hearer.compare()
            self._compared = time.monotonic()
            while not self._stopping.is_set() and await self._hear(stream):
                self._failures = 0
        finally:
            await stream.close()

    async def _hear(self, stream: Stream) -> bool:
        """Hear one reply; False if it was the last."""
        sent = time.monotonic()
        heard = await stream.more()
        self._hearer.hear(heard.commits)
        self._hearer.tick()
        self._token, self._reached = heard.token, max(self._reached, moment_of(heard.token))
        if heard.over:
            self._token = None
            log.warning("live.stream_over")
            return False
        if sent - self._compared > COMPARE_SECONDS:
            await self._hearer.compare()
            self._compared = sent
        if heard.complete:
            self._hearer.vouch(sent + TRUST_SECONDS)
        await asyncio.sleep(max(0.0, sent + GATHER_SECONDS - time.monotonic()))
        return True

    async def _failed(self, error: PyMongoError) -> None:
        code = error.code if isinstance(error, OperationFailure) else None
        log.warning("live.stream_failed", error=type(error).__name__, code=code)
        refused = (code is not None or isinstance(error, Behind)) and self._failures >= REFUSALS
        if code in LOST or refused:
            self._token, self._reached = None, BEGINNING if refused else self._reached
        await self._pause()

    async def _pause(self) -> None:
        """Wait before the next try, longer each time."""
        doubled = 2 ** min(self._failures, REFUSALS)  # an hour of failures would be no float any more
        seconds = min(FIRST_PAUSE_SECONDS * doubled, LONGEST_PAUSE_SECONDS)
        self._failures += 1
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
