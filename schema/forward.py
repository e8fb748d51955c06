"""Types named before they are defined: the map and its scores point at each other."""

from typing import TYPE_CHECKING, Annotated

import strawberry

if TYPE_CHECKING:
    from schema.journey import Journey
    from schema.persona import Persona
    from schema.stage import Stage
    from schema.touchpoint import Touchpoint

JourneyAhead = Annotated["Journey", strawberry.lazy("schema.journey")]
PersonaAhead = Annotated["Persona", strawberry.lazy("schema.persona")]
StageAhead = Annotated["Stage", strawberry.lazy("schema.stage")]
TouchpointAhead = Annotated["Touchpoint", strawberry.lazy("schema.touchpoint")]
