"""The committer: commit after commit, each of all that gathered while the last one ran (group commit)."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Self, cast

import structlog

from service.analysers import Reader
from service.errors import Overloaded
from service.ingestion.commit import Stored, commit
from service.ingestion.erasure import Erased, Erasure, erase
from service.ingestion.queue import STOPPING, BoundedQueue, Waiting
from service.ingestion.remark import Remark
from service.metrics import COMMIT_ITEMS, COMMIT_SECONDS, QUEUE_BYTES, QUEUE_ITEMS
from service.mongo.absence import SAID, unanswered
from service.mongo.client import Mongo
from service.outbox import Outbox
from service.settings import Limits
from service.tracing import span

log = structlog.get_logger()

Fate = Stored | Exception
Piece = Waiting[Remark | Erasure, Stored | Erased]


class Committer:
    """Owns the queue and the task that empties it, while entered; leaving it drains and closes the queue."""

    def __init__(self, mongo: Mongo, outbox: Outbox, limits: Limits, reader: Reader | None = None) -> None:
        self._mongo = mongo
        self._outbox = outbox
        self._limits = limits
        self._reader = reader
        self._queue: BoundedQueue[Remark | Erasure, Stored | Erased] = BoundedQueue(
            limits.queue_items, limits.queue_bytes
        )
        self._idle = asyncio.Event()
        self._idle.set()
        self._stopped = False
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        QUEUE_ITEMS.set_function(self._queue.__len__)
        QUEUE_BYTES.set_function(lambda: self._queue.size)
        self._task = asyncio.create_task(self._run(), name="committer")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._queue.close()
        try:
            async with asyncio.timeout(self._limits.shutdown_seconds):
                await self._drained()
        except TimeoutError:  # nothing of it was acknowledged: its senders will send it again
            log.warning("queue.cut", left=len(self._queue))
        self._stopped = True  # the driver may swallow the cancellation of a commit that is under way
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        while len(self._queue):
            _turn_away(await self._queue.take(self._limits.commit_items, self._limits.commit_bytes))

    async def _drained(self) -> None:
        while len(self._queue) or not self._idle.is_set():
            await self._idle.wait()
            await asyncio.sleep(0)

    async def store(self, remark: Remark) -> Stored:
        """Wait until the remark's fate is durable."""
        return cast("Stored", await self._queue.put(remark, remark.size))

    async def erase(self, erasure: Erasure) -> Erased:
        """Wait until all that matches is gone."""
        return cast("Erased", await self._queue.put(erasure, 0))

    async def _run(self) -> None:
        while not self._stopped:
            pieces = await self._queue.take(self._limits.commit_items, self._limits.commit_bytes)
            self._idle.clear()
            try:
                await self._settle(pieces)
            except Exception:  # a bug: it costs these callers their answer, not all later ones
                log.exception("commit.broken", items=len(pieces))
            finally:
                _turn_away(pieces)
                self._idle.set()

    async def _settle(self, pieces: Sequence[Piece]) -> None:
        """Read and commit the remarks together, then erase one by one."""
        remarks = [piece.work for piece in pieces if isinstance(piece.work, Remark)]
        distinct = list({remark.id: remark for remark in reversed(remarks)}.values())
        fates = await self._commit(await self._read(distinct))
        for piece in pieces:
            if isinstance(piece.work, Remark):
                fate = fates[piece.work.id]
                _answer(piece, fate)
                if isinstance(fate, Stored):
                    fates[piece.work.id] = Stored(fate.row, new=False)
            else:
                _answer(piece, await self._erase(piece.work))

    async def _read(self, remarks: Sequence[Remark]) -> Sequence[Remark]:
        """Have texts read, before the transaction: that is to be short. Without a reader they stay unread."""
        if self._reader is None:
            return remarks
        rows = await self._reader.read([remark.row for remark in remarks])
        return [replace(remark, row=row) for remark, row in zip(remarks, rows, strict=True)]

    async def _commit(self, remarks: Sequence[Remark]) -> dict[str, Fate]:
        """Commit in one transaction; if it fails for what they are, in halves: a bad one fails alone."""
        if not remarks:
            return {}
        try:
            with COMMIT_SECONDS.time(), span("commit", items=len(remarks)):
                fates = await commit(self._mongo, self._outbox, remarks)
        except Exception as error:  # noqa: BLE001  # whatever one remark does, the next ones must be committed
            log.warning("commit.failed", items=len(remarks), error=type(error).__name__)
            if unanswered(error) or len(remarks) == 1:
                return {remark.id: _said(error) for remark in remarks}
            half = len(remarks) // 2
            return await self._commit(remarks[:half]) | await self._commit(remarks[half:])
        COMMIT_ITEMS.observe(len(remarks))
        return {remark.id: fate for remark, fate in zip(remarks, fates, strict=True)}

    async def _erase(self, erasure: Erasure) -> Erased | Exception:
        try:
            return await erase(self._mongo, self._outbox, erasure)
        except Exception as error:  # noqa: BLE001  # as above
            log.warning("erasure.failed", error=type(error).__name__)
            return _said(error)


def _said(error: Exception) -> Exception:
    return Overloaded(SAID) if unanswered(error) else error


def _turn_away(pieces: Sequence[Piece]) -> None:
    """Answer whom a cut has left without an answer; what they sent may have been stored."""
    for piece in pieces:
        _answer(piece, Overloaded(STOPPING))


def _answer(piece: Piece, outcome: Fate | Erased) -> None:
    if piece.outcome.done():  # its caller has gone
        return
    if isinstance(outcome, Exception):
        piece.outcome.set_exception(outcome)
    else:
        piece.outcome.set_result(outcome)
