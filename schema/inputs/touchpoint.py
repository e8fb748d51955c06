"""A touchpoint, as designed."""

import strawberry
from strawberry import UNSET

from schema.inputs.given import changes, each, itself
from schema.vocabulary import Channel, Emotion
from schema.wording import input_type, shown
from service.editing.drafts import TouchpointDraft

EXPECTED = (
    "The journey's `revision` you have read: when somebody has changed it since, nothing is changed "
    "(STALE_REVISION). Left out, the edit is made whatever happened since."
)


@input_type
class IntendedEmotionInput:
    """An emotion the touchpoint is designed to make people feel."""

    emotion: Emotion = shown("The emotion.")
    weight: float = shown("How much it counts beside the others intended here, above 0.", default=1.0)

    def pair(self) -> tuple[Emotion, float]:
        """Say it to the service."""
        return self.emotion, self.weight


@input_type
class TouchpointInput:
    """A new touchpoint."""

    name: str = shown("What happens there.")
    channels: list[Channel] = shown("The channels it is designed for, at least one.")
    moment_weight: float = shown("How much the moment counts in the journey's scores, above 0.", default=1.0)
    design_importance: float = shown(
        "How important you think it is, 0..10; used until people rate its importance themselves.", default=5.0
    )
    intended_emotions: list[IntendedEmotionInput] | None = shown("What people should feel there.")

    def draft(self) -> TouchpointDraft:
        """Say it to the service."""
        return TouchpointDraft(
            name=self.name,
            channels=tuple(self.channels),
            moment_weight=self.moment_weight,
            design_importance=self.design_importance,
            intended_emotions=each(self.intended_emotions, IntendedEmotionInput.pair) or (),
        )


@input_type
class AddTouchpointInput:
    """A touchpoint to add to a stage."""

    stage_id: strawberry.ID = shown("The stage.")
    expected_revision: int | None = shown(EXPECTED)
    position: int | None = shown("Its place within the stage, from 0; left out, the last.")
    touchpoint: TouchpointInput = shown("The touchpoint.")


@input_type
class UpdateTouchpointInput:
    """Changes to a touchpoint. What is left out stays; null clears nothing here and is InvalidInput."""

    id: strawberry.ID = shown("The touchpoint.")
    expected_revision: int | None = shown(EXPECTED)
    name: str | None = shown("What happens there.", default=UNSET)
    channels: list[Channel] | None = shown("The channels it is designed for, all of them.", default=UNSET)
    moment_weight: float | None = shown(
        "How much the moment counts in the journey's scores, above 0.", default=UNSET
    )
    design_importance: float | None = shown("How important you think it is, 0..10.", default=UNSET)
    intended_emotions: list[IntendedEmotionInput] | None = shown(
        "What people should feel there, all of it; an empty list for nothing.", default=UNSET
    )
    stage_id: strawberry.ID | None = shown("The stage of the same journey to move it to.", default=UNSET)
    position: int | None = shown("Its place within the stage, from 0.", default=UNSET)

    def changes(self) -> dict[str, object]:
        """Say to the service what was given."""
        return changes(
            name=self.name,
            channels=each(self.channels, itself),
            moment_weight=self.moment_weight,
            design_importance=self.design_importance,
            intended_emotions=each(self.intended_emotions, IntendedEmotionInput.pair),
            stage_id=self.stage_id,
            position=self.position,
        )
