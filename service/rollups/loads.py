"""Loads: windows on their way from the database, each read once for all who wait for it."""

import asyncio
from functools import partial

from service.mongo.client import Mongo
from service.rollups.cells import read_window
from service.rollups.filter import Span
from service.rollups.shelf import Shelf
from service.rollups.window import Vector, Window, reflects

AT_ONCE = 4
"""How many windows are added up side by side."""
TRIES = 20
PAUSE_SECONDS = 0.05
"""A primary that was elected a moment ago may be behind what is known; a restored database stays so."""

Key = tuple[str, str, Span]
"""Tenant, journey and days."""


class Loads:
    """Reads windows from cells. At a new UTC day everybody wants the same ones at once."""

    def __init__(self, mongo: Mongo, shelf: Shelf) -> None:
        self._mongo = mongo
        self._shelf = shelf
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._under_way: dict[Key, asyncio.Task[Window]] = {}

    async def fresh(self, tenant: str, journey: str, span: Span, pulses: Vector) -> Window:
        """Read a window as it is at some moment after this call; it reflects `pulses`, if any will."""
        for _ in range(TRIES - 1):
            window = await self._read(tenant, journey, span)
            if reflects(window.vector, pulses):
                return window
            await asyncio.sleep(PAUSE_SECONDS)
        return await self._read(tenant, journey, span)

    async def _read(self, tenant: str, journey: str, span: Span) -> Window:
        async with self._at_once:
            return await read_window(self._mongo, tenant, journey, span)

    async def at_least(self, tenant: str, journey: str, span: Span, pulses: Vector) -> Window:
        """Put a window on the shelf that reflects `pulses`, or wait with others for one that does."""
        key = (tenant, journey, span)
        if task := self._under_way.get(key):
            window = await asyncio.shield(task)
            if reflects(window.vector, pulses):
                return window
        task = self._under_way.get(key)
        if task is None or task.done():
            task = self._under_way[key] = asyncio.create_task(self._shelved(tenant, journey, span, pulses))
            task.add_done_callback(partial(self._forget, key))
        return await asyncio.shield(task)  # begun after this call

    async def _shelved(self, tenant: str, journey: str, span: Span, pulses: Vector) -> Window:
        """Read one that is on the shelf before it is no longer under way."""
        window = await self.fresh(tenant, journey, span, pulses)
        self._shelf.put((tenant, journey), window)
        return window

    def _forget(self, key: Key, task: asyncio.Task[Window]) -> None:
        if self._under_way.get(key) is task:
            del self._under_way[key]
