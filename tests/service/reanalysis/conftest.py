"""What tests of the reanalysis begin with: a small company where people wrote some sentences."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from scoring.vocabulary import Channel
from service.app.parts import Parts
from service.documents.journey import Journey
from service.ingestion import Draft
from tests.service.atlas import store_journey

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=2)
Say = Callable[..., Awaitable[str]]


@pytest.fixture
async def journey(parts: Parts) -> Journey:
    """Store a journey of the company acme."""
    return await store_journey(parts.mongo)


@pytest.fixture
def say(parts: Parts, journey: Journey) -> Say:
    """Have something said to acme, on WEB; gives the id it is stored under."""

    async def tell(key: str, **fields: object) -> str:
        told = {"text": f"text {key}", "occurred_at": NOON, **fields}
        draft = Draft(idempotency_key=key, touchpoint_id=journey.present[0].id, channel=Channel.WEB, **told)
        accepted = await parts.ingestion.submit("acme", draft)
        assert accepted.row is not None
        return accepted.row["_id"]

    return tell
