"""Any time a client can write is stored exactly, or refused with its reason; a known key is always known."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from scoring.selection import Selection
from scoring.vocabulary import Channel, Emotion, ScoreMetric, TimeBucket
from service.errors import Conflict, InvalidInput, ProblemCode
from service.ingestion import Draft
from service.rollups import ScoreFilter, recount
from tests.service.atlas import store_journey

YEAR_1 = datetime(1, 1, 1, tzinfo=UTC)
BEFORE_YEAR_1 = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
AFTER_9999 = datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-12)))
EXTREMES = [BEFORE_YEAR_1, YEAR_1, AFTER_9999]


def draft(journey, key="k", **fields):
    """Return a joyful draft."""
    said = {"channel": Channel.WEB, "emotion": Emotion.JOY, **fields}
    return Draft(idempotency_key=key, touchpoint_id=journey.present[0].id, **said)


async def count(parts, journey, chosen=None):
    """Count the emotions of a journey."""
    [state] = await parts.rollups.scores("acme", [(journey, chosen or ScoreFilter())])
    return state.scores.n


@pytest.mark.parametrize("occurred_at", EXTREMES)
@pytest.mark.parametrize("sent_at", [None, *EXTREMES])
async def test_the_ends_of_the_calendar(parts, occurred_at, sent_at):
    """With its own clock such a time is now; with another it is refused, and nothing is stored."""
    journey = await store_journey(parts.mongo)
    said = draft(journey, occurred_at=occurred_at)
    ago = (sent_at or datetime.now(UTC)) - occurred_at
    if timedelta() <= ago < timedelta(days=365):
        row = (await parts.ingestion.submit("acme", said, sent_at)).row
        assert ago <= datetime.now(UTC) - row["occurredAt"] < ago + timedelta(minutes=1)
        assert await count(parts, journey) == 1
        return
    with pytest.raises(InvalidInput) as refused:
        await parts.ingestion.submit("acme", said, sent_at)
    assert refused.value.code in {ProblemCode.TOO_FAR_AHEAD, ProblemCode.TOO_OLD}
    assert await parts.mongo.database["feedback"].count_documents({}) == 0


@pytest.mark.parametrize("sent_at", [None, *EXTREMES])
async def test_a_known_key_is_known_at_any_time(parts, sent_at):
    """A retry whose clock went mad is the duplicate it is; another body under the key is a conflict."""
    journey = await store_journey(parts.mongo)
    said = draft(journey, occurred_at=datetime.now(UTC))
    first = await parts.ingestion.submit("acme", said)
    again = await parts.ingestion.submit("acme", said, sent_at)
    assert (again.duplicate, again.row["_id"]) == (True, first.row["_id"])
    for occurred_at in EXTREMES:
        with pytest.raises(Conflict):
            await parts.ingestion.submit("acme", draft(journey, occurred_at=occurred_at), sent_at)
    assert await count(parts, journey) == 1


async def test_what_the_database_cuts_is_no_other_body(parts):
    """Microseconds are cut when stored; the retry is a duplicate all the same, a microsecond more is not."""
    journey = await store_journey(parts.mongo)
    when = datetime.now(UTC).replace(microsecond=999_999) - timedelta(hours=1)
    first = await parts.ingestion.submit("acme", draft(journey, occurred_at=when))
    assert first.row["occurredAt"] == when.replace(microsecond=999_000)
    assert (await parts.ingestion.submit("acme", draft(journey, occurred_at=when))).duplicate
    with pytest.raises(Conflict):
        await parts.ingestion.submit("acme", draft(journey, occurred_at=when + timedelta(microseconds=1)))


async def test_a_phone_s_offset_is_kept_and_its_day_is_utc(parts):
    """Two phones, one instant: the same UTC day counts, each with its own offset, half hours included."""
    journey = await store_journey(parts.mongo)
    now = datetime.now(UTC)
    for minutes in (-720, -210, 0, 345, 840):
        local = now.astimezone(timezone(timedelta(minutes=minutes)))
        row = (await parts.ingestion.submit("acme", draft(journey, str(minutes), occurred_at=local))).row
        assert row["utcOffset"] == minutes
    assert await parts.mongo.of("acme")["cells"].count({}, 10) == 1


async def test_an_import_reaches_back_to_the_year_1(parts):
    """Ancient feedback is counted on its day, found by its days and by all time, and can be erased."""
    journey = await store_journey(parts.mongo, score_window_days=None)
    epoch = datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    for number, when in enumerate([YEAR_1, epoch, datetime(1970, 1, 1, tzinfo=UTC)]):
        said = draft(journey, str(number), occurred_at=when, customer_ref="al", run_ref="r")
        row = (await parts.ingestion.submit("acme", said, ancient=True)).row
        assert row["occurredAt"] == when.replace(microsecond=when.microsecond // 1000 * 1000)
    assert await count(parts, journey) == 3
    assert await count(parts, journey, ScoreFilter(until=-1)) == 2
    assert await count(parts, journey, ScoreFilter(since=-1, until=-1)) == 1
    days = (epoch.date(), epoch.date() + timedelta(days=1))
    trend = await parts.rollups.trend(
        "acme", journey, ScoreMetric.VALENCE, *days, TimeBucket.DAY, Selection()
    )
    assert [point.n for point in trend.points] == [1, 1]
    assert (await parts.ingestion.forget("acme", "al")).erased == 3
    assert await count(parts, journey) == 0
    assert (await recount(parts.mongo)).differences == []
