"""Who is asking."""

from datetime import datetime

from schema.wording import object_type, shown
from service.auth.principal import Principal


@object_type
class Viewer:
    """What the bearer token says."""

    tenant: str = shown("The company whose data it opens.")
    subject: str = shown("Whom it was issued to.")
    scopes: list[str] = shown("What it allows, such as journeys:read, in alphabetical order.")
    expires_at: datetime = shown("Until when it holds.")

    @classmethod
    def of(cls, principal: Principal) -> "Viewer":
        """Show a principal."""
        return cls(
            tenant=principal.tenant,
            subject=principal.subject,
            scopes=sorted(principal.scopes),
            expires_at=principal.expires_at,
        )
