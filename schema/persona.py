"""A persona: who travels, and what drives and worries them."""

import strawberry

from schema.connections import After, Connection, First, connect
from schema.info import Info
from schema.journey import Journey
from schema.mirror import Mirror, Sealed, mirror_type
from schema.node import Node
from schema.touchpoint import Touchpoint
from schema.wording import object_type, resolved, shown
from service.auth.principal import Principal
from service.auth.scopes import Scope
from service.documents import persona as documents
from service.queries.paging import PageRequest


@object_type
class PersonaAttribute:
    """One open fact about a persona, such as location: Leeds."""

    key: str = shown("What it is about, such as location or occupation.")
    value: str = shown("What is so.")


@object_type
class Circumstances:
    """A short biography, with what the person needs, expects and cannot do."""

    narrative: str = shown("The biography.")
    needs: list[str] = shown("What the person needs.")
    expectations: list[str] = shown("What the person takes for granted.")
    constraints: list[str] = shown("What holds the person back.")


@object_type
class PersonaTask:
    """One thing to do for a goal."""

    id: strawberry.ID = shown(
        "Id of the task: send it back when you update the persona, and it stays the same task."
    )
    title: str = shown("What is to be done.")
    time_limit: str | None = shown("By when or how fast, in words; null if it does not matter.")
    constraint: str | None = shown("What makes it hard, in words; null if nothing does.")
    touchpoint_ids: strawberry.Private[tuple[str, ...]]

    @resolved
    async def touchpoints(self, info: Info) -> list[Touchpoint]:
        """Where it is done, removed touchpoints included."""
        found = await info.context.loaders.touchpoints.load_many(self.touchpoint_ids)
        return [touchpoint for touchpoint in found if touchpoint]


@object_type
class PersonaGoal:
    """What the person wants in the end: the highest-level action, which tasks serve."""

    id: strawberry.ID = shown(
        "Id of the goal: send it back when you update the persona, and it stays the same goal."
    )
    title: str = shown("What is wanted.")
    tasks: tuple[documents.Task, ...] = shown("What has to be done for it.", graphql_type=list[PersonaTask])


@mirror_type
class Persona(Mirror, Node):
    """A person made up from research, who stands for many that travel your journeys."""

    name: str = shown("The name.")
    segment: str | None = shown("The customer segment it stands for; null if none.")
    attributes: tuple[documents.Attribute, ...] = shown(
        "Open facts, in the order they were given.", graphql_type=list[PersonaAttribute]
    )
    circumstances: documents.Circumstances | None = shown(
        "A short biography with needs and expectations; null if not written.",
        graphql_type=Circumstances | None,
    )
    goals: tuple[documents.Goal, ...] = shown("What the person wants.", graphql_type=list[PersonaGoal])
    motivations: list[str] = shown("What drives the person.")
    desired_outcomes: list[str] = shown("How things should be afterwards.")
    triggers: list[str] = shown("What sets the person off on a journey.")
    revision: int = shown("Rises with every edit. Send it back as `expectedRevision` when you edit.")

    def seen_by(self, principal: Principal) -> "Persona":
        """Show no more than id, name and revision to whom the map is closed; anything else is Forbidden."""
        if Scope.JOURNEYS_READ in principal.scopes:
            return self
        return Persona(Sealed(id=self.id, name=self.name, revision=self.revision))

    @resolved
    async def journeys(self, info: Info, first: First = None, after: After = None) -> Connection[Journey]:
        """The journeys this persona travels, archived ones left out, by name."""
        info.context.principal.require(Scope.JOURNEYS_READ)
        context, atlas = info.context, info.context.services.atlas
        request = PageRequest(first, after, most=context.services.limits.page_size)
        page = await atlas.journey_page(context.tenant, request, self.id, archived=False)
        return connect(page, Journey, lambda: atlas.journey_count(context.tenant, self.id, archived=False))
