"""Edits of journeys and their stages."""

from typing import Annotated

import strawberry

from schema.info import Info
from schema.inputs.journey import CreateJourneyInput, UpdateJourneyInput
from schema.inputs.stage import AddStageInput, UpdateStageInput
from schema.journey import Journey
from schema.mutations.arguments import ExpectedRevision, Id
from schema.outcomes import JourneyResult, JourneySaved
from schema.wording import mutation, object_type
from service.auth.principal import Principal
from service.auth.scopes import Scope
from service.documents import journey as documents


@object_type
class JourneyMutations:
    """Edits of journeys."""

    @mutation
    async def create_journey(
        self,
        info: Info,
        input: Annotated[CreateJourneyInput, strawberry.argument(description="The journey.")],
    ) -> JourneyResult:
        """Make a journey with its stages and touchpoints. Needs the scope journeys:write."""
        principal, editing = info.context.principal, info.context.services.editing
        principal.require(Scope.JOURNEYS_WRITE)
        journey = await editing.create_journey(principal.tenant, input.draft(), input.idempotency_key)
        return _saved(journey, principal)

    @mutation
    async def update_journey(
        self,
        info: Info,
        input: Annotated[UpdateJourneyInput, strawberry.argument(description="The changes.")],
    ) -> JourneyResult:
        """Change a journey itself. Needs the scope journeys:write."""
        principal, editing = info.context.principal, info.context.services.editing
        principal.require(Scope.JOURNEYS_WRITE)
        journey = await editing.update_journey(
            principal.tenant, input.id, input.expected_revision, input.changes()
        )
        return _saved(journey, principal)

    @mutation
    async def archive_journey(
        self, info: Info, id: Id, expected_revision: ExpectedRevision = None
    ) -> JourneyResult:
        """Archive a journey: it takes no feedback any more, and keeps what it has.

        Needs the scope journeys:write.
        """
        principal, editing = info.context.principal, info.context.services.editing
        principal.require(Scope.JOURNEYS_WRITE)
        return _saved(await editing.archive_journey(principal.tenant, id, expected_revision), principal)

    @mutation
    async def restore_journey(
        self, info: Info, id: Id, expected_revision: ExpectedRevision = None
    ) -> JourneyResult:
        """Take a journey out of the archive. Needs the scope journeys:write."""
        principal, editing = info.context.principal, info.context.services.editing
        principal.require(Scope.JOURNEYS_WRITE)
        return _saved(await editing.restore_journey(principal.tenant, id, expected_revision), principal)


@object_type
class StageMutations:
    """Edits of stages."""

    @mutation
    async def add_stage(
        self, info: Info, input: Annotated[AddStageInput, strawberry.argument(description="The stage.")]
    ) -> JourneyResult:
        """Add a stage with its touchpoints to a journey. Needs the scope journeys:write."""
        principal, editing = info.context.principal, info.context.services.editing
        principal.require(Scope.JOURNEYS_WRITE)
        journey = await editing.add_stage(
            principal.tenant, input.journey_id, input.stage.draft(), input.position, input.expected_revision
        )
        return _saved(journey, principal)

    @mutation
    async def update_stage(
        self, info: Info, input: Annotated[UpdateStageInput, strawberry.argument(description="The changes.")]
    ) -> JourneyResult:
        """Change or move a stage. Needs the scope journeys:write."""
        principal, editing = info.context.principal, info.context.services.editing
        principal.require(Scope.JOURNEYS_WRITE)
        journey = await editing.update_stage(
            principal.tenant, input.id, input.changes(), input.expected_revision
        )
        return _saved(journey, principal)

    @mutation
    async def remove_stage(
        self, info: Info, id: Id, expected_revision: ExpectedRevision = None
    ) -> JourneyResult:
        """Remove an empty stage; one with touchpoints is a Conflict (IN_USE).

        Needs the scope journeys:write.
        """
        principal, editing = info.context.principal, info.context.services.editing
        principal.require(Scope.JOURNEYS_WRITE)
        return _saved(await editing.remove_stage(principal.tenant, id, expected_revision), principal)


def _saved(journey: documents.Journey, principal: Principal) -> JourneySaved:
    return JourneySaved(journey=Journey(journey).seen_by(principal))
