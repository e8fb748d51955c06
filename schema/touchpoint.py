"""A touchpoint: a moment at which the customer meets the company."""

from collections.abc import Awaitable
from datetime import datetime

from schema.forward import JourneyAhead, StageAhead
from schema.info import Info
from schema.inputs.score_filter import Filter, meant
from schema.later import then
from schema.mirror import Mirror, Sealed, mirror_type
from schema.node import Node
from schema.touchpoint_score import TouchpointScore
from schema.vocabulary import Channel, Emotion
from schema.wording import object_type, resolved, shown
from service.auth.principal import Principal
from service.auth.scopes import Scope
from service.documents import journey as documents


@object_type
class IntendedEmotion:
    """An emotion the touchpoint is designed to make people feel."""

    emotion: Emotion = shown("The emotion.")
    weight: float = shown("How much it counts beside the others intended here, above 0.")


@mirror_type
class Touchpoint(Mirror, Node):
    """A moment at which the customer meets the company.

    A token without the scope journeys:read sees the id and name of a touchpoint it gave feedback on or
    edited.
    """

    name: str = shown("What happens there.")
    journey: JourneyAhead = shown("The journey it belongs to.")
    order: int = shown(
        "Its place along the journey, counted from 0; for a removed one the place it would take."
    )
    channels: list[Channel] = shown(
        "The channels it is designed for. Feedback from others is accepted and shown all the same."
    )
    moment_weight: float = shown("How much the moment counts in the journey's scores, above 0; 1 is usual.")
    design_importance: float = shown(
        "How important its designer thinks it is, 0..10; used until people rate its importance themselves."
    )
    intended_emotions: tuple[documents.IntendedEmotion, ...] = shown(
        "What people should feel there; alignment is measured against it.", graphql_type=list[IntendedEmotion]
    )
    archived_at: datetime | None = shown(
        "Since when it is off the map; null while it is on it. A removed touchpoint counts in no journey "
        "score, and still resolves by id and from its feedback, with its own score."
    )

    def __init__(self, journey: JourneyAhead, entry: documents.TouchpointEntry, order: int) -> None:
        super().__init__(entry)
        self.entry = entry
        self.journey = journey
        self.order = order

    def seen_by(self, principal: Principal) -> "Touchpoint":
        """Show no more than id and name to whom the map is closed; anything else is Forbidden."""
        if Scope.JOURNEYS_READ in principal.scopes:
            return self
        touchpoint = Touchpoint.__new__(Touchpoint)
        Mirror.__init__(touchpoint, Sealed(id=self.entry.id, name=self.entry.name))
        return touchpoint

    @resolved
    def stage(self) -> StageAhead | None:
        """The stage it belongs to; null when it was removed and its stage was removed after it."""
        return self.journey.stage(self.entry.stage)

    @resolved
    def score(self, info: Info, filter: Filter = None) -> Awaitable[TouchpointScore | None]:
        """How people feel there. Needs the scopes journeys:read and scores:read."""
        info.context.principal.require(Scope.JOURNEYS_READ, Scope.SCORES_READ)
        asked = info.context.loaders.scores.load(self.journey.document, meant(filter))
        return then(asked, lambda state: TouchpointScore(self, state))
