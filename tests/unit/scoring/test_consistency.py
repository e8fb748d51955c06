"""Emotional consistency: defined by hand, by fractions and by its properties."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.cell import EMPTY, Observation
from scoring.consistency import consistency
from scoring.emotions import HUNDREDTHS
from scoring.vocabulary import Emotion, ScoreStatus
from tests.unit.scoring.making import cell_of, feelings, felt, rated

named_groups = st.dictionaries(st.sampled_from("abcdef"), feelings, max_size=5)


def exact(groups):
    """Return score, raw, weights and distances in exact fractions, straight from the definition."""
    reliability = {key: Fraction(cell.n, cell.n + 5) for key, cell in groups.items()}
    weight = {key: r / sum(reliability.values()) for key, r in reliability.items()}
    axis = sorted(set(HUNDREDTHS))
    below = {
        key: [
            Fraction(sum(c for c, v in zip(cell.emo, HUNDREDTHS, strict=True) if v <= x), cell.n)
            for x in axis
        ]
        for key, cell in groups.items()
    }
    blend = [sum(weight[key] * below[key][i] for key in groups) for i in range(len(axis))]
    distance = {
        key: sum(abs(below[key][i] - blend[i]) * (axis[i + 1] - axis[i]) for i in range(len(axis) - 1)) / 100
        for key in groups
    }
    raw = 1 - sum(weight[key] * distance[key] for key in groups)
    score = 1 - sum(weight[key] * reliability[key] * distance[key] for key in groups)
    return score, raw, weight, distance


def test_a_score_worked_by_hand():
    """10 joys on the web, 5 angers by phone.

    r = 2/3, 1/2; w = 4/7, 3/7; 1.55 apart, so d = 3/7 * 1.55 and 4/7 * 1.55. raw = 1 - 24/49 * 1.55,
    score = 1 - (8/49 + 6/49) * 1.55. Both strain by 2/7 * 1.55: the unhappier is the worst.
    """
    told = consistency([("WEB", felt(JOY=10)), ("PHONE", felt(ANGER=5))])
    web, phone = told.groups
    assert told.raw == pytest.approx(1 - 24 / 49 * 1.55)
    assert told.score == pytest.approx(1 - 14 / 49 * 1.55)
    assert (told.status, told.n) == (ScoreStatus.OK, 15)
    assert (web.key, web.n, web.mean_valence) == ("WEB", 10, 0.85)
    assert (web.weight, web.distance) == pytest.approx((4 / 7, 3 / 7 * 1.55))
    assert (phone.weight, phone.distance) == pytest.approx((3 / 7, 4 / 7 * 1.55))
    assert told.worst_group is phone
    assert told.mix_divergence == pytest.approx(1)
    assert told.significant is True


def test_nobody_felt_anything():
    """No group, or only groups of ratings: NO_DATA, all null."""
    for groups in ([], [("WEB", EMPTY)], [("WEB", rated(nps=[1])), ("APP", EMPTY)]):
        told = consistency(groups)
        assert (told.score, told.raw, told.status, told.n) == (None, None, ScoreStatus.NO_DATA, 0)
        assert (told.worst_group, told.groups) == (None, ())
        assert (told.mix_divergence, told.significant) == (None, None)


def test_one_group_is_untested_not_consistent():
    """A single group is shown, alone, with null scores and no worst."""
    told = consistency([("WEB", felt(JOY=4)), ("APP", rated(csat=[5]))])
    assert (told.score, told.raw, told.status, told.n) == (None, None, ScoreStatus.SINGLE_GROUP, 4)
    assert [(g.key, g.n, g.weight, g.distance, g.mean_valence) for g in told.groups] == [
        ("WEB", 4, 1, 0, 0.85)
    ]
    assert told.worst_group is None
    assert (told.mix_divergence, told.significant) == (None, None)


def test_angry_everywhere_is_consistent():
    """Agreement is not happiness."""
    told = consistency([("WEB", felt(ANGER=9)), ("APP", felt(ANGER=1))])
    assert (told.score, told.raw) == (1, 1)
    assert (told.mix_divergence, told.significant) == (0, False)


def test_emotions_of_equal_valence_agree_and_the_mix_tells_them_apart():
    """Anxiety against frustration: consistent by valence, divergent by name."""
    told = consistency([("WEB", felt(ANXIETY=50)), ("APP", felt(FRUSTRATION=50))])
    assert told.score == 1
    assert told.mix_divergence == pytest.approx(1)
    assert told.significant is True


def test_one_angry_call_does_not_sink_two_well_measured_channels():
    """Its reliability is 1/6, so it may take only a little; plain weights would take much more."""
    told = consistency([("WEB", felt(JOY=200)), ("APP", felt(JOY=200)), ("PHONE", felt(ANGER=1))])
    score, raw, *_ = exact({"w": felt(JOY=200), "a": felt(JOY=200), "p": felt(ANGER=1)})
    assert (told.score, told.raw) == pytest.approx((float(score), float(raw)))
    assert told.score > 0.85
    assert told.worst_group.key == "PHONE"


def test_a_large_channel_does_not_hide_a_broken_small_one():
    """Twenty angry visits beside two thousand happy ones still tell."""
    told = consistency([("WEB", felt(JOY=2000)), ("SHOP", felt(ANGER=20))])
    assert told.score < 0.4
    assert told.worst_group.key == "SHOP"


def test_intensity_moves_the_groups_mean_and_nothing_else():
    """Half-hearted joy is joy to the histogram; the group's own mean shows the difference."""
    half = cell_of([Observation(Emotion.JOY, 0.5)] * 4)
    told = consistency([("WEB", half), ("APP", felt(JOY=4))])
    assert told.score == 1
    assert [group.mean_valence for group in told.groups] == [0.425, 0.85]
    assert told.worst_group.key == "APP"  # equal strain and intensity-free mean: first by key


