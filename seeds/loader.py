"""The loader: puts the sample company into a database through the service's own editing and ingestion."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from tqdm import tqdm

from seeds.drafts import feedback_draft, goals_of, journey_draft, persona_draft
from seeds.northline import SEED, Company, company, count, feedback, key
from seeds.northline.volume import FULL_DAYS
from service.documents.ids import feedback_id
from service.editing import Editing
from service.errors import Refusal
from service.ingestion import Accepted, Draft, Ingestion
from service.queries.atlas import Atlas
from service.queries.paging import PageRequest
from service.queries.remarks import Remarks

IN_FLIGHT = 500
OVERLAP_DAYS = 7
"""An interrupted load may lack some of its last days; so many are sent again, and found to be there."""

DAYS_AT_ONCE = 400

Places = dict[str, str]
"""Ids by symbolic key."""


@dataclass(slots=True)
class Sown:
    """What a load did: the ids of the map, and what became of the submissions."""

    personas: Places
    touchpoints: Places
    new: int = 0
    duplicates: int = 0
    refused: int = 0

    def note(self, fates: Iterable[Accepted | Refusal]) -> None:
        """Count fates."""
        for fate in fates:
            if isinstance(fate, Refusal):
                self.refused += 1
            elif fate.duplicate:
                self.duplicates += 1
            else:
                self.new += 1


@dataclass(frozen=True, slots=True)
class Loader:
    """Loads Northline into one tenant; safe to repeat and to interrupt."""

    atlas: Atlas
    remarks: Remarks
    editing: Editing
    ingestion: Ingestion
    tenant: str

    async def sow(self, now: datetime, seed: int = SEED) -> Sown:
        """Make the map where it is missing, and submit all feedback that the company lacks up to now."""
        personas, touchpoints = await self._draw(company())
        epoch, since = await self._reached(now)
        items = feedback(seed, epoch, since, now)
        sown = Sown(personas, touchpoints)
        total = count(seed, epoch, since, now)
        with tqdm(total=total, desc="Northline", unit=" feedback", disable=None) as bar:
            while batch := list(islice(items, IN_FLIGHT)):
                placed = [item for item in batch if item.touchpoint in touchpoints]
                drafts = [feedback_draft(item, touchpoints, personas) for item in placed]
                sown.note(await asyncio.gather(*map(self._submit, drafts)))
                sown.refused += len(batch) - len(placed)
                bar.update(len(batch))
        return sown

    async def _submit(self, draft: Draft) -> Accepted | Refusal:
        """Submit; refused is what meets a map that somebody has edited."""
        try:
            return await self.ingestion.submit(self.tenant, draft, ancient=True)
        except Refusal as refusal:
            return refusal

    async def foreign(self) -> bool:
        """Tell whether the tenant holds journeys, but not the sample's."""
        page = await self.atlas.journey_page(self.tenant, PageRequest(first=1))
        return bool(page.items) and not await self._openings(0)

    async def _draw(self, northline: Company) -> tuple[Places, Places]:
        """Make personas, then journeys, then let the personas' tasks point at touchpoints."""
        personas: Places = {}
        touchpoints: Places = {}
        fresh = []
        for persona in northline.personas:
            made = await self.editing.create_persona(
                self.tenant, persona_draft(persona), f"northline-{persona.key}"
            )
            personas[persona.key] = made.id
            if made.revision == 1:
                fresh.append((persona, made))
        for journey in northline.journeys:
            drawn = await self.editing.create_journey(
                self.tenant, journey_draft(journey, personas), f"northline-{journey.key}"
            )
            ids = {each.name: each.id for each in drawn.touchpoints}  # somebody may have moved or added some
            touchpoints |= {each.key: ids[each.name] for each in journey.touchpoints() if each.name in ids}
        for persona, made in fresh:
            goals = {"goals": goals_of(persona, touchpoints)}
            await self.editing.update_persona(self.tenant, made.id, made.revision, goals)
        return personas, touchpoints

    async def _reached(self, now: datetime) -> tuple[date, int]:
        """Find day 0, and the first day that may lack something."""
        known: dict[int, date] = {}
        while len(more := await self._openings(len(known))) > 0:
            known |= more
        if not known:
            return now.astimezone(UTC).date() - timedelta(days=FULL_DAYS), 0
        last = max(known)
        return known[last] - timedelta(days=last), max(0, last - OVERLAP_DAYS)

    async def _openings(self, since: int) -> dict[int, date]:
        """Find the first feedback of each of the days from `since` on that are there, by day."""
        ids = {feedback_id(self.tenant, key(day, 0)): day for day in range(since, since + DAYS_AT_ONCE)}
        found = await self.remarks.by_ids(self.tenant, ids)
        return {ids[each]: row["occurredAt"].date() for each, row in found.items()}
