"""Preparation: an order checked against the file and the map, before any row is taken."""

from contextlib import closing
from dataclasses import dataclass, replace

from service.documents.ids import Kind
from service.documents.journey import Journey
from service.editing import Editing
from service.errors import BadUserInput
from service.importing.constants import constant, constants_of
from service.importing.creation import created, planned, wanted
from service.importing.export import Export
from service.importing.names import Names
from service.importing.order import Order
from service.importing.places import find_journey, journey_names, persona_names, touchpoint_names
from service.importing.reading import Reading
from service.importing.rehearsal import Rehearsal
from service.importing.translation import Translation
from service.ingestion import Ingestion
from service.queries.atlas import Atlas
from service.settings import Limits


@dataclass(frozen=True, slots=True)
class Preparation:
    """Makes the translation that an order asks for. Raises BadUserInput for an order that cannot be meant."""

    atlas: Atlas
    editing: Editing
    ingestion: Ingestion
    limits: Limits

    async def translation(self, order: Order, export: Export) -> Translation:
        """Check all that can be checked; only then make the touchpoints that are missing, if ordered to."""
        labels = export.resolve(list(order.columns.values()))
        columns = {field: labels[column] for field, column in order.columns.items()}
        journey = await self._journey(order)
        reading = Reading(
            touchpoint_names(journey), await self._personas(order), order.moments, order.scales, order.decimal
        )
        draft = Translation(reading, columns, {}, order.meanings, order.empties, order.key_prefix)
        told = {field: text for field, text in order.constants.items() if field != "touchpoint"}
        constants = constants_of(told, draft, self.limits.text_characters)
        draft = replace(draft, constants=constants)
        if order.create:
            journey = await self._complete(order, export, journey, draft)
            draft = replace(draft, reading=replace(reading, touchpoints=touchpoint_names(journey)))
        return await self._at_its_touchpoint(order, journey, draft)

    async def _personas(self, order: Order) -> Names:
        if "persona" in order.columns or "persona" in order.constants:
            return await persona_names(self.atlas, order.tenant)
        return Names(Kind.PERSONA)

    async def _journey(self, order: Order) -> Journey | None:
        """Find the journey; None where none is named, or where it is to be made."""
        if order.journey is None:
            return None
        journey = await find_journey(self.atlas, order.tenant, order.journey)
        if journey is None and not order.create:
            there = await journey_names(self.atlas, order.tenant)
            advice = f"there are {there}" if there else f"tenant {order.tenant} has none"
            raise BadUserInput(f"there is no journey {order.journey!r}: {advice}; --create makes it")
        return journey

    async def _complete(
        self, order: Order, export: Export, journey: Journey | None, translation: Translation
    ) -> Journey | None:
        """Make the touchpoints that are missing, or suppose that they are there."""
        with closing(export.rows(lambda _: None)) as rows:
            missing = wanted(rows, translation, order.constants.get("touchpoint"), self.limits.touchpoints)
        if not missing:
            return journey
        name = order.journey or ""
        if not isinstance(self.ingestion, Rehearsal):
            return await created(self.editing, order.tenant, journey, name, missing)
        journey = planned(order.tenant, journey, name, missing)
        self.ingestion.suppose({each.id for each in journey.touchpoints[-len(missing) :]})
        return journey

    async def _at_its_touchpoint(
        self, order: Order, journey: Journey | None, translation: Translation
    ) -> Translation:
        """Set the touchpoint that --touchpoint names, which has to be open."""
        told = order.constants.get("touchpoint")
        if told is None:
            return translation
        touchpoint = str(constant("touchpoint", told, translation))
        if journey is None or journey.touchpoint(touchpoint) is None:
            journey = (await self.atlas.journeys_of_touchpoints(order.tenant, [touchpoint])).get(touchpoint)
        entry = journey and journey.touchpoint(touchpoint)
        if journey is None or entry is None:
            raise BadUserInput(
                f"--touchpoint: tenant {order.tenant} has no touchpoint {touchpoint}: "
                "give the id as the API gave it, or the name with --journey"
            )
        if entry.archived_at or journey.archived_at:
            raise BadUserInput(
                f"--touchpoint: {entry.name} takes no feedback, it or its journey was archived"
            )
        return replace(translation, constants={**translation.constants, "touchpoint": touchpoint})
