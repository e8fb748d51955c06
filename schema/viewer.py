"""Who is asking."""

from datetime import datetime

from schema.rate_limit import RateLimit
from schema.wording import object_type, shown
from service.auth.principal import Principal
from service.gate import Rates


@object_type
class Viewer:
    """What the bearer token says."""

    tenant: str = shown("The company whose data it opens.")
    subject: str = shown("Whom it was issued to.")
    scopes: list[str] = shown("What it allows, such as journeys:read, in alphabetical order.")
    expires_at: datetime = shown("Until when it holds.")
    rate_limit: RateLimit | None = shown("How many requests it may still send; null where none is refused.")

    @classmethod
    def of(cls, principal: Principal, rates: Rates | None) -> "Viewer":
        """Show a principal, and what the rates leave to it."""
        return cls(
            tenant=principal.tenant,
            subject=principal.subject,
            scopes=sorted(principal.scopes),
            expires_at=principal.expires_at,
            rate_limit=RateLimit.of(rates, principal) if rates else None,
        )
