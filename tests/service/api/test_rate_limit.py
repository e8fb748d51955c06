"""`viewer { rateLimit }`: what is left, for a client that would rather wait than be refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.auth.principal import Principal
from service.gate import Rates
from service.settings import Limits

ASK = "{ viewer { rateLimit { limit remaining resetAt } } }"


@pytest.fixture
def rates():
    """Let 2 a second through, by a clock that stands."""
    return Rates(Limits(token_rate=2), lambda: 100.0)


async def test_null_where_nobody_is_refused(client):
    """Rates are off: there is nothing to be told."""
    assert await client.data(ASK) == {"viewer": {"rateLimit": None}}


async def test_what_is_left(client, rates):
    """Three of four, all again in half a second; looking takes nothing by itself."""
    asking = replace(client, services=replace(client.services, rates=rates))
    rates.admit(Principal(client.tenant, client.subject, frozenset(), datetime.now(UTC)))
    for _ in range(2):
        before = datetime.now(UTC)
        told = (await asking.data(ASK))["viewer"]["rateLimit"]
        assert (told["limit"], told["remaining"]) == (4, 3)
        reset = datetime.fromisoformat(told["resetAt"])
        half = timedelta(milliseconds=500)
        assert before + half - timedelta(milliseconds=1) <= reset <= datetime.now(UTC) + half
