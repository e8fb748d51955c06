"""Two processes that are sent the same feedback at the same moment store it once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from scoring.vocabulary import Channel, Emotion
from service.app.parts import Parts, assemble
from service.errors import Conflict
from service.ingestion import Draft
from service.mongo.client import Mongo, connect
from service.rollups import recount
from service.settings import Limits
from tests.service.atlas import store_journey

ROUNDS, KEYS = 5, 40


@pytest.fixture
async def others(mongo: Mongo, mongo_uri: str) -> AsyncIterator[Parts]:
    """Run a second process's parts on the same database."""
    other = connect(mongo_uri, mongo.database.name)
    async with assemble(other, b"r" * 32, Limits()) as parts:
        yield parts
    await other.aclose()


def a_draft(touchpoint: str, key: int, emotion: Emotion = Emotion.JOY) -> Draft:
    """Draft a feedback on WEB under a numbered key."""
    return Draft(idempotency_key=f"k{key}", touchpoint_id=touchpoint, channel=Channel.WEB, emotion=emotion)


async def test_the_same_keys_at_two_processes_are_counted_once(parts, others):
    """Of each key's two copies one is new and the other its duplicate; counts equal a recount."""
    journey = await store_journey(parts.mongo)
    place = journey.present[0].id
    for first in range(0, ROUNDS * KEYS, KEYS):
        drafts = [a_draft(place, key) for key in range(first, first + KEYS)]
        copies = [each.ingestion.submit("acme", draft) for draft in drafts for each in (parts, others)]
        answers = await asyncio.gather(*copies)
        made = Counter(answer.key for answer in answers if not answer.duplicate)
        assert made == {draft.idempotency_key: 1 for draft in drafts}
        rows = {(answer.key, answer.row["_id"], answer.row["receivedAt"]) for answer in answers}
        assert len(rows) == KEYS
    found = await recount(parts.mongo)
    assert (found.feedback, found.differences) == (ROUNDS * KEYS, [])


async def test_keys_that_overlap_between_two_processes_are_conflicts_of_one(parts, others):
    """Where two processes use the same keys for other contents, each is one's and the other's Conflict."""
    journey = await store_journey(parts.mongo)
    place = journey.present[0].id
    ours = [parts.ingestion.submit("acme", a_draft(place, key)) for key in range(KEYS)]
    theirs = [others.ingestion.submit("acme", a_draft(place, key, Emotion.ANGER)) for key in range(KEYS)]
    answers = await asyncio.gather(*ours, *theirs, return_exceptions=True)
    for one, other in zip(answers[:KEYS], answers[KEYS:], strict=True):
        assert sorted(type(each).__name__ for each in (one, other)) == ["Accepted", "Conflict"]
    assert sum(isinstance(each, Conflict) for each in answers) == KEYS
    assert (await recount(parts.mongo)).differences == []
