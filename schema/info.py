"""Who asks, and whom a resolver may ask."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import strawberry

from service.auth.principal import Principal

if TYPE_CHECKING:
    from schema.loaders import Loaders
    from schema.services import Services


@dataclass(frozen=True, slots=True)
class Context:
    """What every resolver of one request has."""

    principal: Principal
    services: "Services"
    loaders: "Loaders"

    @property
    def tenant(self) -> str:
        """The tenant whose data is seen, and no other's."""
        return self.principal.tenant


Info = strawberry.Info[Context, None]
