"""Which failures mean that the database does not answer just now, and which that a question is wrong."""

import pytest
from pymongo.errors import AutoReconnect, ExecutionTimeout, NetworkTimeout, OperationFailure, PyMongoError

from service.errors import Overloaded
from service.mongo.absence import answering, unanswered


@pytest.mark.parametrize(
    "error",
    [
        AutoReconnect("gone"),
        NetworkTimeout("slow"),
        ExecutionTimeout("slow", 50),
        OperationFailure("no majority snapshot is available", 134),
        OperationFailure("no snapshot", 246),
        OperationFailure("too late", 262),
    ],
)
def test_the_same_may_succeed_later(error):
    """It is told as Overloaded, so that it is asked again: no subscriber takes it for a journey's state."""
    assert unanswered(error)
    with pytest.raises(Overloaded), answering():
        raise error


@pytest.mark.parametrize(
    "error", [OperationFailure("bad value", 2), OperationFailure("?"), PyMongoError(), ValueError()]
)
def test_the_same_would_fail_again(error):
    """It passes through."""
    assert not unanswered(error)
    with pytest.raises(type(error)), answering():
        raise error
