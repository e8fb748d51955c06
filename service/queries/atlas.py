"""The atlas: all maps and personas of a tenant, by id, by what they hold, or page by page."""

from collections.abc import Collection
from typing import Any, Final

from service.documents.journey import Journey
from service.documents.persona import Persona
from service.mongo.client import Mongo
from service.queries.cursors import CursorCodec
from service.queries.listing import Listing
from service.queries.maps import Maps
from service.queries.paging import Page, PageRequest

BY_NAME: Final = (("name", 1), ("_id", 1))
UNCAPPED: Final = 2**31 - 1
MOST_THERE: Final = 10_000


class Atlas:
    """Reads the map. Ids that name nothing here are left out; asking for none asks nobody."""

    def __init__(self, mongo: Mongo, cursors: CursorCodec) -> None:
        self._mongo = mongo
        self._journeys = Listing("journeys", BY_NAME, cursors, raw=True)
        self._personas = Listing("personas", BY_NAME, cursors)
        self._maps = Maps()
        self._there: set[tuple[str, str]] = set()

    async def has_journey(self, tenant: str, journey_id: str) -> bool:
        """Tell whether there is a journey, archived or not.

        One that was there is not looked for again: none is ever deleted, and when a process ends all its
        subscribers come to the others at once.
        """
        if (tenant, journey_id) in self._there:
            return True
        if not await self.journeys(tenant, [journey_id]):
            return False
        if len(self._there) >= MOST_THERE:
            self._there.clear()
        self._there.add((tenant, journey_id))
        return True

    async def journeys(self, tenant: str, ids: Collection[str]) -> dict[str, Journey]:
        """Find journeys, archived ones too."""
        return {each.id: each for each in await self._journeys_with(tenant, "_id", ids)}

    async def personas(self, tenant: str, ids: Collection[str]) -> dict[str, Persona]:
        """Find personas."""
        if not ids:
            return {}
        rows = await self._mongo.of(tenant)["personas"].find({"_id": {"$in": list(ids)}})
        return {row["_id"]: Persona.model_validate(row) for row in rows}

    async def journeys_of_touchpoints(self, tenant: str, ids: Collection[str]) -> dict[str, Journey]:
        """Find the journey of each touchpoint, removed ones too."""
        found = await self._journeys_with(tenant, "touchpoints.id", ids)
        return {each.id: journey for journey in found for each in journey.touchpoints if each.id in ids}

    async def journeys_of_stages(self, tenant: str, ids: Collection[str]) -> dict[str, Journey]:
        """Find the journey of each stage."""
        found = await self._journeys_with(tenant, "stages.id", ids)
        return {each.id: journey for journey in found for each in journey.stages if each.id in ids}

    async def journey_page(
        self, tenant: str, page: PageRequest, persona_id: str | None = None, *, archived: bool = False
    ) -> Page[Journey]:
        """Read a page of the live journeys, or of the archived ones, by name then id."""
        where = _travelled_by(persona_id, archived=archived)
        found = await self._journeys.page(self._mongo.of(tenant), where, page)
        return found.of(self._journey)

    async def persona_page(self, tenant: str, page: PageRequest, segment: str | None = None) -> Page[Persona]:
        """Read a page of the personas, of one segment or all, by name then id."""
        found = await self._personas.page(self._mongo.of(tenant), _in_segment(segment), page)
        return found.of(Persona.model_validate)

    async def journey_count(
        self, tenant: str, persona_id: str | None = None, *, archived: bool = False
    ) -> int:
        """Count the journeys that `journey_page` pages through."""
        where = _travelled_by(persona_id, archived=archived)
        return await self._mongo.of(tenant)["journeys"].count(where, UNCAPPED)

    async def persona_count(self, tenant: str, segment: str | None = None) -> int:
        """Count the personas that `persona_page` pages through."""
        return await self._mongo.of(tenant)["personas"].count(_in_segment(segment), UNCAPPED)

    async def _journeys_with(self, tenant: str, field: str, ids: Collection[str]) -> list[Journey]:
        if not ids:
            return []
        rows = await self._mongo.of(tenant)["journeys"].raw().find({field: {"$in": list(ids)}})
        return [self._journey(row) for row in rows]

    def _journey(self, row: Any) -> Journey:
        return self._maps.journey(row.raw)


def _travelled_by(persona_id: str | None, *, archived: bool) -> dict[str, Any]:
    where: dict[str, Any] = {"archived": archived}
    return where if persona_id is None else {"personaIds": persona_id, **where}


def _in_segment(segment: str | None) -> dict[str, Any]:
    return {} if segment is None else {"segment": segment}
