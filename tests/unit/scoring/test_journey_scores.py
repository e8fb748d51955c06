"""A journey's scores, all worked by hand on one small journey, and their properties on any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.cell import EMPTY
from scoring.curve import CurvePoint
from scoring.estimate import no_data
from scoring.evidence import Evidence
from scoring.journey_scores import JourneyScores
from scoring.plan import Plan
from scoring.selection import Selection
from scoring.sheet import Sheet
from scoring.vocabulary import Channel, ConsistencyGroupBy, EmotionZone, FeedbackSource, ScoreStatus
from tests.unit.scoring.making import planned, windows

MEAN = (8.5 - 3.5 + 2.2) / 19


@pytest.fixture
def scores(plan, sheet):
    """The journey's scores under the default filter."""
    return JourneyScores(plan, sheet.select())


def test_only_present_touchpoints_count(scores):
    """Ten joys, five angers, four trusts: neither the removed, nor the unknown, nor SOCIAL."""
    assert scores.n == scores.valence.n == scores.evidence.n == 19
    assert scores.valence.value == pytest.approx(MEAN)
    assert scores.zone is EmotionZone.POSITIVE


def test_the_headline(scores):
    """Only `a` was met on two channels: its score, and a third of the journey covered."""
    told = scores.cross_channel
    assert told.score == pytest.approx(1 - 14 / 49 * 1.55)
    assert (told.status, told.coverage, told.n) == (ScoreStatus.OK, pytest.approx(1 / 3), 15)


def test_consistency_is_asked_of_any_groups(scores):
    """Channels pooled over touchpoints, touchpoints in travelling order, the one persona, the sources."""
    told = {by: scores.consistency(by) for by in ConsistencyGroupBy}
    groups = {by: [(group.key, group.n) for group in each.groups] for by, each in told.items()}
    assert groups == {
        ConsistencyGroupBy.CHANNEL: [("WEB", 14), ("PHONE", 5)],
        ConsistencyGroupBy.TOUCHPOINT: [("a", 15), ("b", 4)],
        ConsistencyGroupBy.PERSONA: [("p", 14)],
        ConsistencyGroupBy.SOURCE: [("IN_APP", 10), ("SURVEY", 4), ("SUPPORT", 5)],
    }
    assert told[ConsistencyGroupBy.PERSONA].status is ScoreStatus.SINGLE_GROUP
    assert told[ConsistencyGroupBy.PERSONA].n == 14
    assert scores.consistency(ConsistencyGroupBy.CHANNEL) is told[ConsistencyGroupBy.CHANNEL]


def test_alignment_speaks_for_those_that_intend_and_hear(scores):
    """Only `a` does both: one of three misses joy by 1.55 of 1.85."""
    assert scores.alignment.value == pytest.approx(1 - 1.55 / 3 / 1.85)
    assert (scores.alignment.n, scores.alignment.low) == (15, None)


def test_what_is_remembered(scores):
    """`b` at .55 is both peak and end: `c` is silent."""
    assert scores.peak_end == pytest.approx(0.55)


def test_ratings_are_pooled(scores):
    """Two promoters and a detractor, two of four satisfied, easy, and a gap below their feeling."""
    assert (scores.nps.value, scores.nps.n) == (pytest.approx(100 / 3), 3)
    assert (scores.csat.value, scores.csat.n) == (0.5, 4)
    assert (scores.effort.mean.value, scores.effort.index, scores.effort.easy.value) == (
        6,
        pytest.approx(1 / 6),
        1,
    )
    assert scores.says_feels_gap == pytest.approx(0 - MEAN)


def test_evidence(scores):
    """Counted by origin, source and channel; two texts nobody could read stand outside."""
    by_source = ((FeedbackSource.IN_APP, 10), (FeedbackSource.SURVEY, 4), (FeedbackSource.SUPPORT, 5))
    by_channel = ((Channel.WEB, 14), (Channel.PHONE, 5))
    assert scores.evidence == Evidence(19, 14, 5, by_source, by_channel, 2)


def test_opportunities(scores):
    """Five angers can be recovered at `a`; `b` and `c` have none, and `b` has the score."""
    told = scores.opportunities
    assert [(each.touchpoint, each.rank, each.status) for each in told] == [
        ("a", 1, ScoreStatus.OK),
        ("b", 2, ScoreStatus.OK),
        ("c", 3, ScoreStatus.NO_DATA),
    ]
    assert [each.recoverable_valence for each in told] == [pytest.approx(3.5 / 19), 0, 0]
    assert [each.score for each in told] == [5, pytest.approx(5), None]
    assert [each.satisfaction for each in told] == [pytest.approx(20 / 3), 5, None]


