"""How often a token and a tenant may ask."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from service.auth.principal import Principal
from service.errors import RateLimited
from service.gate.rate import Rate
from service.settings import Limits


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many requests may come at once, how many of them are left, and seconds until all are again."""

    limit: int
    remaining: int
    reset_seconds: float


class Rates:
    """One rate for each token and one for each tenant, in this process.

    A token counts by its tenant and subject, so fetching another one makes nobody faster. What is refused
    counts for nothing: who asks ten times too often is served as often as who keeps to the rate.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._token = Rate(limits.token_rate, limits.rate_burst)
        self._tenant = Rate(limits.tenant_rate, limits.rate_burst)
        self._clock = clock

    def admit(self, principal: Principal, patience: float = 0) -> float:
        """Count a request, and tell in how many seconds its turn is.

        Raises RateLimited when that is in more than `patience` seconds: then it counts for nothing.
        """
        now, token = self._clock(), (principal.tenant, principal.subject)
        own, shared = self._token.wait(token, now), self._tenant.wait(principal.tenant, now)
        if own > patience:
            raise RateLimited("token", self._token.per_second, own)
        if shared > patience:
            raise RateLimited("tenant", self._tenant.per_second, shared)
        self._token.take(token, now)
        self._tenant.take(principal.tenant, now)
        return max(own, shared)

    def allowance(self, principal: Principal) -> Allowance:
        """Tell what is left to a token: of its own rate, or of its tenant's where that is less."""
        now = self._clock()
        rates = ((self._token, (principal.tenant, principal.subject)), (self._tenant, principal.tenant))
        rate, key = min(rates, key=lambda each: each[0].left(each[1], now))
        return Allowance(rate.most_at_once, rate.left(key, now), rate.debt(key, now))
