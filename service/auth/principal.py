"""Who is asking."""

from dataclasses import dataclass
from datetime import datetime

from service.auth.scopes import Scope
from service.errors import Forbidden


@dataclass(frozen=True, slots=True)
class Principal:
    """What a bearer token proved: its tenant, its subject, what it allows, and until when (UTC)."""

    tenant: str
    subject: str
    scopes: frozenset[Scope]
    expires_at: datetime

    def require(self, *scopes: Scope) -> None:
        """Pass when every one of `scopes` is held; raises Forbidden naming those that are missing."""
        missing = [scope for scope in scopes if scope not in self.scopes]
        if missing:
            plural = "s" if len(missing) > 1 else ""
            raise Forbidden(f"This needs a token with the scope{plural} {' and '.join(missing)}.")
