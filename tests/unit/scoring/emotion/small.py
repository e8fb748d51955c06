"""A network small enough to work out, and what it must answer, word by word, without a shortcut."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from scoring.emotion.batch import BEGIN, END, laid_out, rows_of
from scoring.emotion.buckets import BUCKETS, Floats, bag_of
from scoring.emotion.feelings import WIDTH, feelings
from scoring.emotion.model import PLAIN, Calibration, Model
from scoring.emotion.network import OUTPUTS, Layers, Network
from scoring.emotion.together import Together

NUMBERS, FINDINGS = 6, 5

ANYTHING = st.text(
    st.one_of(
        st.characters(exclude_categories=()),  # lone surrogates too
        st.sampled_from("\0\ud83d\udc4d\u202e\u200f\u0301\ufdfa\u3000\ufe0f😀👍🏽<&@:)!?'\u2019 \n.,0aéß"),
    )
)
"""Any string at all, and more often the odd ones."""

TELLING = ("not", "good", "bad", "thanks", "the", "parcel", "came", "late", "!", "😡", "ünï")
WORDS = st.lists(st.sampled_from(TELLING), max_size=9)


def weights(seed: int = 0) -> tuple[Floats, Layers]:
    """Draw vectors and layers."""
    random = np.random.default_rng(seed)
    heads = (NUMBERS + 2 * FINDINGS + WIDTH, OUTPUTS)
    shapes = ((BUCKETS, NUMBERS), (3 * NUMBERS, FINDINGS), (FINDINGS,), heads, (OUTPUTS,))
    vectors, *layers = (random.standard_normal(shape).astype(np.float32) for shape in shapes)
    return vectors, Layers(*layers)


def network(seed: int = 0) -> Network:
    """Draw a network."""
    return Network.rounded(*weights(seed))


def model(seeds: Sequence[int] = (0, 1), calibration: Calibration = PLAIN) -> Model:
    """Draw a model of several networks."""
    return Model([network(seed) for seed in seeds], calibration, "small")


def plain_outputs(vectors: Floats, layers: Layers, words: Sequence[str]) -> Floats:
    """Answer one text by the formula: three words side by side by `spans`, then the pools by `heads`."""
    rows = [plain_vector(vectors, word) for word in (BEGIN, *words, END)]
    nothing = np.zeros_like(rows[0])
    threes = zip([nothing, *rows[:-1]], rows, [*rows[1:], nothing], strict=True)
    found = [np.maximum(np.concatenate(three) @ layers.spans + layers.offsets, 0) for three in threes]
    root = len(rows) ** 0.5
    pooled = (np.sum(rows, axis=0) / root, np.max(found, axis=0), np.sum(found, axis=0) / root)
    outputs: Floats = np.concatenate((*pooled, feelings(words))) @ layers.heads + layers.priors
    return outputs


def plain_vector(vectors: Floats, word: str) -> Floats:
    """Add up a word's features."""
    bag = bag_of([word])
    vector: Floats = bag.weights @ vectors[bag.features]
    return vector


def outputs(networks: Sequence[Network], texts: Sequence[Sequence[str]]) -> Floats:
    """Answer each network's logits for each text, with nothing kept."""
    together = Together(networks)
    return together.outputs(together.shares(bag_of(rows_of(texts))), laid_out(texts))
