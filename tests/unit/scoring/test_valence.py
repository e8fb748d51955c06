"""Mean valence, its shrinkage and its zones."""

import pytest
from hypothesis import given

from scoring.cell import EMPTY, Observation
from scoring.estimate import no_data
from scoring.valence import (
    emotional_load,
    histogram_mean,
    mean_valence,
    pain,
    pleasant,
    shrunk_valence,
    valence,
    zone,
)
from scoring.vocabulary import Emotion, EmotionZone, ScoreStatus
from tests.unit.scoring.making import cell_of, cells, felt, rated


def test_a_mean_worked_by_hand():
    """.85 .85 -.70: mean 1/3, s = .894893, s/sqrt(3) = .516667, t(.975, 2) = 4.302653; not clipped at 1."""
    told = valence(felt(JOY=2, ANGER=1))
    assert told.value == pytest.approx(1 / 3, abs=1e-15)
    assert (told.low, told.high) == pytest.approx((-1.8897039, 2.5563706), abs=1e-6)
    assert (told.n, told.status) == (3, ScoreStatus.OK)


def test_intensity_counts_in_the_mean_alone():
    """Half a joy and a full anger: mean (.425 - .70)/2, but the histogram says (.85 - .70)/2."""
    cell = cell_of([Observation(Emotion.JOY, 0.5), Observation(Emotion.ANGER)])
    assert mean_valence(cell) == pytest.approx(-0.1375)
    assert histogram_mean(cell) == pytest.approx(0.075)
    assert emotional_load(cell) == pytest.approx(0.775)
    assert (pain(cell), pleasant(cell)) == (0.7, 1)


@pytest.mark.parametrize("cell", [EMPTY, rated(nps=[3], csat=[1])])
def test_without_an_emotion_there_is_no_valence(cell):
    """Ratings alone say nothing about valence."""
    assert valence(cell) == no_data()
    told = (mean_valence(cell), shrunk_valence(cell, 0.5), histogram_mean(cell), emotional_load(cell))
    assert told == (None, None, None, None)
    assert (pain(cell), pleasant(cell)) == (0, 0)


def test_a_small_sample_is_pulled_to_its_journey():
    """Five joys count as much as the prior of five; without a prior the mean stays."""
    assert shrunk_valence(felt(JOY=5), -0.15) == pytest.approx(0.35)
    assert shrunk_valence(felt(ANGER=1), 0.5) == pytest.approx(0.3)
    assert shrunk_valence(felt(JOY=5), None) == 0.85


@pytest.mark.parametrize(
    ("mean", "expected"),
    [
        (None, None),
        (1, EmotionZone.DELIGHT),
        (0.4, EmotionZone.DELIGHT),
        (0.4 - 4e-10, EmotionZone.DELIGHT),
        (0.4 - 6e-10, EmotionZone.POSITIVE),
        (0.1 + 6e-10, EmotionZone.POSITIVE),
        (0.1 + 4e-10, EmotionZone.NEUTRAL),
        (0.1, EmotionZone.NEUTRAL),
        (0, EmotionZone.NEUTRAL),
        (-0.1, EmotionZone.NEUTRAL),
        (-0.1 - 6e-10, EmotionZone.NEGATIVE),
        (-0.4 + 6e-10, EmotionZone.NEGATIVE),
        (-0.4, EmotionZone.FRUSTRATION),
        (-1, EmotionZone.FRUSTRATION),
    ],
)
def test_zones_meet_at_their_edges(mean, expected):
    """.40 and -.40 belong to the outer zones, +-.10 to the neutral one, after rounding to 9 decimals."""
    assert zone(mean) == expected


@given(cells)
def test_means_stay_on_the_axis(cell):
    """No mean leaves -.70..0.85, and load is at least the mean's size at full intensity."""
    if cell.n:
        assert -0.7 <= mean_valence(cell) <= 0.85
        assert -0.7 <= histogram_mean(cell) <= 0.85
        assert abs(histogram_mean(cell)) - 1e-12 <= emotional_load(cell) <= 0.85
        low, high = sorted((mean_valence(cell), 0.2))
        assert low - 1e-12 <= shrunk_valence(cell, 0.2) <= high + 1e-12
