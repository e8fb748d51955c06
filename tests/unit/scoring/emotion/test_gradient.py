"""The gradient is the slope of the loss, of every weight, and nothing else."""

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np
import pytest

from scoring.emotion.buckets import Floats, bag_of
from scoring.emotion.corpus import Corpus
from scoring.emotion.gradient import GATE_WEIGHT, Dropout, Gradient, Targets, gradient
from scoring.emotion.network import EMOTIONS, GATE, Layers
from tests.unit.scoring.emotion.small import FINDINGS, NUMBERS, plain_outputs, weights

NOTHING_LEFT_OUT = Dropout(0, 0, 0)
TEXTS = (("not", "good"), ("thanks", "the", "parcel", "came"), (), ("bad", "!"))
NAMES = tuple(named.name for named in fields(Layers))
STEP = 1e-5


def targets(count: int = len(TEXTS)) -> Targets:
    """Give texts shares of two emotions each, by turns a customer's, with different weights."""
    emotions = np.zeros((count, EMOTIONS))
    for at in range(count):
        emotions[at, at], emotions[at, at + 5] = 0.75, 0.25
    return Targets(emotions, np.arange(count) % 2.0, 0.5 + np.arange(count))


def loss(vectors: Floats, layers: Layers, texts: Sequence[Sequence[str]], wanted: Targets) -> float:
    """Mean weighted cross-entropy of each text by its own head, and of whose it is by `GATE_WEIGHT`."""
    whole = 0.0
    for words, emotions, customer, weight in zip(
        texts, wanted.emotions, wanted.customers, wanted.weights, strict=True
    ):
        outputs = plain_outputs(vectors, layers, words)
        head = outputs[EMOTIONS * int(customer) : EMOTIONS * (int(customer) + 1)]
        whole -= weight * emotions @ (head - np.log(np.exp(head).sum()))
        whole += GATE_WEIGHT * np.log1p(np.exp(outputs[GATE] * (1 - 2 * customer)))
    return float(whole) / len(texts)


def doubles(seed: int = 0) -> tuple[Floats, Layers]:
    """Draw a network in float64."""
    vectors, layers = weights(seed)
    return vectors.astype(float) / 3, Layers(*(getattr(layers, name).astype(float) / 3 for name in NAMES))


def slopes(
    vectors: Floats, layers: Layers, dropout: Dropout = NOTHING_LEFT_OUT, seed: int = 0, weight: float = 1
) -> Gradient:
    """Go forward and back over all texts."""
    taken = Corpus(TEXTS).batch(np.arange(len(TEXTS)))
    wanted = targets()
    wanted = replace(wanted, weights=wanted.weights * weight)
    return gradient(vectors, layers, taken, wanted, dropout, np.random.default_rng(seed))


@pytest.mark.parametrize("name", NAMES)
def test_layers_slopes_are_the_losses(name: str) -> None:
    """A hundredth of a thousandth more of a weight changes the loss by so much of its slope."""
    vectors, layers = doubles()
    layer, found = getattr(layers, name), getattr(slopes(vectors, layers).layers, name)
    assert found.shape == layer.shape
    for at in np.random.default_rng(1).permutation(layer.size)[:40]:
        place = np.unravel_index(at, layer.shape)
        sides = []
        for by in (STEP, -STEP):
            moved = layer.copy()
            moved[place] += by
            sides.append(loss(vectors, replace(layers, **{name: moved}), TEXTS, targets()))
        assert found[place] == pytest.approx((sides[0] - sides[1]) / 2 / STEP, rel=1e-4, abs=1e-5)


def test_vectors_slopes_are_the_losses() -> None:
    """The same for words' features, those that several words share too."""
    vectors, layers = doubles()
    found = slopes(vectors, layers)
    for at in np.random.default_rng(2).permutation(len(found.rows))[:20]:
        for number in range(NUMBERS):
            sides = []
            for by in (STEP, -STEP):
                moved = vectors.copy()
                moved[found.rows[at], number] += by
                sides.append(loss(moved, layers, TEXTS, targets()))
            slope = (sides[0] - sides[1]) / 2 / STEP
            assert found.vectors[at, number] == pytest.approx(slope, rel=1e-4, abs=1e-5)


def test_rows_are_the_features_there_are() -> None:
    """Each once, in order; no word that is not said is touched."""
    words = {word for text in TEXTS for word in ("^", *text, "$")}
    assert slopes(*doubles()).rows.tolist() == sorted(set(bag_of(sorted(words)).features.tolist()))


def test_float32_stays() -> None:
    """While learning no array becomes twice as large."""
    vectors, layers = weights()
    taken = Corpus(TEXTS).batch(np.arange(len(TEXTS)))
    wanted = targets()
    wanted = Targets(*(getattr(wanted, named.name).astype(np.float32) for named in fields(Targets)))
    found = gradient(vectors, layers, taken, wanted, Dropout(), np.random.default_rng(0))
    assert {found.vectors.dtype, *(getattr(found.layers, name).dtype for name in NAMES)} == {np.dtype("f4")}


def test_nothing_it_is_given_changes() -> None:
    """Weights are moved by who learns, not here."""
    vectors, layers = weights()
    slopes(vectors, layers, Dropout())
    before, expected = weights()
    assert np.array_equal(vectors, before)
    assert all(np.array_equal(getattr(layers, name), getattr(expected, name)) for name in NAMES)


def test_a_text_that_weighs_nothing_teaches_no_emotion() -> None:
    """Only whose it is is learned from it: the heads of emotions stay."""
    heads = slopes(*doubles(), weight=0).layers.heads
    assert not heads[:, :GATE].any()
    assert heads[:, GATE].any()


def test_a_head_is_taught_by_its_own_texts() -> None:
    """From chat alone nothing is learned about customers."""
    vectors, layers = doubles()
    wanted = replace(targets(), customers=np.zeros(len(TEXTS)))
    taken = Corpus(TEXTS).batch(np.arange(len(TEXTS)))
    found = gradient(vectors, layers, taken, wanted, NOTHING_LEFT_OUT, np.random.default_rng(0)).layers
    assert not found.priors[EMOTIONS:GATE].any()
    assert found.priors[:EMOTIONS].any()


def test_what_is_left_out_is_drawn() -> None:
    """By the generator alone: the same draws leave the same out, others something else."""
    vectors, layers = doubles()
    first, same, other = (slopes(vectors, layers, Dropout(), seed).layers.heads for seed in (0, 0, 1))
    assert np.array_equal(first, same)
    assert not np.array_equal(first, other)


def test_what_is_left_out_is_made_up_for() -> None:
    """On average the heads' slopes of a bare network are what they are with nothing left out."""
    vectors, layers = doubles()
    bare = replace(layers, heads=np.zeros_like(layers.heads))
    whole = slopes(vectors, bare).layers.heads[:NUMBERS]
    drawn = [
        slopes(vectors, bare, Dropout(0.3, 0.1, 0.3), seed).layers.heads[:NUMBERS] for seed in range(600)
    ]
    assert np.abs(np.mean(drawn, axis=0) - whole).max() < 0.15 * np.abs(whole).max()


def test_the_lexicons_evidence_is_never_left_out() -> None:
    """With nearly all else left out, its slopes are what they are with nothing left out."""
    vectors, layers = doubles()
    bare = replace(layers, heads=np.zeros_like(layers.heads))
    evidence = slice(NUMBERS + 2 * FINDINGS, None)
    whole = slopes(vectors, bare).layers.heads[evidence]
    left = slopes(vectors, bare, Dropout(0.999, 0.999, 0.999)).layers.heads[evidence]
    assert np.array_equal(whole, left)
