"""The slot of this process: a small number that keeps its counters apart from other processes'.

Leases are a courtesy that avoids write conflicts. Nothing wrong follows from two processes in one slot: every
counter is raised and read inside its transaction.
"""

import asyncio
import random
import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Self

import pymongo
import structlog
from pymongo.errors import DuplicateKeyError, PyMongoError

from service.mongo.client import Mongo

SLOTS = 64
LEASE = timedelta(seconds=30)
RENEWAL_SECONDS = 10
PATIENCE_SECONDS = 5

log = structlog.get_logger()


class SlotLease:
    """Holds the lowest free slot while entered, and looks for another one when it is lost."""

    def __init__(self, mongo: Mongo) -> None:
        self._slots = mongo.database["slots"]
        self._owner = secrets.token_hex(8)
        self._renewal: asyncio.Task[None] | None = None
        self._leaving = asyncio.Event()
        self.slot = 0

    async def __aenter__(self) -> Self:
        try:
            await self._take()
        except PyMongoError as error:  # the database may come later than the service
            log.warning("slots.unreachable", error=type(error).__name__)
        self._renewal = asyncio.create_task(self._renew())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._leaving.set()
        if self._renewal:
            await self._renewal
        with suppress(PyMongoError), pymongo.timeout(PATIENCE_SECONDS):
            await self._slots.delete_one({"_id": self.slot, "owner": self._owner})

    async def _take(self) -> None:
        for slot in range(SLOTS):
            if await self._claim(slot):
                self.slot = slot
                return
        self.slot = random.randrange(SLOTS)  # noqa: S311  # any will do: sharing one is only slower
        log.warning("slots.all_leased", sharing=self.slot)

    async def _claim(self, slot: int) -> bool:
        now = datetime.now(UTC)
        mine_or_free = {"_id": slot, "$or": [{"owner": self._owner}, {"until": {"$lt": now}}]}
        lease = {"$set": {"owner": self._owner, "until": now + LEASE}}
        try:
            with pymongo.timeout(PATIENCE_SECONDS):
                await self._slots.update_one(mine_or_free, lease, upsert=True)
        except DuplicateKeyError:
            return False
        return True

    async def _leaves_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._leaving.wait()
        return self._leaving.is_set()

    async def _renew(self) -> None:
        while not await self._leaves_within(RENEWAL_SECONDS):
            try:
                if not await self._claim(self.slot):
                    await self._take()
            except PyMongoError as error:
                log.warning("slots.renewal_failed", slot=self.slot, error=type(error).__name__)
