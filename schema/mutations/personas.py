"""Edits of personas."""

from typing import Annotated

import strawberry

from schema.info import Info
from schema.inputs.persona import CreatePersonaInput, UpdatePersonaInput
from schema.mutations.arguments import Id
from schema.outcomes import Deleted, DeleteResult, PersonaResult, PersonaSaved
from schema.persona import Persona
from schema.wording import mutation, object_type
from service.auth.scopes import Scope


@object_type
class PersonaMutations:
    """Edits of personas."""

    @mutation
    async def create_persona(
        self,
        info: Info,
        input: Annotated[CreatePersonaInput, strawberry.argument(description="The persona.")],
    ) -> PersonaResult:
        """Make a persona. Needs the scope journeys:write."""
        principal, editing = info.context.principal, info.context.services.editing
        principal.require(Scope.JOURNEYS_WRITE)
        persona = await editing.create_persona(principal.tenant, input.draft(), input.idempotency_key)
        return PersonaSaved(persona=Persona(persona).seen_by(principal))

    @mutation
    async def update_persona(
        self,
        info: Info,
        input: Annotated[UpdatePersonaInput, strawberry.argument(description="The changes.")],
    ) -> PersonaResult:
        """Change a persona. Needs the scope journeys:write."""
        principal, editing = info.context.principal, info.context.services.editing
        principal.require(Scope.JOURNEYS_WRITE)
        persona = await editing.update_persona(
            principal.tenant, input.id, input.expected_revision, input.changes()
        )
        return PersonaSaved(persona=Persona(persona).seen_by(principal))

    @mutation
    async def delete_persona(self, info: Info, id: Id) -> DeleteResult:
        """Delete a persona. Its feedback stays counted. Needs the scope journeys:write.

        One that still travels a live journey is a Conflict (IN_USE) that names the journey.
        """
        principal, editing = info.context.principal, info.context.services.editing
        principal.require(Scope.JOURNEYS_WRITE)
        await editing.delete_persona(principal.tenant, id)
        return Deleted(id=id)
