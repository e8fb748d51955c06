"""What a trend shows for one bucket."""

import pytest

from scoring.estimate import Estimate, no_data
from scoring.journey_scores import JourneyScores
from scoring.sheet import Sheet
from scoring.trend import trend_estimate
from scoring.vocabulary import ScoreMetric, ScoreStatus
from tests.unit.scoring.making import felt, key


@pytest.mark.parametrize("metric", ScoreMetric)
def test_an_empty_bucket_is_null(plan, metric):
    """No data is null with its status, whatever the metric."""
    assert trend_estimate(metric, plan, Sheet.of({}).select()) == no_data()


def test_each_metric_is_the_journeys(plan, sheet):
    """With the journey's own interval and n where there is one."""
    cells = sheet.select()
    scores = JourneyScores(plan, cells)
    assert trend_estimate(ScoreMetric.VALENCE, plan, cells) == scores.valence
    assert trend_estimate(ScoreMetric.NPS, plan, cells) == scores.nps
    assert trend_estimate(ScoreMetric.CSAT, plan, cells) == scores.csat


def test_effort_is_its_index_and_consistency_the_headline(plan, sheet):
    """Both without an interval; n counts effort answers, and emotions at the touchpoints tested."""
    cells = sheet.select()
    effort = trend_estimate(ScoreMetric.EFFORT, plan, cells)
    assert effort == Estimate(pytest.approx(1 / 6), None, None, 2, ScoreStatus.OK)
    told = trend_estimate(ScoreMetric.CONSISTENCY, plan, cells)
    assert told == Estimate(pytest.approx(1 - 14 / 49 * 1.55), None, None, 15, ScoreStatus.OK)


def test_a_bucket_with_one_channel_is_untested(plan):
    """SINGLE_GROUP, null, and how many stood behind it."""
    cells = Sheet.of({key("a"): felt(JOY=3).vector()}).select()
    told = trend_estimate(ScoreMetric.CONSISTENCY, plan, cells)
    assert told == Estimate(None, None, None, 3, ScoreStatus.SINGLE_GROUP)
