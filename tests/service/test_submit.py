"""A feedback is counted once, however often and however concurrently it is sent."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from scoring.vocabulary import Channel, Emotion, EmotionOrigin
from service.errors import Conflict, InvalidInput, NotFound, ProblemCode
from service.ingestion import Draft
from service.rollups import Rollups, ScoreFilter, recount
from tests.service.atlas import archive, store_journey


def draft(touchpoint: str, key: str = "k", **fields) -> Draft:
    """Draft a joyful feedback on the web."""
    usual = {"idempotency_key": key, "touchpoint_id": touchpoint, "channel": Channel.WEB}
    return Draft(**{**usual, "emotion": Emotion.JOY, **fields})


async def score(parts, journey):
    """Read a journey's scores as they are without a filter."""
    [state] = await parts.rollups.scores(journey.tenant, [(journey, ScoreFilter())])
    return state


async def test_one_feedback_is_one_count(parts):
    """The first submission is no duplicate and moves n from 0 to 1, seq from 0 to 1."""
    journey = await store_journey(parts.mongo)
    before = await score(parts, journey)
    accepted = await parts.ingestion.submit("acme", draft(journey.present[0].id))
    after = await score(parts, journey)
    assert not accepted.duplicate
    assert (before.seq, before.scores.n) == (0, 0)
    assert (after.seq, after.scores.n, after.scores.valence.value) == (1, 1, 0.85)


async def test_hundred_concurrent_copies_are_one(parts):
    """A hundred copies of one key at once: one document, one count, one id, one not a duplicate."""
    journey = await store_journey(parts.mongo)
    copies = [parts.ingestion.submit("acme", draft(journey.present[0].id)) for _ in range(100)]
    answers = await asyncio.gather(*copies)
    assert len({answer.row["_id"] for answer in answers}) == 1
    assert sum(not answer.duplicate for answer in answers) == 1
    assert (await score(parts, journey)).scores.n == 1
    assert await parts.mongo.of("acme")["feedback"].count({}, 10) == 1


async def test_same_key_with_another_body_is_a_conflict(parts):
    """The second body is refused as KEY_REUSED and nothing of it is stored, in one commit or in two."""
    journey = await store_journey(parts.mongo)
    place = journey.present[0].id
    both = await asyncio.gather(
        parts.ingestion.submit("acme", draft(place)),
        parts.ingestion.submit("acme", draft(place, nps=3)),
        return_exceptions=True,
    )
    assert [type(answer).__name__ for answer in both] == ["Accepted", "Conflict"]
    with pytest.raises(Conflict) as refused:
        await parts.ingestion.submit("acme", draft(place, emotion=Emotion.ANGER))
    assert refused.value.code is ProblemCode.KEY_REUSED
    state = await score(parts, journey)
    assert (state.scores.n, state.scores.nps.n) == (1, 0)


async def test_same_key_in_another_tenant_is_independent(parts):
    """Two tenants may use one key; each has its own feedback."""
    ours, theirs = await store_journey(parts.mongo), await store_journey(parts.mongo, "other")
    first = await parts.ingestion.submit("acme", draft(ours.present[0].id))
    second = await parts.ingestion.submit("other", draft(theirs.present[0].id))
    assert not first.duplicate
    assert not second.duplicate
    assert first.row["_id"] != second.row["_id"]


async def test_another_tenants_touchpoint_is_not_found(parts):
    """A foreign touchpoint answers exactly as one that never was."""
    theirs = await store_journey(parts.mongo, "other")
    with pytest.raises(NotFound) as refused:
        await parts.ingestion.submit("acme", draft(theirs.present[0].id))
    assert refused.value.path == ("touchpointId",)
    assert await parts.mongo.database["feedback"].count_documents({}) == 0


async def test_retry_after_archiving_is_a_duplicate_and_a_new_one_is_not_found(parts):
    """The key is looked up before any refusal that depends on the map."""
    journey = await store_journey(parts.mongo)
    place = journey.present[0].id
    first = await parts.ingestion.submit("acme", draft(place))
    await archive(parts.mongo, journey, datetime(2026, 1, 2, tzinfo=UTC))
    parts.ingestion._atlas._kept.clear()  # noqa: SLF001  # as if the cache had aged
    again = await parts.ingestion.submit("acme", draft(place))
    assert (again.duplicate, again.row["_id"]) == (True, first.row["_id"])
    with pytest.raises(NotFound, match="2026-01-02"):
        await parts.ingestion.submit("acme", draft(place, key="new"))


