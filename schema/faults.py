"""What went wrong, as clients are told: refusals with their code, the rest masked under a reference."""

import secrets
from typing import Any

import structlog
from graphql import GraphQLError, ValueNode

from service.errors import Overloaded, RequestError
from service.mongo.absence import unanswered
from service.stack import stack_of

log = structlog.get_logger()


def told(error: GraphQLError) -> dict[str, Any]:
    """Describe an error met while executing."""
    message, extensions = _said(error)
    described: dict[str, Any] = {"message": message}
    if error.locations:
        described["locations"] = [location.formatted for location in error.locations]
    if error.path is not None:
        described["path"] = error.path
    return {**described, "extensions": extensions}


def told_variable(error: GraphQLError) -> dict[str, Any]:
    """Describe why a variable is not what the operation says it is."""
    return {**error.formatted, "extensions": {"code": "BAD_USER_INPUT"}}


class Refused(Exception):
    """A request that is refused, with what is told of it."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__()
        self.errors = errors


def refusals(error: Exception) -> list[dict[str, Any]]:
    """Describe why a whole request is refused, or what failed in the service itself."""
    match error:
        case Refused(errors=errors):
            return errors
        case RequestError():
            return [{"message": error.message, "extensions": {"code": error.code}}]
    message, extensions = _masked(error)
    return [{"message": message, "extensions": extensions}]


def _said(error: GraphQLError) -> tuple[str, dict[str, Any]]:
    cause = error.original_error
    if cause is None:
        return error.message, {"code": "GRAPHQL_VALIDATION_FAILED"}
    if isinstance(cause, RequestError):
        return cause.message, {"code": cause.code}
    if isinstance(cause, GraphQLError) and error.nodes and isinstance(error.nodes[0], ValueNode):
        return error.message, {"code": "BAD_USER_INPUT"}  # an argument that only execution finds out about
    return _masked(cause)


def _masked(cause: Exception) -> tuple[str, dict[str, Any]]:
    if unanswered(cause):
        log.warning("database.unavailable", error=type(cause).__name__)
        return (
            "The database does not answer just now. Send a query again later; look before repeating a write.",
            {"code": Overloaded.code},
        )
    reference = secrets.token_hex(8)
    log.error("request.failed", reference=reference, stack=stack_of(cause))
    message = f"Internal error. Quote the reference {reference} when you report it."
    return message, {"code": RequestError.code, "reference": reference}
