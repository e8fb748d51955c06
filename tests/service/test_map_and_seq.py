"""A seq never promises more than the map beside it holds."""

from scoring.vocabulary import ScoreMetric, TimeBucket
from service.documents.cell import day_of
from service.documents.journey import Journey
from service.rollups import ScoreFilter
from tests.service.atlas import store_journey
from tests.service.test_submit import draft

TENANT = "acme"


async def seqs_of(parts, journey: Journey, when) -> list[int]:
    """Tell the seq of a map four ways: alone, with scores, with scores of dated days, with a trend."""
    day = when.date()
    state, dated = await parts.rollups.scores(
        TENANT, [(journey, ScoreFilter()), (journey, ScoreFilter(since=day_of(when)))]
    )
    trend = await parts.rollups.trend(
        TENANT, journey, ScoreMetric.VALENCE, day, day, TimeBucket.DAY, ScoreFilter().selection
    )
    alone = await parts.rollups.seqs(TENANT, [journey])
    return [alone[journey.id], state.seq, dated.seq, trend.seq]


async def test_a_map_read_before_an_edit_is_of_a_lower_seq(parts):
    """Whoever holds the old map with the scores of now sees a seq that the next question exceeds."""
    old = await store_journey(parts.mongo)
    accepted = await parts.ingestion.submit(TENANT, draft(old.present[0].id))
    when = accepted.row["occurredAt"]
    assert await seqs_of(parts, old, when) == [1, 1, 1, 1]
    new, _ = await parts.editing.remove_touchpoint(TENANT, old.present[0].id, None)
    assert await seqs_of(parts, old, when) == [1, 1, 1, 1]
    assert await seqs_of(parts, new, when) == [2, 2, 2, 2]
    newer, _ = await parts.editing.update_touchpoint(TENANT, new.present[0].id, {"moment_weight": 2.0}, None)
    await parts.ingestion.submit(TENANT, draft(newer.present[0].id, key="another"))
    assert await seqs_of(parts, old, when) == [2, 2, 2, 2]
    assert await seqs_of(parts, newer, when) == [4, 4, 4, 4]


async def test_the_old_map_is_scored_as_it_was(parts):
    """Scores of the old map still count the touchpoint that the new one has lost."""
    old = await store_journey(parts.mongo)
    await parts.ingestion.submit(TENANT, draft(old.present[0].id))
    new, _ = await parts.editing.remove_touchpoint(TENANT, old.present[0].id, None)
    of_old, of_new = await parts.rollups.scores(TENANT, [(old, ScoreFilter()), (new, ScoreFilter())])
    assert (of_old.scores.n, of_new.scores.n) == (1, 0)
