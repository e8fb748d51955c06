"""A cell is exact, order-free and reversible, and knows what counts."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.cell import COLUMN, EMPTY, PATHS, WIDTH, Cell, Observation
from scoring.vocabulary import Emotion, EmotionOrigin
from tests.unit.scoring.making import cell_of, cells, felt, observations

INFERRED = EmotionOrigin.INFERRED


def test_the_layout_is_fixed():
    """Fifty columns, in an order that stored data and other processes rely on."""
    assert WIDTH == 50
    assert PATHS[:5] == ("n", "sumV", "sumV2", "unclassified", "emo.0")
    firsts = ("emo.0", "emo.17", "nps.0", "nps.10", "csat.1", "csat.5", "ces.1", "ces.7", "imp.1", "imp.5")
    assert [COLUMN[path] for path in firsts] == [4, 21, 22, 32, 33, 37, 38, 44, 45, 49]
    assert list(COLUMN) == list(PATHS)


@pytest.mark.parametrize(
    ("observation", "expected"),
    [
        (
            Observation(Emotion.JOY, 0.5, nps=9, csat=5, ces=7, importance=1),
            {"n": 1, "sumV": 4250, "sumV2": 4250**2, "emo.0": 1}
            | {"nps.9": 1, "csat.5": 1, "ces.7": 1, "imp.1": 1},
        ),
        (Observation(Emotion.NEUTRAL), {"n": 1, "emo.9": 1}),
        (Observation(Emotion.ANGER), {"n": 1, "sumV": -7000, "sumV2": 49_000_000, "emo.17": 1}),
        (Observation(nps=0), {"nps.0": 1}),
        (Observation(has_text=True, csat=3), {"unclassified": 1, "csat.3": 1}),
        (Observation(origin=INFERRED, has_text=True), {"unclassified": 1}),
        (
            Observation(Emotion.JOY, confidence=0.49, origin=INFERRED, has_text=True, ces=1),
            {"unclassified": 1, "ces.1": 1},
        ),
        (Observation(Emotion.JOY, confidence=0.49, origin=INFERRED), {"unclassified": 1}),
        (
            Observation(Emotion.NEUTRAL, confidence=0.5, origin=INFERRED, has_text=True),
            {"n": 1, "emo.9": 1},
        ),
        (Observation(Emotion.NEUTRAL, origin=INFERRED), {"n": 1, "emo.9": 1}),
        (Observation(), {}),
    ],
)
def test_an_observation_adds_what_it_says(observation, expected):
    """Emotions count once with their valence, ratings always, doubt as unclassified, zeros not at all."""
    assert observation.increments() == expected
    assert observation.scored is ("n" in expected)
    assert observation.unclassified is ("unclassified" in expected)
    assert (observation.valence_int is None) is ("n" not in expected)


@given(observations)
def test_every_increment_has_a_column(observation):
    """Whatever is observed can be stored, and nothing is both scored and unclassified."""
    assert set(observation.increments()) <= set(COLUMN)
    assert 0 not in observation.increments().values()
    assert not (observation.scored and observation.unclassified)


@given(st.lists(observations, max_size=12), st.randoms(use_true_random=False), st.integers(0, 12))
def test_merging_is_order_free_and_equals_the_whole(seen, shuffle, cut):
    """Any order and any split of the observations gives the same cell."""
    whole = cell_of(seen)
    parts = cell_of(seen[:cut]) + cell_of(seen[cut:])
    shuffled = list(seen)
    shuffle.shuffle(shuffled)
    assert whole == parts == cell_of(shuffled) == Cell.sum(cell_of([each]) for each in seen)
    assert whole.n == sum(whole.emo)


@given(cells, cells)
def test_subtraction_undoes_addition(one, other):
    """What was added can be taken away to the last digit."""
    assert (one + other) - other == one
    assert one - one == EMPTY


@given(cells)
def test_a_vector_keeps_everything(cell):
    """A cell survives its vector, as a tuple and as a row of a matrix."""
    assert Cell.from_vector(cell.vector()) == cell
    assert Cell.from_vector(np.array(cell.vector())) == cell
    assert {type(value) for value in Cell.from_vector(np.array(cell.vector())).vector()} == {int}


def test_a_sum_of_nothing_is_empty():
    """No cells merge to the empty cell, one to itself."""
    one = felt(JOY=1)
    assert Cell.sum([]) == EMPTY
    assert Cell.sum([one]) is one


def test_sums_stay_exact_beyond_a_float():
    """Integers beyond 2^53 keep their last digit."""
    vector = [random.Random(7).randrange(2**60)] * WIDTH
    assert (Cell.from_vector(vector) + felt(JOY=1)).n == vector[0] + 1
