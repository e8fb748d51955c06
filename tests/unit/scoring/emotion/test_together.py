"""Networks side by side answer what each one's formula says, for a text by itself or among others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.emotion.batch import rows_of
from scoring.emotion.buckets import bag_of
from scoring.emotion.network import OUTPUTS
from scoring.emotion.together import UNTHREADED, Together, times
from tests.unit.scoring.emotion.small import FINDINGS, WORDS, network, outputs, plain_outputs

NETWORKS = [network(0), network(1)]


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_it_is_the_plain_formula(texts: list[list[str]]) -> None:
    """Sharing a word's part of three times three is only quicker than multiplying the three."""
    found = outputs(NETWORKS, texts)
    assert found.shape == (2, len(texts), OUTPUTS)
    for each, answers in zip(NETWORKS, found, strict=True):
        vectors = each.vectors * each.scales[:, None]
        expected = [plain_outputs(vectors, each.layers, words) for words in texts]
        np.testing.assert_allclose(answers, expected, rtol=1e-4, atol=1e-4)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_networks_do_not_hear_each_other(texts: list[list[str]]) -> None:
    """Each answers as it does by itself, whichever stands beside it."""
    alone = np.concatenate([outputs([each], texts) for each in NETWORKS])
    np.testing.assert_allclose(outputs(NETWORKS, texts), alone, atol=1e-4)
    np.testing.assert_allclose(outputs(NETWORKS[::-1], texts), alone[::-1], atol=1e-4)


@given(WORDS, WORDS, WORDS)
def test_texts_do_not_hear_each_other(words: list[str], before: list[str], after: list[str]) -> None:
    """A text's answer is the same between any two others."""
    alone = outputs(NETWORKS, [words])[:, 0]
    np.testing.assert_allclose(outputs(NETWORKS, [before, words, after])[:, 1], alone, atol=1e-4)


def test_order_matters() -> None:
    """What is not good, bad, is not what is good, not bad: three words are seen together."""
    [[first, second]] = outputs(NETWORKS[:1], [["not", "good", "bad"], ["good", "not", "bad"]])
    assert np.abs(first - second).max() > 0.1


def test_a_words_shares_do_not_depend_on_others() -> None:
    """They can be kept: three times the findings and the outputs, of both networks."""
    together = Together(NETWORKS)
    words = rows_of([["not", "good"]])
    found = together.shares(bag_of(words))
    assert found.shape == (4, 2 * (3 * FINDINGS + OUTPUTS))
    alone = np.vstack([together.shares(bag_of([word])) for word in words])
    np.testing.assert_allclose(found, alone, atol=1e-5)


@pytest.mark.parametrize("rows", [1, 2, 31, 32, 33, 200])
def test_multiplying_in_parts_is_multiplying(rows: int) -> None:
    """However many rows go at a time: 32 of them here."""
    random = np.random.default_rng(rows)
    matrix = random.standard_normal((64, UNTHREADED // 64 // 32))
    many = random.standard_normal((rows, 64))
    np.testing.assert_allclose(times(many, matrix), many @ matrix, atol=1e-9)


def test_a_matrix_of_any_size_is_multiplied() -> None:
    """Row by row where even one row is much."""
    matrix = np.ones((2, UNTHREADED))
    assert times(np.eye(2), matrix).tolist() == matrix.tolist()