def test_the_worst_group_of_equals_is_the_unhappiest_then_the_first_by_key():
    """Ties within 1e-9 go to the lowest mean valence, then to the smaller key, whatever the order given."""
    groups = [("b", felt(ANGER=5)), ("a", felt(ANGER=5)), ("c", felt(JOY=5)), ("d", felt(JOY=5))]
    assert consistency(groups).worst_group.key == "a"
    assert consistency(groups[::-1]).worst_group.key == "a"
    assert [group.key for group in consistency(groups).groups] == ["b", "a", "c", "d"]


@given(named_groups)
def test_scores_equal_the_definition_in_fractions(groups):
    """The fast score is the exact one, bounded by raw below and 1 above."""
    told = consistency(groups.items())
    groups = {key: cell for key, cell in groups.items() if cell.n}
    assume(len(groups) > 1)
    score, raw, weight, distance = exact(groups)
    assert (told.score, told.raw) == pytest.approx((float(score), float(raw)), abs=1e-12)
    assert [g.weight for g in told.groups] == pytest.approx([float(weight[g.key]) for g in told.groups])
    assert [g.distance for g in told.groups] == pytest.approx(
        [float(distance[g.key]) for g in told.groups], abs=1e-12
    )
    assert -1e-12 <= told.raw <= told.score + 1e-12
    assert told.score <= 1
    assert sum(g.weight for g in told.groups) == pytest.approx(1)
    assert told.n == sum(g.n for g in told.groups)


@given(named_groups, st.randoms(use_true_random=False))
def test_the_order_of_groups_does_not_matter(groups, shuffle):
    """Any order gives the same score and the same worst group."""
    pairs = list(groups.items())
    told = consistency(pairs)
    shuffle.shuffle(pairs)
    again = consistency(pairs)
    assert (again.status, again.n) == (told.status, told.n)
    if told.score is not None:
        assert (again.score, again.raw) == pytest.approx((told.score, told.raw), abs=1e-12)
        assert again.worst_group.key == told.worst_group.key
