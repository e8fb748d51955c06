"""Opportunity and the ranking by what could be recovered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.cell import EMPTY, Cell
from scoring.opportunity import Opportunity, Share, Shares, opportunity, ranked
from scoring.vocabulary import ScoreStatus
from tests.unit.scoring.making import cells, felt, planned, rated

JOURNEY = Shares(important=Share(6, 10), satisfied=Share(5, 10), pleasant=Share(6, 10))
T = planned("t", design_importance=8.0)


def test_an_opportunity_worked_by_hand():
    """Important to 3 of 4, satisfying 1 of 4: I 7.5, S 2.5, raw 12.5.

    Shrunk to .6 and .5: I 60/9, S 35/9, score 85/9. Two angers of .7 in a journey of ten emotions: .14.
    """
    cell = rated(importance=[5, 4, 4, 3], csat=[4, 3, 2, 1]) + felt(ANGER=2, JOY=1)
    told = opportunity(T, cell, JOURNEY)
    assert (told.importance, told.satisfaction, told.raw) == (7.5, 2.5, 12.5)
    assert told.score == pytest.approx(85 / 9)
    assert told.recoverable_valence == pytest.approx(0.14)
    assert (told.touchpoint, told.rank, told.status) == ("t", None, ScoreStatus.OK)


def test_design_and_emotions_stand_in_for_ratings():
    """Without importance ratings the designed one, unshrunk; without csat the share of pleasant emotions.

    S = 10 * 1/4, shrunk 10 * (1 + 5 * .6)/9 = 40/9; neutral is not pleasant.
    """
    told = opportunity(T, felt(JOY=1, NEUTRAL=2, ANGER=1), JOURNEY)
    assert (told.importance, told.satisfaction, told.raw) == (8, 2.5, 13.5)
    assert told.score == pytest.approx(8 + 8 - 40 / 9)


def test_satisfaction_beyond_importance_adds_nothing():
    """Where S is larger, raw is I."""
    told = opportunity(planned("t", design_importance=3), rated(csat=[5, 5]), JOURNEY)
    assert (told.satisfaction, told.raw, told.score) == (10, 3, 3)


def test_without_satisfaction_there_is_no_score():
    """Importance is still told, and recoverable valence is 0, not null."""
    told = opportunity(T, rated(importance=[5, 1]), JOURNEY)
    assert told == Opportunity("t", None, None, 5, None, 0, None, ScoreStatus.NO_DATA)
    assert opportunity(T, EMPTY, JOURNEY) == Opportunity(
        "t", None, None, 8, None, 0, None, ScoreStatus.NO_DATA
    )


def test_without_any_emotion_nothing_is_recoverable_or_ranked():
    """Csat gives a score; recoverable valence and rank are null only because the journey has no emotion."""
    silent = Shares.of(rated(csat=[1]))
    told = ranked([opportunity(T, rated(csat=[1]), silent), opportunity(planned("u"), EMPTY, silent)])
    assert [(each.touchpoint, each.recoverable_valence, each.rank) for each in told] == [
        ("t", None, None),
        ("u", None, None),
    ]
    assert told[0].status is ScoreStatus.OK


def test_a_prior_nobody_gave_pulls_nowhere():
    """A removed touchpoint may know what its journey does not."""
    told = opportunity(T, rated(importance=[5], csat=[1]) + felt(ANGER=1), Shares.of(EMPTY))
    assert (told.raw, told.score, told.recoverable_valence) == (20, 20, None)


def found(id_, recoverable, score=None):
    """Return an opportunity with what ranking looks at."""
    return Opportunity(id_, score, score, 5, None, recoverable, None, ScoreStatus.OK)


def test_ranks_follow_recoverable_valence_then_score_then_order():
    """Descending, nulls last in both, equals in travelling order."""
    told = ranked(
        [
            found("a", 0.1),
            found("b", None, 20),
            found("c", 0.3, 2),
            found("d", 0.1, 7),
            found("e", 0.1, 7),
            found("f", 0.1, 0),
            found("g", 0.3, 9),
        ]
    )
    assert [(each.touchpoint, each.rank) for each in told] == [
        ("g", 1),
        ("c", 2),
        ("d", 3),
        ("e", 4),
        ("f", 5),
        ("a", 6),
        ("b", None),
    ]


@given(st.lists(cells, min_size=1, max_size=6))
def test_every_opportunity_is_in_range_and_the_recoverable_adds_up(parts):
    """0..10, 0..20, ranks 1..n; all that is recoverable is what the journey's histogram mean would gain."""
    journey = Shares.of(Cell.sum(parts))
    told = ranked(opportunity(planned(str(i)), cell, journey) for i, cell in enumerate(parts))
    for each in told:
        assert 0 <= each.importance <= 10
        assert (each.status is ScoreStatus.OK) is (each.score is not None) is (each.satisfaction is not None)
        if each.score is not None:
            assert -1e-9 <= each.score <= 20 + 1e-9
            assert each.importance <= each.raw <= 20
    if journey.pleasant.n:
        assert [each.rank for each in told] == list(range(1, len(parts) + 1))
        values = [each.recoverable_valence for each in told]
        assert values == sorted(values, reverse=True)
        pains = [0, 15, 45, 50, 55, 65, 65, 65, 70]
        total = sum(c * p for c, p in zip(Cell.sum(parts).emo[9:], pains, strict=True))
        assert sum(values) == pytest.approx(total / 100 / journey.pleasant.n, abs=1e-12)
