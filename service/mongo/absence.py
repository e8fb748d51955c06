"""A database that does not answer: known by its errors, told as Overloaded."""

from collections.abc import Iterator
from contextlib import contextmanager

from pymongo.errors import ConnectionFailure, OperationFailure, PyMongoError

from service.errors import Overloaded

SAID = "the database did not answer in time: send the same again, nothing is counted twice"

NOT_YET = frozenset({134, 246, 262})
"""ReadConcernMajorityNotAvailableYet, SnapshotUnavailable, ExceededTimeLimit: it began a moment ago."""


def unanswered(error: BaseException) -> bool:
    """Tell whether the database failed to answer, whatever it was asked: the same may succeed later."""
    if isinstance(error, OperationFailure) and error.code in NOT_YET:
        return True
    return isinstance(error, PyMongoError) and (error.timeout or isinstance(error, ConnectionFailure))


@contextmanager
def answering() -> Iterator[None]:
    """Raise Overloaded where the database does not answer; what else goes wrong passes through."""
    try:
        yield
    except PyMongoError as error:
        if unanswered(error):
            raise Overloaded(SAID) from error
        raise
