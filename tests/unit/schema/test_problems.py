"""A refusal reaches clients whole: which, why, where, and whether to try again."""

import pytest

from schema.problems import Conflict, InvalidInput, LimitExceeded, NotFound, problem_of
from service import errors
from service.errors import Issue, ProblemCode

ISSUES = [
    Issue(("nps",), ProblemCode.OUT_OF_RANGE, "nps is 11"),
    Issue((), ProblemCode.REQUIRED, "nothing was said"),
]


def test_invalid_input():
    """All issues are there; the first speaks for all."""
    assert problem_of(errors.InvalidInput(ISSUES)) == InvalidInput(
        code=ProblemCode.OUT_OF_RANGE, message="nps is 11", path=["nps"], retryable=False, issues=ISSUES
    )


def test_paths_can_begin_further_up():
    """What was told within a draft is shown from the arguments down, issues too."""
    shown = problem_of(errors.InvalidInput(ISSUES), "input")
    assert shown.path == ["input", "nps"]
    assert [issue.path for issue in shown.issues] == [("input", "nps"), ("input",)]


def test_the_others():
    """Each kind keeps what is its own."""
    code = ProblemCode.STALE_REVISION
    assert problem_of(errors.NotFound("gone", ("id",))) == NotFound(
        code=ProblemCode.NOT_FOUND, message="gone", path=["id"], retryable=False
    )
    assert problem_of(errors.Conflict(code, "stale", current_revision=7)) == Conflict(
        code=code, message="stale", path=[], retryable=False, current_revision=7
    )
    assert problem_of(
        errors.LimitExceeded(ProblemCode.QUEUE_FULL, "busy", retry_after_ms=200)
    ) == LimitExceeded(
        code=ProblemCode.QUEUE_FULL, message="busy", path=[], retryable=True, retry_after_ms=200
    )


def test_an_unknown_kind_is_a_bug():
    """A new kind of refusal needs a shape of its own first."""
    with pytest.raises(TypeError, match="Refusal"):
        problem_of(errors.Refusal(ProblemCode.IN_USE, "?"))