async def test_wrong_clock_loses_nothing(parts):
    """A phone two days ahead that says when it sends is corrected; one that does not is refused."""
    journey = await store_journey(parts.mongo)
    place = journey.present[0].id
    ahead = datetime.now(UTC) + timedelta(days=2)
    sent = draft(place, occurred_at=ahead - timedelta(hours=1))
    with pytest.raises(InvalidInput) as refused:
        await parts.ingestion.submit("acme", sent)
    assert refused.value.code is ProblemCode.TOO_FAR_AHEAD
    accepted = await parts.ingestion.submit("acme", sent, sent_at=ahead)
    age = datetime.now(UTC) - accepted.row["occurredAt"]
    assert timedelta(minutes=59) < age < timedelta(minutes=61)


async def test_text_without_emotion_is_unclassified(parts):
    """Text alone and low confidence are kept, counted as unclassified, and never scored."""
    journey = await store_journey(parts.mongo)
    place = journey.present[0].id
    await parts.ingestion.submit("acme", draft(place, key="a", emotion=None, text="It broke."))
    low = {"origin": EmotionOrigin.INFERRED, "confidence": 0.49}
    await parts.ingestion.submit("acme", draft(place, key="b", **low))
    scores = (await score(parts, journey)).scores
    assert (scores.n, scores.evidence.unclassified, scores.valence.value) == (0, 2, None)


async def test_erasing_a_customer_subtracts_exactly(parts):
    """A forgotten customer leaves cells, runs and scores as if never heard; a late retry stores nothing."""
    journey = await store_journey(parts.mongo)
    first, second = (place.id for place in journey.present)
    keep = draft(first, key="keep", customer_ref="bo", run_ref="r1", emotion=Emotion.ANGER)
    await parts.ingestion.submit("acme", keep)
    expected = await score(parts, journey)
    gone = [
        draft(first, key="1", customer_ref="al", run_ref="r1", nps=3),
        draft(second, key="2", customer_ref="al", run_ref="r2", csat=5),
    ]
    for each in gone:
        await parts.ingestion.submit("acme", each)
    forgotten = await parts.ingestion.forget("acme", "al")
    assert (forgotten.erased, forgotten.journeys_corrected) == (2, 1)
    after = await score(parts, journey)
    assert (after.scores.n, after.scores.valence) == (expected.scores.n, expected.scores.valence)
    assert after.seq > expected.seq
    retry = await parts.ingestion.submit("acme", gone[0])
    assert (retry.duplicate, retry.row) == (True, None)
    assert (await recount(parts.mongo)).differences == []
    assert await parts.mongo.of("acme")["runs"].count({}, 10) == 1


async def test_deleting_one_feedback_subtracts_it(parts):
    """deleteFeedback corrects the scores once; the second time there is nothing to find."""
    journey = await store_journey(parts.mongo)
    accepted = await parts.ingestion.submit("acme", draft(journey.present[0].id))
    with pytest.raises(NotFound):
        await parts.ingestion.delete("other", accepted.row["_id"])
    await parts.ingestion.delete("acme", accepted.row["_id"])
    assert (await score(parts, journey)).scores.n == 0
    with pytest.raises(NotFound):
        await parts.ingestion.delete("acme", accepted.row["_id"])
    assert (await recount(parts.mongo)).differences == []


async def test_a_second_process_is_exact_at_once(parts, mongo):
    """What one process has acknowledged, another one's next read shows, from its resident window."""
    journey = await store_journey(parts.mongo)
    other = Rollups(mongo, 1 << 20)
    for count in range(1, 6):
        await parts.ingestion.submit("acme", draft(journey.present[0].id, key=str(count)))
        [state] = await other.scores("acme", [(journey, ScoreFilter())])
        assert (state.seq, state.scores.n) == (count, count)
