"""Feedback in, feedback out."""

from datetime import datetime
from typing import Annotated

import strawberry

from schema.info import Info
from schema.inputs.feedback import SubmitFeedbackBatchInput, SubmitFeedbackInput
from schema.mutations.arguments import Id
from schema.outcomes import (
    Deleted,
    DeleteResult,
    FeedbackAccepted,
    FeedbackBatchDone,
    ForgetCustomerDone,
    ForgetCustomerResult,
    SubmitFeedbackBatchResult,
    SubmitFeedbackResult,
)
from schema.problems import problem_of
from schema.wording import mutation, object_type
from service.auth.scopes import Scope
from service.documents.ids import Kind, parse_id
from service.errors import Refusal


@object_type
class FeedbackMutations:
    """Feedback in, feedback out."""

    @mutation
    async def submit_feedback(
        self,
        info: Info,
        input: Annotated[SubmitFeedbackInput, strawberry.argument(description="What was said.")],
        sent_at: Annotated[
            datetime | None,
            strawberry.argument(
                description="The phone's clock at the moment of sending: `occurredAt` is corrected by its "
                "difference from the true time, so a wrong clock loses nothing."
            ),
        ] = None,
    ) -> SubmitFeedbackResult:
        """Count a feedback, once. Needs the scope feedback:write.

        When it answers, the feedback is stored safely. When it does not, send the same again, with the same
        key. Feedback for an archived journey or a removed touchpoint is NotFound, saying since when.
        """
        info.context.principal.require(Scope.FEEDBACK_WRITE)
        ingestion, tenant = info.context.services.ingestion, info.context.tenant
        try:
            return FeedbackAccepted.of(await ingestion.submit(tenant, input.draft(), sent_at))
        except Refusal as refusal:  # told within the draft, as a batch tells it within an item
            return problem_of(refusal, "input")

    @mutation
    async def submit_feedback_batch(
        self,
        info: Info,
        input: Annotated[SubmitFeedbackBatchInput, strawberry.argument(description="The queue.")],
    ) -> SubmitFeedbackBatchResult:
        """Count a phone's queue of 1 to 100 feedback, each on its own. Needs the scope feedback:write.

        One refused item refuses no other; but what is not valid GraphQL, such as an unknown enum value,
        refuses the request.
        """
        info.context.principal.require(Scope.FEEDBACK_WRITE)
        ingestion, tenant = info.context.services.ingestion, info.context.tenant
        drafts = [item.draft() for item in input.items]
        outcomes = await ingestion.submit_batch(tenant, drafts, input.sent_at)
        return FeedbackBatchDone.of([draft.idempotency_key for draft in drafts], outcomes)

    @mutation
    async def delete_feedback(self, info: Info, id: Id) -> DeleteResult:
        """Erase a feedback and correct every score exactly.

        Needs the scopes feedback:write and feedback:read.

        Its idempotency key stays used: a late retry stores nothing.
        """
        info.context.principal.require(Scope.FEEDBACK_WRITE, Scope.FEEDBACK_READ)
        await info.context.services.ingestion.delete(info.context.tenant, parse_id(id, Kind.FEEDBACK))
        return Deleted(id=id)

    @mutation
    async def forget_customer(
        self,
        info: Info,
        customer_ref: Annotated[
            str, strawberry.argument(description="The `customerRef` the feedback was sent with.")
        ],
    ) -> ForgetCustomerResult:
        """Erase all feedback of a customer and correct every score exactly.

        Needs the scope customers:erase.
        """
        info.context.principal.require(Scope.CUSTOMERS_ERASE)
        gone = await info.context.services.ingestion.forget(info.context.tenant, customer_ref)
        return ForgetCustomerDone(erased=gone.erased, journeys_corrected=gone.journeys_corrected)
