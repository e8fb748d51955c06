"""A journey, as designed."""

import strawberry
from strawberry import UNSET

from schema.inputs.given import changes, each, itself
from schema.inputs.stage import StageInput
from schema.wording import input_type, shown
from service.editing.drafts import JourneyDraft


@input_type
class CreateJourneyInput:
    """A new journey, with its stages and touchpoints in one call."""

    idempotency_key: str | None = shown(
        "1 to 128 characters, unique in your company: sent again with the same input it answers the journey "
        "made before, with another input it is a Conflict (KEY_REUSED)."
    )
    name: str = shown("Its name.")
    description: str | None = shown("What it is about.")
    purpose: str | None = shown("What the traveller wants to get done.")
    persona_ids: list[strawberry.ID] | None = shown("Who travels it.")
    score_window_days: int | None = shown(
        "How many days back, today included, scores look when a filter names no days; null is all time.",
        default=90,
    )
    stages: list[StageInput] = shown("Its stages in travelling order.")

    def draft(self) -> JourneyDraft:
        """Say it to the service."""
        return JourneyDraft(
            name=self.name,
            description=self.description,
            purpose=self.purpose,
            persona_ids=tuple(self.persona_ids or ()),
            score_window_days=self.score_window_days,
            stages=tuple(stage.draft() for stage in self.stages),
        )


@input_type
class UpdateJourneyInput:
    """Changes to a journey itself; stages and touchpoints have mutations of their own.

    What is left out stays; null clears `description` and `purpose`, and makes `scoreWindowDays` all time.
    """

    id: strawberry.ID = shown("The journey.")
    expected_revision: int = shown(
        "The `revision` you have read: when somebody has changed it since, nothing is changed "
        "(STALE_REVISION)."
    )
    name: str | None = shown("Its name.", default=UNSET)
    description: str | None = shown("What it is about.", default=UNSET)
    purpose: str | None = shown("What the traveller wants to get done.", default=UNSET)
    persona_ids: list[strawberry.ID] | None = shown("Who travels it, all of them.", default=UNSET)
    score_window_days: int | None = shown(
        "How many days back, today included, scores look when a filter names no days.", default=UNSET
    )

    def changes(self) -> dict[str, object]:
        """Say to the service what was given."""
        return changes(
            name=self.name,
            description=self.description,
            purpose=self.purpose,
            persona_ids=each(self.persona_ids, itself),
            score_window_days=self.score_window_days,
        )
