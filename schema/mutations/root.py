"""All that can be changed."""

from schema.mutations.feedback import FeedbackMutations
from schema.mutations.journeys import JourneyMutations, StageMutations
from schema.mutations.personas import PersonaMutations
from schema.mutations.touchpoints import TouchpointMutations
from schema.wording import object_type


@object_type
class Mutation(FeedbackMutations, PersonaMutations, JourneyMutations, StageMutations, TouchpointMutations):
    """What can be changed.

    Every mutation answers a union: what was done, or a Problem that says why not, and then nothing was
    changed. Always request `... on Problem { code message path retryable }` too. A missing scope is a
    FORBIDDEN error.
    """
