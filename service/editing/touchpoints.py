"""Editing the touchpoints of a journey."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from service.documents.ids import Kind
from service.documents.journey import Journey, TouchpointEntry
from service.editing.arrangement import with_entry, with_touchpoint
from service.editing.clock import moment
from service.editing.desk import Desk
from service.editing.drafts import TouchpointDraft
from service.editing.making import made, touchpoint
from service.editing.map_rules import TOUCHPOINT, TOUCHPOINT_CHANGES
from service.editing.room import check_room
from service.editing.rules import checked, record
from service.editing.spot import Spot
from service.editing.target import Target
from service.errors import Conflict, NotFound, ProblemCode


class TouchpointEdits(Desk):
    """What can be done to touchpoints. Every method raises Refusals, and has changed nothing then."""

    async def add_touchpoint(
        self,
        tenant: str,
        stage_id: str,
        draft: TouchpointDraft,
        position: int | None = None,
        expected_revision: int | None = None,
    ) -> tuple[Journey, TouchpointEntry]:
        """Add a touchpoint at a position of a stage, 0-based (None: the last).

        Raises InvalidInput, NotFound, LimitExceeded, Conflict STALE_REVISION.
        """
        target = Target.of(Kind.STAGE, stage_id, expected_revision, "input", "stageId")
        spot = Spot()
        draft = record(TOUCHPOINT)(draft, spot.at("touchpoint"))
        spot.settle()
        new = touchpoint(draft, stage_id)

        def change(journey: Journey) -> Journey:
            after = with_touchpoint(journey, new, position, spot.at("position"))
            check_room(after, self._limits.touchpoints, ("input", "touchpoint"))
            return after

        return await self._revise(tenant, target, change), new

    async def update_touchpoint(
        self,
        tenant: str,
        touchpoint_id: str,
        changes: Mapping[str, object],
        expected_revision: int | None = None,
    ) -> tuple[Journey, TouchpointEntry]:
        """Change a touchpoint's fields; `stage_id` moves it to a stage of its journey, `position` within it.

        Without a position it comes last in another stage, and stays where it is in its own. Raises
        InvalidInput, NotFound (for a removed one too), Conflict STALE_REVISION.
        """
        target = Target.of(Kind.TOUCHPOINT, touchpoint_id, expected_revision, "input", "id")
        spot = Spot()
        given = checked(changes, TOUCHPOINT_CHANGES, spot)
        spot.settle()
        fields = made(given)
        journey = await self._revise(tenant, target, lambda journey: revised(journey, target, fields))
        return journey, standing(journey, target)

    async def remove_touchpoint(
        self, tenant: str, touchpoint_id: str, expected_revision: int | None = None
    ) -> tuple[Journey, TouchpointEntry]:
        """Take a touchpoint off the map; its feedback stays. A removed one stays as it is.

        Raises InvalidInput, NotFound, Conflict IN_USE for a journey's last one, Conflict STALE_REVISION.
        """
        target = Target.of(Kind.TOUCHPOINT, touchpoint_id, expected_revision, "id")
        now = moment()
        journey = await self._revise(tenant, target, lambda journey: without(journey, target, now))
        return journey, standing(journey, target)


def standing(journey: Journey, target: Target) -> TouchpointEntry:
    """Find the touchpoint in the journey that was found by it."""
    return next(each for each in journey.touchpoints if each.id == target.id)


def revised(journey: Journey, target: Target, fields: Mapping[str, Any]) -> Journey:
    """Change a touchpoint's checked fields, and its place where they say so."""
    old = standing(journey, target)
    if old.archived_at is not None:
        since = old.archived_at.isoformat(timespec="seconds")
        raise NotFound(f"touchpoint {old.id} was removed from its journey on {since}", target.path)
    stage = fields.get("stage_id", old.stage)
    if journey.stage(stage) is None:
        rule = "names no stage of this touchpoint's journey: send one of its stages"
        raise Spot().at("stage_id").refusal(ProblemCode.NOT_FOUND, rule)
    kept = {name: value for name, value in fields.items() if name in TOUCHPOINT}
    new = old.changed(**kept, stage=stage)
    if stage == old.stage and "position" not in fields:
        return with_entry(journey, new)
    return with_touchpoint(journey, new, fields.get("position"), Spot().at("position"))


def without(journey: Journey, target: Target, now: datetime) -> Journey:
    """Take a touchpoint off the map."""
    old = standing(journey, target)
    if old.archived_at is not None:
        return journey
    if len(journey.present) == 1:
        raise Conflict(
            ProblemCode.IN_USE,
            "a journey keeps one touchpoint at least: add another first, or archive the journey",
            target.path,
        )
    return with_entry(journey, old.changed(archived_at=now))
