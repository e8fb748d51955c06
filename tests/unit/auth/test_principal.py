"""What a principal may do, and what it is told when it may not."""

from dataclasses import FrozenInstanceError

import pytest

from service.auth.principal import Principal
from service.auth.scopes import Scope
from service.errors import Forbidden


@pytest.fixture
def reader(now):
    """Hold two scopes of six."""
    return Principal("northline", "maya", frozenset({Scope.JOURNEYS_READ, Scope.SCORES_READ}), now)


def test_what_is_held_passes(reader):
    """Held scopes pass alone and together, and asking for nothing always passes."""
    reader.require()
    reader.require(Scope.SCORES_READ)
    reader.require(Scope.JOURNEYS_READ, Scope.SCORES_READ)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ([Scope.FEEDBACK_READ], "This needs a token with the scope feedback:read."),
        ([Scope.JOURNEYS_READ, Scope.CUSTOMERS_ERASE], "This needs a token with the scope customers:erase."),
        (
            [Scope.FEEDBACK_WRITE, Scope.FEEDBACK_READ],
            "This needs a token with the scopes feedback:write and feedback:read.",
        ),
    ],
)
def test_what_is_missing_is_named(asked, message, reader):
    """The refusal names every missing scope and none that is held."""
    with pytest.raises(Forbidden) as refused:
        reader.require(*asked)
    assert refused.value.message == message
    assert refused.value.code == "FORBIDDEN"


def test_a_principal_cannot_be_changed(reader):
    """Nothing that handles a principal can widen it."""
    with pytest.raises(FrozenInstanceError):
        reader.tenant = "eve"


def test_the_scopes_are_those_of_the_contract():
    """Six scopes, by the names that tokens carry."""
    assert [scope.value for scope in Scope] == [
        "journeys:read",
        "journeys:write",
        "scores:read",
        "feedback:write",
        "feedback:read",
        "customers:erase",
    ]
