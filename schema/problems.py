"""Expected refusals, as data: what was refused, where, and whether trying again can help."""

from dataclasses import replace
from typing import Final

from schema.vocabulary import ProblemCode
from schema.wording import interface_type, object_type, shown
from service import errors

_PATH: Final = (
    'Where: from the arguments down, such as ["input", "stages", "0", "name"]; within its item for a batch. '
    "Empty when it concerns the whole."
)


@interface_type
class Problem:
    """A write that was refused, and changed nothing.

    Always request `... on Problem { code message path retryable }` beside the outcomes you handle: outcomes
    that are added later arrive there.
    """

    code: ProblemCode = shown("Why, for programs.")
    message: str = shown("Why and how to mend it, in English, for developers. Not for end users.")
    path: list[str] = shown(_PATH)
    retryable: bool = shown("Whether sending the very same again later can succeed.")


@object_type
class InputIssue:
    """One thing that is wrong with an input."""

    path: list[str] = shown(_PATH)
    code: ProblemCode = shown("Which kind of rule is broken, for programs.")
    message: str = shown("Which rule is broken and how to mend it, in English, for developers.")


@object_type
class InvalidInput(Problem):
    """The input breaks rules.

    Every broken one is in `issues`; `code`, `message` and `path` are the first's.
    """

    issues: list[errors.Issue] = shown(
        "Everything that is wrong, at least one.", graphql_type=list[InputIssue]
    )


@object_type
class NotFound(Problem):
    """What the input refers to is not there, is another tenant's, or no longer takes what was sent."""


@object_type
class Conflict(Problem):
    """The write contradicts what is stored: a key used before, a revision gone by, something still in use."""

    current_revision: int | None = shown(
        "The revision it has now, when `code` is STALE_REVISION: read it again, decide anew, send that."
    )


@object_type
class LimitExceeded(Problem):
    """A bound of the service was reached."""

    retry_after_ms: int | None = shown(
        "How long to wait before sending the same again; null: it will not help."
    )


AnyProblem = InvalidInput | NotFound | Conflict | LimitExceeded


def problem_of(refusal: errors.Refusal, *within: str) -> AnyProblem:
    """Show a refusal to the world; `within` says where in the arguments its paths begin."""
    code, message, path, retryable = (
        refusal.code,
        refusal.message,
        [*within, *refusal.path],
        refusal.retryable,
    )
    match refusal:
        case errors.InvalidInput(issues=found):
            issues = [replace(issue, path=(*within, *issue.path)) for issue in found]
            return InvalidInput(code=code, message=message, path=path, retryable=retryable, issues=issues)
        case errors.NotFound():
            return NotFound(code=code, message=message, path=path, retryable=retryable)
        case errors.Conflict(current_revision=revision):
            return Conflict(
                code=code, message=message, path=path, retryable=retryable, current_revision=revision
            )
        case errors.LimitExceeded(retry_after_ms=wait):
            return LimitExceeded(
                code=code, message=message, path=path, retryable=retryable, retry_after_ms=wait
            )
    raise TypeError(f"{type(refusal).__name__} is no outcome of the API")


class Answered:
    """Answers one kind of refusal as data, wherever a field's union has a place for it."""

    def __init__(self, exception_type: type[errors.Refusal], error_type: type[Problem]) -> None:
        self.exception_type = exception_type
        self.error_type = error_type

    def handle(self, exception: errors.Refusal, *, field: object, info: object) -> AnyProblem:  # noqa: ARG002  strawberry's signature
        """Turn the refusal into its Problem."""
        return problem_of(exception)


ANSWERED: Final = (
    Answered(errors.InvalidInput, InvalidInput),
    Answered(errors.NotFound, NotFound),
    Answered(errors.Conflict, Conflict),
    Answered(errors.LimitExceeded, LimitExceeded),
)
