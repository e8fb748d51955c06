"""How many requests are left."""

from datetime import UTC, datetime, timedelta

from schema.wording import object_type, shown
from service.auth.principal import Principal
from service.gate import Rates


@object_type
class RateLimit:
    """How many requests the token may still send; over that they are refused with RATE_LIMITED.

    Requests are let through evenly, and `limit` of them at once after a pause: what was used comes back
    little by little, not all at `resetAt`. Tokens of one subject share it, and all tokens of a tenant share a
    larger one; this is of whichever has less left. A mutation, a query over a WebSocket and a new
    subscription count as one request each, whatever they ask for; updates of a subscription count for
    nothing. Over HTTP a refusal has the status 429 and the header Retry-After, in seconds.
    """

    limit: int = shown("How many requests may be sent at once after a pause.")
    remaining: int = shown("How many may be sent at once now, this one not among them.")
    reset_at: datetime = shown("When all of them may be sent again, if none is sent before.")

    @classmethod
    def of(cls, rates: Rates, principal: Principal) -> "RateLimit":
        """Show what is left to a principal."""
        left = rates.allowance(principal)
        reset_at = datetime.now(UTC) + timedelta(seconds=left.reset_seconds)
        return cls(limit=left.limit, remaining=left.remaining, reset_at=reset_at)
