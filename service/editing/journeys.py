"""Editing journeys themselves."""

from collections.abc import Mapping
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession

from service.documents.ids import Kind
from service.documents.journey import Journey
from service.editing.clock import moment
from service.editing.creation import Creation, check_key
from service.editing.desk import Desk
from service.editing.drafts import JourneyDraft
from service.editing.making import stage
from service.editing.map_rules import JOURNEY, JOURNEY_CHANGES
from service.editing.references import hold
from service.editing.room import check_size
from service.editing.rules import checked, record
from service.editing.spot import Spot
from service.editing.target import Target
from service.mongo.access import Store


class JourneyEdits(Desk):
    """What can be done to journeys. Every method raises Refusals, and has changed nothing then.

    An archived journey takes no feedback, but can be edited.
    """

    async def create_journey(
        self, tenant: str, draft: JourneyDraft, idempotency_key: str | None = None
    ) -> Journey:
        """Store a new journey, with one stage at least; the same key and draft answer the one stored before.

        Raises InvalidInput, LimitExceeded, and Conflict KEY_REUSED for another draft under the key.
        """
        check_size(draft.stages, self._limits.touchpoints, ("input", "stages"))
        spot = Spot()
        check_key(idempotency_key, spot)
        draft = record(JOURNEY)(draft, spot)
        spot.settle()
        creation = Creation.of(Kind.JOURNEY, tenant, idempotency_key, draft)

        async def check(store: Store, session: AsyncClientSession) -> None:
            await hold(store, draft.persona_ids, session)

        return await self._create(tenant, "journeys", journey_of(tenant, draft, creation), creation, check)

    async def update_journey(
        self, tenant: str, id_: str, expected_revision: int, changes: Mapping[str, object]
    ) -> Journey:
        """Change some fields (None clears; a window of None is all time).

        What changes nothing raises no revision. Raises InvalidInput, NotFound, Conflict STALE_REVISION.
        """
        target = Target.of(Kind.JOURNEY, id_, expected_revision, "input", "id")
        spot = Spot()
        fields = checked(changes, JOURNEY_CHANGES, spot)
        spot.settle()
        personas = fields.get("persona_ids", ())
        return await self._revise(tenant, target, lambda journey: journey.changed(**fields), personas)

    async def archive_journey(self, tenant: str, id_: str, expected_revision: int | None = None) -> Journey:
        """Archive a journey: its feedback stays, no more is taken. An archived one stays as it is.

        Raises InvalidInput, NotFound, Conflict STALE_REVISION.
        """
        target = Target.of(Kind.JOURNEY, id_, expected_revision, "id")
        now = moment()
        return await self._revise(
            tenant, target, lambda journey: journey.changed(archived_at=journey.archived_at or now)
        )

    async def restore_journey(self, tenant: str, id_: str, expected_revision: int | None = None) -> Journey:
        """Bring an archived journey back; a live one stays as it is.

        Raises InvalidInput, NotFound, Conflict STALE_REVISION.
        """
        target = Target.of(Kind.JOURNEY, id_, expected_revision, "id")
        return await self._revise(tenant, target, lambda journey: journey.changed(archived_at=None))


def journey_of(tenant: str, draft: JourneyDraft, creation: Creation) -> Journey:
    """Make a journey of a checked draft."""
    stages = [stage(each) for each in draft.stages]
    fields: dict[str, Any] = {name: getattr(draft, name) for name in JOURNEY_CHANGES}
    return Journey(
        **fields,
        id=creation.id,
        tenant=tenant,
        body=creation.body,
        stages=tuple(entry for entry, _ in stages),
        touchpoints=tuple(each for _, touchpoints in stages for each in touchpoints),
    )
