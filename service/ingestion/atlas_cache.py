"""What ingestion knows of the map: enough to tell whether feedback may come, a few seconds old at most."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.documents.change import ChangeKind
from service.errors import NotFound
from service.mongo.client import Mongo
from service.outbox import Committed

Find = Callable[[str, str], Coroutine[Any, Any, "Place | None"]]

FRESH_SECONDS = 5
MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a touchpoint stands, and since when it takes no feedback."""

    journey: str
    removed_at: datetime | None
    archived_at: datetime | None

    def check_open(self, touchpoint: str) -> None:
        """Raise NotFound, saying since when, for a removed touchpoint or an archived journey."""
        if self.removed_at:
            since = self.removed_at.isoformat(timespec="seconds")
            raise NotFound(
                f"touchpoint {touchpoint} was removed from its journey on {since}", ("touchpointId",)
            )
        if self.archived_at:
            since = self.archived_at.isoformat(timespec="seconds")
            raise NotFound(
                f"the journey of touchpoint {touchpoint} was archived on {since}", ("touchpointId",)
            )


class AtlasCache:
    """Places and personas by tenant and id. A miss reads the database; a hit is `FRESH_SECONDS` old at most.

    An edit of a journey by this process is seen at once: it forgets the tenant's map. A persona's deletion
    need not be: its feedback stays counted anyway.
    """

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo
        self._kept: dict[tuple[str, str], tuple[float, asyncio.Task[Place | None]]] = {}

    def hear(self, commit: Committed) -> None:
        """Forget a tenant's map when this process edits it (an outbox listener)."""
        if commit.kind in {ChangeKind.MAP_EDIT, ChangeKind.ARCHIVED}:
            for key in [key for key in self._kept if key[0] == commit.tenant]:
                del self._kept[key]

    async def place(self, tenant: str, touchpoint: str) -> Place:
        """Find a touchpoint. Raises NotFound where this tenant has none of that id."""
        place = await self._known(tenant, touchpoint, self._find_place)
        if place is None:
            raise NotFound(f"there is no touchpoint {touchpoint}", ("touchpointId",))
        return place

    async def check_persona(self, tenant: str, persona: str) -> None:
        """Raise NotFound where this tenant has no persona of that id."""
        if await self._known(tenant, persona, self._find_persona) is None:
            raise NotFound(f"there is no persona {persona}", ("personaId",))

    async def _known(self, tenant: str, key: str, find: Find) -> Place | None:
        """Answer what was found a moment ago, or is being looked for, or look for it."""
        kept = self._kept.get((tenant, key))
        if kept is None or time.monotonic() - kept[0] > FRESH_SECONDS:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            kept = (time.monotonic(), asyncio.create_task(find(tenant, key)))
            kept[1].add_done_callback(_look_at)
            self._kept[tenant, key] = kept
        try:
            found = await asyncio.shield(kept[1])
        except BaseException:
            self._kept.pop((tenant, key), None)
            raise
        if found is None:
            self._kept.pop((tenant, key), None)
        return found

    async def _find_place(self, tenant: str, touchpoint: str) -> Place | None:
        here = {"touchpoints": {"$elemMatch": {"id": touchpoint}}, "archivedAt": 1}
        row = await self._mongo.of(tenant)["journeys"].find_one({"touchpoints.id": touchpoint}, here)
        if row is None:
            return None
        entry: dict[str, Any] = row["touchpoints"][0]
        return Place(row["_id"], entry.get("archivedAt"), row.get("archivedAt"))

    async def _find_persona(self, tenant: str, persona: str) -> Place | None:
        row = await self._mongo.of(tenant)["personas"].find_one({"_id": persona}, {"_id": 1})
        return Place("", None, None) if row else None


def _look_at(finding: asyncio.Task[Place | None]) -> None:
    """Take note of a failure that every caller has gone away from, or asyncio reports it as lost."""
    if not finding.cancelled():
        finding.exception()
