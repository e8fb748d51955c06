"""A touchpoint's scores, in its journey and after it left."""

import pytest

from scoring.estimate import no_data
from scoring.evidence import Evidence
from scoring.journey_scores import JourneyScores
from scoring.selection import Selection
from scoring.sheet import Sheet
from scoring.vocabulary import Channel, ConsistencyGroupBy, Emotion, EmotionZone, FeedbackSource, ScoreStatus
from tests.unit.scoring.making import felt, key

MEAN = (8.5 - 3.5 + 2.2) / 19


@pytest.fixture
def scores(plan, sheet):
    """The journey's scores under the default filter."""
    return JourneyScores(plan, sheet.select())


def test_a_touchpoint_heard_on_two_channels(scores):
    """Ten joys on the web, five angers by phone."""
    a = scores.touchpoint("a")
    assert (a.n, a.valence.value, a.valence.n) == (15, pytest.approx(1 / 3), 15)
    assert a.shrunk_valence == pytest.approx((5 + 5 * MEAN) / 20)
    assert (a.zone, a.is_peak, a.is_end) == (EmotionZone.POSITIVE, False, False)
    assert a.emotional_load == pytest.approx((8.5 + 3.5) / 15)
    assert a.alignment.value == pytest.approx(1 - 1.55 / 3 / 1.85)
    assert [(e.emotion, e.count) for e in a.emotions] == [(Emotion.JOY, 10), (Emotion.ANGER, 5)]
    assert a.nps == a.csat == a.effort.mean == no_data()
    assert a.says_feels_gap is None
    assert (a.opportunity.rank, a.opportunity.recoverable_valence) == (1, pytest.approx(3.5 / 19))
    assert a is scores.touchpoint("a")


def test_its_consistency(scores):
    """Across channels by default; its own touchpoint, or its only persona, is one group."""
    a = scores.touchpoint("a")
    assert a.consistency().score == pytest.approx(1 - 14 / 49 * 1.55)
    assert a.consistency() is a.consistency(ConsistencyGroupBy.CHANNEL)
    assert a.consistency(ConsistencyGroupBy.SOURCE).score == a.consistency().score
    assert a.consistency(ConsistencyGroupBy.TOUCHPOINT).status is ScoreStatus.SINGLE_GROUP
    assert [(g.key, g.n) for g in a.consistency(ConsistencyGroupBy.PERSONA).groups] == [("p", 10)]


def test_declared_channels_are_shown_and_any_that_was_heard(scores):
    """WEB and APP are declared, PHONE was heard; enum order."""
    told = scores.touchpoint("a").channels
    assert [(each.channel, each.n) for each in told] == [
        (Channel.WEB, 10),
        (Channel.APP, 0),
        (Channel.PHONE, 5),
    ]
    assert [each.valence.value for each in told] == [pytest.approx(0.85), None, pytest.approx(-0.7)]
    assert [[e.emotion for e in each.emotions] for each in told] == [[Emotion.JOY], [], [Emotion.ANGER]]
    silent = scores.touchpoint("c").channels
    assert [(each.channel, each.valence) for each in silent] == [(Channel.PHONE, no_data())]


def test_its_evidence(scores):
    """Its own alone."""
    by_source = ((FeedbackSource.IN_APP, 10), (FeedbackSource.SUPPORT, 5))
    by_channel = ((Channel.WEB, 10), (Channel.PHONE, 5))
    assert scores.touchpoint("a").evidence == Evidence(15, 10, 5, by_source, by_channel, 2)


def test_the_peak_and_the_end(scores):
    """`b` is the most intense and the last with data."""
    b = scores.touchpoint("b")
    assert (b.is_peak, b.is_end) == (True, True)
    assert (b.nps.n, b.csat.value, b.effort.index) == (3, 0.5, pytest.approx(1 / 6))
    assert b.says_feels_gap == pytest.approx(-0.55)
    assert b.alignment == no_data()


def test_a_silent_touchpoint(scores):
    """All null, neither peak nor end; what could be recovered there is 0."""
    c = scores.touchpoint("c")
    assert (c.n, c.valence, c.alignment) == (0, no_data(), no_data())
    assert (c.shrunk_valence, c.zone, c.emotional_load, c.says_feels_gap) == (None, None, None, None)
    assert (c.is_peak, c.is_end, c.emotions) == (False, False, ())
    assert c.consistency().status is ScoreStatus.NO_DATA
    assert (c.opportunity.rank, c.opportunity.recoverable_valence, c.opportunity.score) == (3, 0, None)


def test_a_removed_touchpoint_keeps_its_own_scores(scores):
    """Shrunk to the journey it left, where it is neither peak nor end and has no rank.

    S = 0, shrunk 10 * (5 * 14/19)/8; the journey's n is without it.
    """
    x = scores.touchpoint("x")
    assert (x.n, x.valence.value) == (3, pytest.approx(-0.65))
    assert x.shrunk_valence == pytest.approx((-1.95 + 5 * MEAN) / 8)
    assert (x.zone, x.is_peak, x.is_end) == (EmotionZone.NEUTRAL, False, False)
    assert (x.opportunity.rank, x.opportunity.satisfaction, x.opportunity.raw) == (None, 0, 10)
    assert x.opportunity.score == pytest.approx(10 - 10 * 5 * 14 / 19 / 8)
    assert x.opportunity.recoverable_valence == pytest.approx(1.95 / 19)
    assert x.consistency().status is ScoreStatus.SINGLE_GROUP
    assert x.evidence.n == 3
    assert [each.touchpoint for each in scores.opportunities] == ["a", "b", "c"]


def test_a_removed_touchpoint_of_a_silent_journey(plan):
    """With no prior there is nothing to be pulled to."""
    scores = JourneyScores(plan, Sheet.of({key("x"): felt(SADNESS=3).vector()}).select())
    x = scores.touchpoint("x")
    assert (scores.n, x.shrunk_valence, x.zone) == (0, pytest.approx(-0.65), EmotionZone.FRUSTRATION)
    assert (x.opportunity.score, x.opportunity.recoverable_valence) == (10, None)


def test_an_unknown_touchpoint(scores):
    """A touchpoint the plan does not know is a KeyError, though cells of it exist."""
    with pytest.raises(KeyError, match="ghost"):
        scores.touchpoint("ghost")


def test_peak_and_end_follow_the_filter(plan, sheet):
    """With SOCIAL counted, `b` is angry; by phone alone, `a` is all there is."""
    angry = JourneyScores(plan, sheet.select(Selection()))
    assert angry.touchpoint("b").zone is EmotionZone.FRUSTRATION
    phone = JourneyScores(plan, sheet.select(Selection(channels=frozenset({Channel.PHONE}))))
    assert (phone.touchpoint("a").is_peak, phone.touchpoint("a").is_end, phone.peak_end) == (True, True, -0.7)
