"""What a token may allow."""

from enum import StrEnum


class Scope(StrEnum):
    """One permission of a token; stands in the claim `scope`, separated by spaces."""

    JOURNEYS_READ = "journeys:read"
    JOURNEYS_WRITE = "journeys:write"
    SCORES_READ = "scores:read"
    FEEDBACK_WRITE = "feedback:write"
    FEEDBACK_READ = "feedback:read"
    CUSTOMERS_ERASE = "customers:erase"

    @classmethod
    def among(cls, text: str) -> frozenset["Scope"]:
        """Read a claim `scope`; unknown scopes are another service's and are left out."""
        named = frozenset(text.split(" "))
        return frozenset(scope for scope in cls if scope.value in named)
