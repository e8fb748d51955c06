"""A rehearsal: everything that an import does to a row, but storing it."""

import asyncio
from collections.abc import Collection, Sequence
from typing import Any

from service.ingestion import Ingestion, Refs
from service.ingestion.atlas_cache import AtlasCache, Place
from service.ingestion.commit import Stored
from service.ingestion.committer import Committer
from service.ingestion.remark import Remark
from service.mongo.access import Row
from service.mongo.client import Mongo
from service.outbox import Outbox
from service.settings import Limits


class Rehearsal(Ingestion):
    """An ingestion that tells what would become of a draft, and stores nothing."""

    def __init__(self, mongo: Mongo, outbox: Outbox, refs: Refs, limits: Limits) -> None:
        self._supposed = SupposedPlaces(mongo)
        super().__init__(mongo, Pretence(mongo, outbox, limits), self._supposed, refs, limits)

    def suppose(self, touchpoints: Collection[str]) -> None:
        """Take touchpoints for there that would have been made."""
        self._supposed.touchpoints |= set(touchpoints)


class Pretence(Committer):
    """A committer that commits nothing: it looks up the fates that remarks would have.

    Remembers a hash of each id and body, to find keys that come twice.
    """

    def __init__(self, mongo: Mongo, outbox: Outbox, limits: Limits) -> None:
        super().__init__(mongo, outbox, limits)
        self._bodies: dict[int, int] = {}
        self._asked: list[tuple[str, str]] = []
        self._lookup: asyncio.Task[dict[str, Row]] | None = None

    async def store(self, remark: Remark) -> Stored:
        """Tell the remark's fate; those who ask at once are looked up together."""
        if self._lookup is None:
            self._asked = []
            self._lookup = asyncio.create_task(self._look_up(self._asked))
        self._asked.append((remark.tenant, remark.id))
        stored = await self._lookup
        return self._fate(remark, stored.get(remark.id))

    async def _look_up(self, asked: Sequence[tuple[str, str]]) -> dict[str, Row]:
        await asyncio.sleep(0)
        self._lookup = None
        rows = await self._mongo.at_one_moment(lambda session: self._mongo.rows("feedback", asked, session))
        return {row["_id"]: row for row in rows}

    def _fate(self, remark: Remark, stored: Row | None) -> Stored:
        if stored is not None:
            found: Any = stored if "body" in stored else None
            return Stored(found, new=False)
        key, body = hash(remark.id), hash(remark.row["body"])
        new = key not in self._bodies
        same = self._bodies.setdefault(key, body) == body
        return Stored(remark.row if same else {**remark.row, "body": b"another"}, new)


class SupposedPlaces(AtlasCache):
    """The map as it would be."""

    def __init__(self, mongo: Mongo) -> None:
        super().__init__(mongo)
        self.touchpoints: set[str] = set()

    async def place(self, tenant: str, touchpoint: str) -> Place:
        """Find a touchpoint; a supposed one is open."""
        if touchpoint in self.touchpoints:
            return Place("", None, None)
        return await super().place(tenant, touchpoint)
