"""What can be read."""

from typing import Annotated

import strawberry

from schema.connections import After, Before, Connection, First, Last, connect
from schema.emotions import EmotionInfo
from schema.feedback import Feedback
from schema.info import Context, Info
from schema.inputs.feedback_filter import FeedbackFilter
from schema.journey import Journey
from schema.node import Node
from schema.persona import Persona
from schema.touchpoint import Touchpoint
from schema.viewer import Viewer
from schema.wording import object_type, resolved
from scoring.emotions import EMOTIONS
from service.auth.scopes import Scope
from service.documents.ids import Kind, kind_of, parse_id
from service.errors import MalformedId
from service.queries.paging import PageRequest
from service.queries.remarks import ALL

Id = Annotated[strawberry.ID, strawberry.argument(description="Its global id.")]


@object_type
class Query:
    """What can be read.

    A field for one object answers null where there is none, or where it is another company's, which is the
    same; an id that is none is BAD_USER_INPUT, and a missing scope FORBIDDEN.
    """

    @resolved
    def viewer(self, info: Info) -> Viewer:
        """Who is asking: what the bearer token says. Any valid token."""
        return Viewer.of(info.context.principal, info.context.services.rates)

    @resolved
    def emotions(self) -> list[EmotionInfo]:
        """All emotions people can name, from the pleasant to the unpleasant. Any valid token."""
        return [EmotionInfo.of(info) for info in EMOTIONS]

    @resolved
    async def node(self, info: Info, id: Id) -> Node | None:
        """Any object by its global id. Needs the scope journeys:read, for a feedback feedback:read."""
        return await _node(info.context, id)

    @resolved
    async def persona(self, info: Info, id: Id) -> Persona | None:
        """One persona. Needs the scope journeys:read."""
        info.context.principal.require(Scope.JOURNEYS_READ)
        return await info.context.loaders.personas.load(parse_id(id, Kind.PERSONA))

    @resolved
    async def personas(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        segment: Annotated[
            str | None, strawberry.argument(description="Only those of this customer segment.")
        ] = None,
    ) -> Connection[Persona]:
        """All personas by name, then id. Needs the scope journeys:read."""
        info.context.principal.require(Scope.JOURNEYS_READ)
        tenant, atlas = info.context.tenant, info.context.services.atlas
        request = _request(info.context, first, after, last, before)
        page = await atlas.persona_page(tenant, request, segment)
        return connect(page, Persona, lambda: atlas.persona_count(tenant, segment))

    @resolved
    async def journey(self, info: Info, id: Id) -> Journey | None:
        """One journey, archived or not. Needs the scope journeys:read."""
        info.context.principal.require(Scope.JOURNEYS_READ)
        return await info.context.loaders.journeys.load(parse_id(id, Kind.JOURNEY))

    @resolved
    async def journeys(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        persona_id: Annotated[
            strawberry.ID | None, strawberry.argument(description="Only those this persona travels.")
        ] = None,
        archived: Annotated[
            bool, strawberry.argument(description="The archived ones instead of the live ones.")
        ] = False,
    ) -> Connection[Journey]:
        """All live journeys, or all archived ones, by name, then id. Needs the scope journeys:read."""
        info.context.principal.require(Scope.JOURNEYS_READ)
        tenant, atlas = info.context.tenant, info.context.services.atlas
        persona = None if persona_id is None else parse_id(persona_id, Kind.PERSONA, "personaId")
        request = _request(info.context, first, after, last, before)
        page = await atlas.journey_page(tenant, request, persona, archived=archived)
        return connect(page, Journey, lambda: atlas.journey_count(tenant, persona, archived=archived))

    @resolved
    async def touchpoint(self, info: Info, id: Id) -> Touchpoint | None:
        """One touchpoint, on the map or removed. Needs the scope journeys:read."""
        info.context.principal.require(Scope.JOURNEYS_READ)
        return await info.context.loaders.touchpoints.load(parse_id(id, Kind.TOUCHPOINT))

    @resolved
    async def feedback(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[
            FeedbackFilter | None,
            strawberry.argument(description="Which feedback; null is all, SOCIAL too."),
        ] = None,
    ) -> Connection[Feedback]:
        """What people said, by `occurredAt`, the newest first. Needs the scope feedback:read."""
        info.context.principal.require(Scope.FEEDBACK_READ)
        where = filter.where() if filter else ALL
        request = _request(info.context, first, after, last, before)
        page = await info.context.services.remarks.feedback_page(info.context.tenant, request, where)
        return connect(page, Feedback.of, _uncounted)


def _request(
    context: Context, first: int | None, after: str | None, last: int | None, before: str | None
) -> PageRequest:
    return PageRequest(first, after, last, before, context.services.limits.page_size)


async def _uncounted() -> None:
    """Counting feedback would read all of it."""


async def _node(context: Context, id_: str) -> Node | None:
    kind = kind_of(id_)
    if kind is None:
        raise MalformedId("id is not a global id: pass it as the API gave it")
    context.principal.require(Scope.FEEDBACK_READ if kind is Kind.FEEDBACK else Scope.JOURNEYS_READ)
    loaders = context.loaders
    match kind:
        case Kind.PERSONA:
            return await loaders.personas.load(id_)
        case Kind.JOURNEY:
            return await loaders.journeys.load(id_)
        case Kind.STAGE:
            return await loaders.stages.load(id_)
        case Kind.TOUCHPOINT:
            return await loaders.touchpoints.load(id_)
        case Kind.FEEDBACK:
            return await loaders.feedback.load(id_)
    return None
