"""Edits of touchpoints."""

from typing import Annotated

import strawberry

from schema.info import Info
from schema.inputs.touchpoint import AddTouchpointInput, UpdateTouchpointInput
from schema.journey import Journey
from schema.mutations.arguments import ExpectedRevision, Id
from schema.outcomes import TouchpointResult, TouchpointSaved
from schema.wording import mutation, object_type
from service.auth.principal import Principal
from service.auth.scopes import Scope
from service.documents import journey as documents


@object_type
class TouchpointMutations:
    """Edits of touchpoints."""

    @mutation
    async def add_touchpoint(
        self,
        info: Info,
        input: Annotated[AddTouchpointInput, strawberry.argument(description="The touchpoint.")],
    ) -> TouchpointResult:
        """Add a touchpoint to a stage. Needs the scope journeys:write."""
        principal, editing = info.context.principal, info.context.services.editing
        principal.require(Scope.JOURNEYS_WRITE)
        draft, position = input.touchpoint.draft(), input.position
        journey, touchpoint = await editing.add_touchpoint(
            principal.tenant, input.stage_id, draft, position, input.expected_revision
        )
        return _saved(journey, touchpoint, principal)

    @mutation
    async def update_touchpoint(
        self,
        info: Info,
        input: Annotated[UpdateTouchpointInput, strawberry.argument(description="The changes.")],
    ) -> TouchpointResult:
        """Change or move a touchpoint. Needs the scope journeys:write."""
        principal, editing = info.context.principal, info.context.services.editing
        principal.require(Scope.JOURNEYS_WRITE)
        journey, touchpoint = await editing.update_touchpoint(
            principal.tenant, input.id, input.changes(), input.expected_revision
        )
        return _saved(journey, touchpoint, principal)

    @mutation
    async def remove_touchpoint(
        self, info: Info, id: Id, expected_revision: ExpectedRevision = None
    ) -> TouchpointResult:
        """Take a touchpoint off the map and out of every journey score. Needs the scope journeys:write.

        Its feedback stays, and it still has a score of its own. The journey's last one is a Conflict
        (IN_USE).
        """
        principal, editing = info.context.principal, info.context.services.editing
        principal.require(Scope.JOURNEYS_WRITE)
        journey, touchpoint = await editing.remove_touchpoint(principal.tenant, id, expected_revision)
        return _saved(journey, touchpoint, principal)


def _saved(
    document: documents.Journey, entry: documents.TouchpointEntry, principal: Principal
) -> TouchpointSaved:
    journey = Journey(document)
    touchpoint = journey.touchpoint(entry.id).seen_by(principal)
    return TouchpointSaved(touchpoint=touchpoint, journey=journey.seen_by(principal))
