"""What can be refused, and why. Errors are facts with their values; they know neither HTTP nor GraphQL.

Two families. A `Refusal` is an expected answer of a write and reaches clients as data (a Problem in the
result's union). A `RequestError` refuses the request, or one field of it, and reaches clients as a GraphQL
error with a code. Anything else that is raised is a bug.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class ProblemCode(StrEnum):
    """Why a write was refused, for programs."""

    REQUIRED = "REQUIRED"
    TOO_LONG = "TOO_LONG"
    OUT_OF_RANGE = "OUT_OF_RANGE"
    MALFORMED = "MALFORMED"
    TOO_FAR_AHEAD = "TOO_FAR_AHEAD"
    TOO_OLD = "TOO_OLD"
    NOT_FOUND = "NOT_FOUND"
    KEY_REUSED = "KEY_REUSED"
    STALE_REVISION = "STALE_REVISION"
    IN_USE = "IN_USE"
    TOO_MANY = "TOO_MANY"
    QUEUE_FULL = "QUEUE_FULL"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong with an input: where (names and list positions), which rule, and how to mend it."""

    path: tuple[str, ...]
    code: ProblemCode
    message: str


class Refusal(Exception):
    """An expected refusal of a write. Nothing was changed."""

    retryable = False

    def __init__(self, code: ProblemCode, message: str, path: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.path = tuple(path)


class InvalidInput(Refusal):
    """The input breaks a rule; `issues` lists every broken one, the first speaks for all."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        first = issues[0]
        super().__init__(first.code, first.message, first.path)
        self.issues = tuple(issues)


class NotFound(Refusal):
    """What the input refers to is not there (or another tenant's, which is the same)."""

    def __init__(self, message: str, path: Sequence[str] = ()) -> None:
        super().__init__(ProblemCode.NOT_FOUND, message, path)


class Conflict(Refusal):
    """The write contradicts what is stored: a reused key, a stale revision, something still in use."""

    def __init__(
        self,
        code: ProblemCode,
        message: str,
        path: Sequence[str] = (),
        current_revision: int | None = None,
    ) -> None:
        super().__init__(code, message, path)
        self.current_revision = current_revision


class LimitExceeded(Refusal):
    """A bound of the service was reached; retryable when waiting `retry_after_ms` helps."""

    def __init__(
        self,
        code: ProblemCode,
        message: str,
        path: Sequence[str] = (),
        retry_after_ms: int | None = None,
    ) -> None:
        super().__init__(code, message, path)
        self.retry_after_ms = retry_after_ms
        self.retryable = retry_after_ms is not None


class RequestError(Exception):
    """A request, or one field of it, that is refused with a code."""

    code = "INTERNAL_SERVER_ERROR"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Unauthenticated(RequestError):
    """No bearer, or one that does not hold."""

    code = "UNAUTHENTICATED"


class Forbidden(RequestError):
    """The bearer holds, but lacks a scope."""

    code = "FORBIDDEN"


class BadUserInput(RequestError):
    """An argument that cannot be meant: a bad cursor, a malformed id, a negative page."""

    code = "BAD_USER_INPUT"


class MalformedId(BadUserInput):
    """A string that is no id of the wanted kind."""


class PersistedQueryNotFound(RequestError):
    """A document is asked for by a hash that nobody has sent it under: send hash and document once."""

    code = "PERSISTED_QUERY_NOT_FOUND"

    def __init__(self) -> None:
        super().__init__("PersistedQueryNotFound")  # the very word that Apollo's clients look for


class NoSuchJourney(RequestError):
    """The journey to follow is not there (or another tenant's, which is the same)."""

    code = "NOT_FOUND"

    def __init__(self, journey_id: str) -> None:
        super().__init__(f"There is no journey {journey_id}: pass the id of one of yours.")


class Overloaded(RequestError):
    """The service or its database cannot answer just now; the same request may be sent again."""

    code = "OVERLOADED"


class RateLimited(RequestError):
    """A request that came too soon: `whose` ("token" or "tenant") requests are let through `rate` a second.

    It may be sent again after `wait` seconds.
    """

    code = "RATE_LIMITED"

    def __init__(self, whose: str, rate: float, wait: float) -> None:
        super().__init__(f"This {whose} may send {rate:g} requests a second: send this again a little later.")
        self.whose = whose
        self.wait = wait


class ConfigurationError(Exception):
    """A setting is missing or unsafe; the message names it and the fix."""
