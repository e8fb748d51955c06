"""What one request comes with."""

from schema.info import Context
from schema.loaders import Loaders
from schema.services import Services
from service.auth.principal import Principal

__all__ = ["Context", "new_context"]


def new_context(principal: Principal, services: Services) -> Context:
    """Give the resolvers of one request, or of one socket, what they need."""
    return Context(principal, services, Loaders(principal.tenant, services))
