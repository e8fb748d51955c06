"""A stage: a part of a journey."""

from schema.forward import JourneyAhead
from schema.mirror import Mirror, mirror_type
from schema.node import Node
from schema.touchpoint import Touchpoint
from schema.vocabulary import Emotion
from schema.wording import resolved, shown
from service.documents import journey as documents


@mirror_type
class Stage(Mirror, Node):
    """A part of a journey, such as "decide"."""

    name: str = shown("Its name.")
    expected_emotion: Emotion | None = shown(
        "The emotion people are expected to bring or find there; null if none."
    )

    def __init__(self, journey: JourneyAhead, entry: documents.StageEntry) -> None:
        super().__init__(entry)
        self.journey = journey

    @resolved
    def touchpoints(self) -> list[Touchpoint]:
        """Its touchpoints in travelling order, removed ones left out."""
        return [each for each in self.journey.on_the_map() if each.entry.stage == self.id]
