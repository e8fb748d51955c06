"""How many tokens are remembered, and which are forgotten first."""

from datetime import timedelta

import pytest

from service.auth.principal import Principal
from service.auth.verified import VerifiedTokens


@pytest.fixture
def maya(now):
    """Be known for an hour."""
    return Principal("northline", "maya", frozenset(), now + timedelta(hours=1))


def test_the_least_recently_used_goes_first(maya, now):
    """The memory is bounded, and what was asked for lately stays."""
    memory, moment = VerifiedTokens(capacity=2), now.timestamp()
    memory.remember(b"a", maya, moment)
    memory.remember(b"b", maya, moment)
    assert memory.find(b"a", moment) is maya
    memory.remember(b"c", maya, moment)
    assert memory.find(b"b", moment) is None
    assert memory.find(b"a", moment) is maya
    assert memory.find(b"c", moment) is maya
    assert len(memory) == 2


def test_what_is_over_is_let_go(maya, now):
    """An entry past its time is dropped when it is next asked for."""
    memory, moment = VerifiedTokens(seconds=60), now.timestamp()
    memory.remember(b"a", maya, moment)
    assert memory.find(b"a", moment + 60) is None
    assert len(memory) == 0


def test_a_token_in_its_leeway_is_not_remembered_to_any_use(maya, now):
    """A token past its expiry, accepted by the leeway alone, is verified each time."""
    memory, moment = VerifiedTokens(), now.timestamp() + 3_600
    memory.remember(b"a", maya, moment)
    assert memory.find(b"a", moment) is None