def test_the_curve(scores):
    """A point for each present touchpoint, zones shrunk to the journey's mean, silence all null."""
    a, b, c = scores.curve
    assert (a.touchpoint, a.mean, a.n, a.zone, a.emoji) == (
        "a",
        pytest.approx(1 / 3),
        15,
        EmotionZone.POSITIVE,
        "😀",
    )
    assert (b.touchpoint, b.mean, b.n, b.zone, b.emoji) == ("b", 0.55, 4, EmotionZone.DELIGHT, "🤝")
    assert (b.low, b.high) == (0.55, 0.55)
    assert c == CurvePoint("c", None, None, None, 0, None, None)


def test_a_filter_leaves_nothing(plan, sheet):
    """An empty list matches nothing: every score is null with its status, and no opportunity has a rank."""
    scores = JourneyScores(plan, sheet.select(Selection(channels=frozenset())))
    assert scores.valence == scores.nps == scores.csat == scores.alignment == no_data()
    assert (scores.n, scores.zone, scores.peak_end, scores.says_feels_gap) == (0, None, None, None)
    assert scores.effort.index is None
    assert (scores.cross_channel.status, scores.cross_channel.coverage) == (ScoreStatus.NO_DATA, 0)
    assert scores.consistency(ConsistencyGroupBy.SOURCE).status is ScoreStatus.NO_DATA
    assert scores.evidence == Evidence(0, 0, 0, (), (), 0)
    assert [(each.touchpoint, each.recoverable_valence, each.rank) for each in scores.opportunities] == [
        ("a", None, None),
        ("b", None, None),
        ("c", None, None),
    ]
    assert {point.n for point in scores.curve} == {0}


def test_a_journey_of_no_touchpoints(sheet):
    """It has scores, all null."""
    scores = JourneyScores(Plan(()), sheet.select())
    assert (scores.n, scores.opportunities, scores.curve) == (0, (), ())
    assert scores.cross_channel.coverage == 0


PLAN = Plan((planned("a", moment_weight=3.0), planned("b")), (planned("c"),))


def everything(scores):
    """Return all that a page asks for, as values."""
    own = (
        *(
            scores.n,
            scores.valence,
            scores.zone,
            scores.cross_channel,
            scores.alignment,
            scores.peak_end,
            scores.nps,
        ),
        *(
            scores.csat,
            scores.effort,
            scores.says_feels_gap,
            scores.evidence,
            scores.opportunities,
            scores.curve,
        ),
        *(scores.consistency(by) for by in ConsistencyGroupBy),
    )
    points = [scores.touchpoint(id_) for id_ in "abc"]
    return own, [
        (p.n, p.shrunk_valence, p.opportunity, p.channels, p.consistency(), p.evidence) for p in points
    ]


@given(windows, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(window, shuffle):
    """Sheets of the same cells give the same scores to the last digit, however their rows came in."""
    rows = [(each, cell.vector()) for each, cell in window.items()]
    told = everything(JourneyScores(PLAN, Sheet.of(dict(rows)).select()))
    shuffle.shuffle(rows)
    assert everything(JourneyScores(PLAN, Sheet.of(dict(rows)).select())) == told


@given(windows)
def test_parts_add_up(window):
    """The touchpoints' n sum to the journey's and the evidence's; the removed one stands apart."""
    scores = JourneyScores(
        PLAN, Sheet.of({each: cell.vector() for each, cell in window.items()}).select(Selection())
    )
    heard = {id_: sum((c for k, c in window.items() if k.touchpoint == id_), EMPTY) for id_ in "abc"}
    told = scores.evidence
    assert scores.n == heard["a"].n + heard["b"].n == told.n == told.reported + told.inferred
    assert told.n == sum(n for _, n in told.by_source) == sum(n for _, n in told.by_channel)
    assert told.unclassified == heard["a"].unclassified + heard["b"].unclassified
    assert [scores.touchpoint(id_).n for id_ in "abc"] == [heard[id_].n for id_ in "abc"]
    assert scores.consistency(ConsistencyGroupBy.CHANNEL).n == scores.n
    assert scores.consistency(ConsistencyGroupBy.PERSONA).n <= scores.n
