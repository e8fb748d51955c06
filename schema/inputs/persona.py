"""A persona, as written."""

import strawberry
from strawberry import UNSET

from schema.inputs.given import changes, each, itself
from schema.wording import input_type, shown
from service.editing.drafts import CircumstancesDraft, GoalDraft, PersonaDraft, TaskDraft


@input_type
class PersonaAttributeInput:
    """One open fact about a persona, such as location: Leeds."""

    key: str = shown("What it is about, such as location or occupation.")
    value: str = shown("What is so.")

    def pair(self) -> tuple[str, str]:
        """Say it to the service."""
        return self.key, self.value


@input_type
class CircumstancesInput:
    """A short biography, with what the person needs, expects and cannot do."""

    narrative: str = shown("The biography.")
    needs: list[str] | None = shown("What the person needs.")
    expectations: list[str] | None = shown("What the person takes for granted.")
    constraints: list[str] | None = shown("What holds the person back.")

    def draft(self) -> CircumstancesDraft:
        """Say it to the service."""
        return CircumstancesDraft(
            narrative=self.narrative,
            needs=tuple(self.needs or ()),
            expectations=tuple(self.expectations or ()),
            constraints=tuple(self.constraints or ()),
        )


@input_type
class PersonaTaskInput:
    """One thing to do for a goal."""

    id: strawberry.ID | None = shown(
        "The id of the task it was, when you update a persona; left out, it is a new one."
    )
    title: str = shown("What is to be done.")
    time_limit: str | None = shown("By when or how fast, in words.")
    constraint: str | None = shown("What makes it hard, in words.")
    touchpoint_ids: list[strawberry.ID] | None = shown("The touchpoints where it is done.")

    def draft(self) -> TaskDraft:
        """Say it to the service."""
        return TaskDraft(
            id=self.id,
            title=self.title,
            time_limit=self.time_limit,
            constraint=self.constraint,
            touchpoint_ids=tuple(self.touchpoint_ids or ()),
        )


@input_type
class PersonaGoalInput:
    """What the person wants in the end."""

    id: strawberry.ID | None = shown(
        "The id of the goal it was, when you update a persona; left out, it is a new one."
    )
    title: str = shown("What is wanted.")
    tasks: list[PersonaTaskInput] | None = shown("What has to be done for it.")

    def draft(self) -> GoalDraft:
        """Say it to the service."""
        tasks = each(self.tasks, PersonaTaskInput.draft) or ()
        return GoalDraft(id=self.id, title=self.title, tasks=tasks)


@input_type
class CreatePersonaInput:
    """A new persona."""

    idempotency_key: str | None = shown(
        "1 to 128 characters, unique in your company: sent again with the same input it answers the persona "
        "made before, with another input it is a Conflict (KEY_REUSED)."
    )
    name: str = shown("The name.")
    segment: str | None = shown("The customer segment it stands for.")
    attributes: list[PersonaAttributeInput] | None = shown("Open facts.")
    circumstances: CircumstancesInput | None = shown("A short biography with needs and expectations.")
    goals: list[PersonaGoalInput] | None = shown("What the person wants.")
    motivations: list[str] | None = shown("What drives the person.")
    desired_outcomes: list[str] | None = shown("How things should be afterwards.")
    triggers: list[str] | None = shown("What sets the person off on a journey.")

    def draft(self) -> PersonaDraft:
        """Say it to the service."""
        return PersonaDraft(
            name=self.name,
            segment=self.segment,
            attributes=each(self.attributes, PersonaAttributeInput.pair) or (),
            circumstances=self.circumstances.draft() if self.circumstances else None,
            goals=each(self.goals, PersonaGoalInput.draft) or (),
            motivations=tuple(self.motivations or ()),
            desired_outcomes=tuple(self.desired_outcomes or ()),
            triggers=tuple(self.triggers or ()),
        )


@input_type
class UpdatePersonaInput:
    """Changes to a persona.

    What is left out stays; null clears `segment` and `circumstances`; lists are replaced.
    """

    id: strawberry.ID = shown("The persona.")
    expected_revision: int = shown(
        "The `revision` you have read: when somebody has changed it since, nothing is changed "
        "(STALE_REVISION)."
    )
    name: str | None = shown("The name.", default=UNSET)
    segment: str | None = shown("The customer segment it stands for.", default=UNSET)
    attributes: list[PersonaAttributeInput] | None = shown("Open facts, all of them.", default=UNSET)
    circumstances: CircumstancesInput | None = shown("The biography, all of it.", default=UNSET)
    goals: list[PersonaGoalInput] | None = shown(
        "What the person wants, all of it; a goal or task sent with its id stays the same.", default=UNSET
    )
    motivations: list[str] | None = shown("What drives the person, all of it.", default=UNSET)
    desired_outcomes: list[str] | None = shown("How things should be afterwards, all of it.", default=UNSET)
    triggers: list[str] | None = shown("What sets the person off on a journey, all of it.", default=UNSET)

    def changes(self) -> dict[str, object]:
        """Say to the service what was given."""
        return changes(
            name=self.name,
            segment=self.segment,
            attributes=each(self.attributes, PersonaAttributeInput.pair),
            circumstances=self.circumstances and self.circumstances.draft(),
            goals=each(self.goals, PersonaGoalInput.draft),
            motivations=each(self.motivations, itself),
            desired_outcomes=each(self.desired_outcomes, itself),
            triggers=each(self.triggers, itself),
        )
