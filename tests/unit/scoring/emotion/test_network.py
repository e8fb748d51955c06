"""A network is small: its vectors are rounded, and no more is lost than is said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.emotion.network import EMOTIONS, GATE, OUTPUTS, Network, softmax
from tests.unit.scoring.emotion.small import NUMBERS, network, weights

NETWORK = network()


def test_there_is_a_logit_for_each_emotion_twice_and_one_more() -> None:
    """18 as chat, 18 as a customer's, and which it is."""
    assert (EMOTIONS, GATE, OUTPUTS) == (18, 36, 37)


def test_rounding_is_off_by_half_a_step() -> None:
    """int8 with a scale per row: at most 1/254 of the row's largest number; the largest is exact."""
    vectors, layers = weights()
    vectors[7] = 0
    rounded = Network.rounded(vectors, layers)
    kept = rounded.vectors * rounded.scales[:, None]
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    assert rounded.vectors.dtype == np.int8
    assert rounded.scales.dtype == np.float32
    assert np.all(np.abs(kept - vectors) <= largest / 254 * 1.0001)
    assert np.abs(rounded.vectors).max(axis=1).tolist() == [*[127] * 7, 0, *[127] * (len(vectors) - 8)]
    assert not kept[7].any()
    assert kept.shape[1] == NUMBERS


def test_rounding_again_changes_nothing() -> None:
    """What was rounded is as it will stay."""
    again = Network.rounded(NETWORK.vectors * NETWORK.scales[:, None], NETWORK.layers)
    assert np.array_equal(again.vectors, NETWORK.vectors)
    assert again.scales == pytest.approx(NETWORK.scales)


@settings(max_examples=50)
@given(st.lists(st.floats(-(2.0**100), 2.0**100, width=32), min_size=1, max_size=9))
def test_softmax_gives_probabilities(logits: list[float]) -> None:
    """They sum to 1, in the logits' order, however far apart these are."""
    [found] = softmax(np.array([logits], np.float32))
    assert found.sum() == pytest.approx(1, abs=1e-5)
    assert found[np.argmax(logits)] == found.max()
    assert found.min() >= 0


def test_softmax_worked_by_hand() -> None:
    """log 1, log 3: a quarter and three quarters; each row by itself."""
    found = softmax(np.log(np.array([[1.0, 3.0], [500.0, 500.0]])))
    assert found.ravel() == pytest.approx([0.25, 0.75, 0.5, 0.5])
