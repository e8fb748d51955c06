"""A stage, as designed."""

import strawberry
from strawberry import UNSET

from schema.inputs.given import changes
from schema.inputs.touchpoint import EXPECTED, TouchpointInput
from schema.vocabulary import Emotion
from schema.wording import input_type, shown
from service.editing.drafts import StageDraft


@input_type
class StageInput:
    """A new stage with its touchpoints."""

    name: str = shown("Its name.")
    expected_emotion: Emotion | None = shown("The emotion people are expected to bring or find there.")
    touchpoints: list[TouchpointInput] = shown(
        "Its touchpoints in travelling order; an empty list for none yet."
    )

    def draft(self) -> StageDraft:
        """Say it to the service."""
        touchpoints = tuple(touchpoint.draft() for touchpoint in self.touchpoints)
        return StageDraft(name=self.name, expected_emotion=self.expected_emotion, touchpoints=touchpoints)


@input_type
class AddStageInput:
    """A stage to add to a journey."""

    journey_id: strawberry.ID = shown("The journey.")
    expected_revision: int | None = shown(EXPECTED)
    position: int | None = shown("Its place in the journey, from 0; left out, the last.")
    stage: StageInput = shown("The stage.")


@input_type
class UpdateStageInput:
    """Changes to a stage. What is left out stays; null clears `expectedEmotion`."""

    id: strawberry.ID = shown("The stage.")
    expected_revision: int | None = shown(EXPECTED)
    name: str | None = shown("Its name.", default=UNSET)
    expected_emotion: Emotion | None = shown(
        "The emotion people are expected to bring or find there.", default=UNSET
    )
    position: int | None = shown("Its place in the journey, from 0.", default=UNSET)

    def changes(self) -> dict[str, object]:
        """Say to the service what was given."""
        return changes(name=self.name, expected_emotion=self.expected_emotion, position=self.position)
