"""How many sockets are held open, by a token, by a tenant, and in all."""

from collections import Counter
from typing import TypeVar

from service.auth.principal import Principal
from service.errors import Overloaded
from service.settings import Limits

K = TypeVar("K")
TOO_MANY = "too many sockets of this {} ({}): close one first"


class Sockets:
    """Counts the sockets whose bearer is known. Whoever `enter`s must `leave`, once."""

    def __init__(self, limits: Limits) -> None:
        self._most_of_token = limits.sockets_per_token
        self._most_of_tenant = limits.sockets_per_tenant
        self._most = limits.sockets
        self._tokens: Counter[tuple[str, str]] = Counter()
        self._tenants: Counter[str] = Counter()
        self._open = 0

    def __len__(self) -> int:
        return self._open

    def enter(self, principal: Principal) -> None:
        """Count one more. Raises Overloaded, saying which bound was met, in at most 123 bytes."""
        token = (principal.tenant, principal.subject)
        if self._tokens[token] >= self._most_of_token:
            raise Overloaded(TOO_MANY.format("token", self._most_of_token))
        if self._tenants[principal.tenant] >= self._most_of_tenant:
            raise Overloaded(TOO_MANY.format("tenant", self._most_of_tenant))
        if self._open >= self._most:
            raise Overloaded(f"too many sockets ({self._most}): try again later")
        self._open += 1
        self._tokens[token] += 1
        self._tenants[principal.tenant] += 1

    def leave(self, principal: Principal) -> None:
        """Count one less."""
        self._open -= 1
        token = (principal.tenant, principal.subject)
        _less(self._tokens, token)
        _less(self._tenants, principal.tenant)


def _less(counted: Counter[K], key: K) -> None:
    counted[key] -= 1
    if not counted[key]:
        del counted[key]
