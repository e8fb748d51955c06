"""What becomes of a write: done, or one of the problems."""

from typing import Annotated

import strawberry

from schema.feedback import Feedback
from schema.journey import Journey
from schema.persona import Persona
from schema.problems import Conflict, InvalidInput, LimitExceeded, NotFound, problem_of
from schema.touchpoint import Touchpoint
from schema.wording import object_type, shown
from service.errors import Refusal
from service.ingestion import Accepted


@object_type
class FeedbackAccepted:
    """The feedback is stored and counted, once, however often it is sent."""

    idempotency_key: str = shown("The key it was sent with.")
    feedback: Feedback | None = shown(
        "The feedback; null if it was erased since, and then nothing is stored."
    )
    duplicate: bool = shown(
        "Whether the key was seen before: nothing was counted twice, and nothing is to be done."
    )

    @classmethod
    def of(cls, accepted: Accepted) -> "FeedbackAccepted":
        """Show what the ingestion accepted."""
        feedback = None if accepted.row is None else Feedback.of(accepted.row)
        return cls(idempotency_key=accepted.key, feedback=feedback, duplicate=accepted.duplicate)


SubmitFeedbackResult = Annotated[
    FeedbackAccepted | InvalidInput | NotFound | Conflict | LimitExceeded,
    strawberry.union(
        "SubmitFeedbackResult",
        description="What became of a feedback. The same key with another content is a Conflict "
        "(KEY_REUSED).",
    ),
]


@object_type
class BatchItemResult:
    """What became of one item of a batch. A refused item refuses no other."""

    index: int = shown("Its place in `items`, from 0.")
    idempotency_key: str = shown("The key it was sent with.")
    result: SubmitFeedbackResult = shown("What became of it.")


@object_type
class FeedbackBatchDone:
    """What became of each item. `accepted`, `duplicates` and `refused` are disjoint and sum to the items."""

    items: list[BatchItemResult] = shown("One per item, in the order sent.")
    accepted: int = shown("How many were new, and are counted now.")
    duplicates: int = shown("How many were seen before: drop them from the queue too.")
    refused: int = shown("How many were refused: see each one's problem, and `retryable`.")

    @classmethod
    def of(cls, keys: list[str], outcomes: list[Accepted | Refusal]) -> "FeedbackBatchDone":
        """Show the outcomes of the items with these keys."""
        accepted = [each for each in outcomes if isinstance(each, Accepted)]
        duplicates = sum(each.duplicate for each in accepted)
        items = [
            BatchItemResult(index=index, idempotency_key=key, result=_result(outcome))
            for index, (key, outcome) in enumerate(zip(keys, outcomes, strict=True))
        ]
        refused = len(outcomes) - len(accepted)
        return cls(items=items, accepted=len(accepted) - duplicates, duplicates=duplicates, refused=refused)


def _result(outcome: Accepted | Refusal) -> SubmitFeedbackResult:
    return problem_of(outcome) if isinstance(outcome, Refusal) else FeedbackAccepted.of(outcome)


SubmitFeedbackBatchResult = Annotated[
    FeedbackBatchDone | InvalidInput | LimitExceeded,
    strawberry.union(
        "SubmitFeedbackBatchResult",
        description="What became of a batch. No items, or more than 100, are InvalidInput.",
    ),
]


@object_type
class ForgetCustomerDone:
    """The customer is forgotten: the feedback is gone, and every score is corrected exactly."""

    erased: int = shown("How much feedback was erased; 0 if there was none.")
    journeys_corrected: int = shown("How many journeys' scores were corrected.")


ForgetCustomerResult = Annotated[
    ForgetCustomerDone | InvalidInput | LimitExceeded,
    strawberry.union("ForgetCustomerResult", description="What became of forgetting a customer."),
]


@object_type
class PersonaSaved:
    """The persona is stored."""

    persona: Persona = shown(
        "The persona as it is now; without the scope journeys:read no more than id, name and revision."
    )


PersonaResult = Annotated[
    PersonaSaved | InvalidInput | NotFound | Conflict | LimitExceeded,
    strawberry.union("PersonaResult", description="What became of an edit of a persona."),
]


@object_type
class JourneySaved:
    """The journey is stored."""

    journey: Journey = shown(
        "The journey as it is now; without the scope journeys:read no more than id, name and revision."
    )


JourneyResult = Annotated[
    JourneySaved | InvalidInput | NotFound | Conflict | LimitExceeded,
    strawberry.union("JourneyResult", description="What became of an edit of a journey or a stage."),
]


@object_type
class TouchpointSaved:
    """The touchpoint is stored, or is off the map."""

    touchpoint: Touchpoint = shown(
        "The touchpoint as it is now; without the scope journeys:read no more than id and name."
    )
    journey: Journey = shown(
        "Its journey as it is now, with the new revision; without the scope journeys:read no more than id, "
        "name and revision."
    )


TouchpointResult = Annotated[
    TouchpointSaved | InvalidInput | NotFound | Conflict | LimitExceeded,
    strawberry.union("TouchpointResult", description="What became of an edit of a touchpoint."),
]


@object_type
class Deleted:
    """It is gone."""

    id: strawberry.ID = shown("The id it had.")


DeleteResult = Annotated[
    Deleted | NotFound | Conflict | LimitExceeded,
    strawberry.union("DeleteResult", description="What became of a deletion."),
]
