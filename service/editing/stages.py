"""Editing the stages of a journey."""

from collections.abc import Mapping

from service.documents.ids import Kind
from service.documents.journey import Journey
from service.editing.arrangement import with_stage
from service.editing.desk import Desk
from service.editing.drafts import StageDraft
from service.editing.making import stage
from service.editing.map_rules import STAGE, STAGE_CHANGES
from service.editing.room import check_room, check_size
from service.editing.rules import checked, record
from service.editing.spot import Spot
from service.editing.target import Target
from service.errors import Conflict, ProblemCode


class StageEdits(Desk):
    """What can be done to stages. Every method raises Refusals, and has changed nothing then."""

    async def add_stage(
        self,
        tenant: str,
        journey_id: str,
        draft: StageDraft,
        position: int | None = None,
        expected_revision: int | None = None,
    ) -> Journey:
        """Add a stage with its touchpoints at a position, 0-based (None: the last).

        Raises InvalidInput, NotFound, LimitExceeded, Conflict STALE_REVISION.
        """
        target = Target.of(Kind.JOURNEY, journey_id, expected_revision, "input", "journeyId")
        most, path = self._limits.touchpoints, ("input", "stage")
        check_size([draft], most, path)
        spot = Spot()
        draft = record(STAGE)(draft, spot.at("stage"))
        spot.settle()
        new, touchpoints = stage(draft)

        def change(journey: Journey) -> Journey:
            longer = journey.changed(touchpoints=(*journey.touchpoints, *touchpoints))
            after = with_stage(longer, new, position, spot.at("position"))
            check_room(after, most, path)
            return after

        return await self._revise(tenant, target, change)

    async def update_stage(
        self, tenant: str, stage_id: str, changes: Mapping[str, object], expected_revision: int | None = None
    ) -> Journey:
        """Change a stage's fields, or with `position` (0-based) move it, with its touchpoints.

        Raises InvalidInput, NotFound, Conflict STALE_REVISION.
        """
        target = Target.of(Kind.STAGE, stage_id, expected_revision, "input", "id")
        spot = Spot()
        fields = checked(changes, STAGE_CHANGES, spot)
        spot.settle()
        moves, position = "position" in fields, fields.pop("position", None)

        def change(journey: Journey) -> Journey:
            old = next(each for each in journey.stages if each.id == stage_id)
            new = old.changed(**fields)
            place = position if moves else journey.stages.index(old)
            return with_stage(journey, new, place, spot.at("position"))

        return await self._revise(tenant, target, change)

    async def remove_stage(self, tenant: str, stage_id: str, expected_revision: int | None = None) -> Journey:
        """Remove a stage that has no touchpoint on the map and is not the last one.

        Raises InvalidInput, NotFound, Conflict IN_USE or STALE_REVISION.
        """
        target = Target.of(Kind.STAGE, stage_id, expected_revision, "id")

        def change(journey: Journey) -> Journey:
            if count := len(journey.of_stage(stage_id)):
                raise Conflict(
                    ProblemCode.IN_USE,
                    f"the stage has {count} touchpoints: move or remove them first",
                    target.path,
                )
            if len(journey.stages) == 1:
                raise Conflict(
                    ProblemCode.IN_USE,
                    "a journey keeps one stage at least: add another first, or archive the journey",
                    target.path,
                )
            return journey.changed(stages=tuple(each for each in journey.stages if each.id != stage_id))

        return await self._revise(tenant, target, change)
