"""A rehearsal: everything that an import does to a row, but storing it."""

from collections.abc import Collection

from service.ingestion import Ingestion, Refs
from service.ingestion.atlas_cache import AtlasCache, Place
from service.ingestion.commit import Stored
from service.ingestion.committer import Committer
from service.ingestion.remark import Remark
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
    """A committer that commits nothing. Remembers a hash of ids and bodies, to find keys that come twice."""

    def __init__(self, mongo: Mongo, outbox: Outbox, limits: Limits) -> None:
        super().__init__(mongo, outbox, limits)
        self._bodies: dict[int, int] = {}

    async def store(self, remark: Remark) -> Stored:
        """Tell the fate that the remark would have."""
        row = await self._mongo.of(remark.tenant)["feedback"].find_one({"_id": remark.id})
        if row is not None:
            return Stored(row if "body" in row else None, new=False)  # type: ignore[arg-type]  # the collection's shape
        key, body = hash(remark.id), hash(remark.row["body"])
        if key not in self._bodies:
            self._bodies[key] = body
            return Stored(remark.row, new=True)
        if self._bodies[key] == body:
            return Stored(remark.row, new=False)
        return Stored({**remark.row, "body": b"another"}, new=False)


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
