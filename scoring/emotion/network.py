"""The network: words to vectors, three words at a time to findings, findings to emotions.

A convolution over word vectors with max and mean pooling (Kim 2014, 10.3115/v1/D14-1181) beside their sum
(Joulin et al. 2017, 10.18653/v1/E17-2068), the vectors made of hashed letter runs (Bojanowski et al. 2017,
10.1162/tacl_a_00051).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.emotion.batch import Batch
from scoring.emotion.buckets import Bag, Floats
from scoring.emotions import CODES

SPAN: Final = 3
"""Words that are seen together."""

EMOTIONS: Final = len(CODES)
GATE: Final = 2 * EMOTIONS
OUTPUTS: Final = GATE + 1
"""What a network answers: each emotion's logit were it chat, then were it a customer's, then the latter's."""


@dataclass(frozen=True, slots=True)
class Layers:
    """What is learned beside the vectors.

    `spans` and `offsets` turn three word vectors into findings; `heads` and `priors` turn the sum of vectors,
    the largest and the mean findings and the lexicons' evidence into the outputs.
    """

    spans: Floats
    offsets: Floats
    heads: Floats
    priors: Floats


@dataclass(frozen=True, slots=True)
class Network:
    """Learned weights: a vector per bucket in int8, each with a scale of its own, and the layers."""

    vectors: NDArray[np.int8]
    scales: Floats
    layers: Layers

    @classmethod
    def rounded(cls, vectors: Floats, layers: Layers) -> "Network":
        """Keep vectors as int8: each is off by at most 1/254 of its largest number."""
        scales = np.maximum(np.abs(vectors).max(axis=1), np.float32(1e-9)) / np.float32(127)
        return cls(np.rint(vectors / scales[:, None]).astype(np.int8), scales, layers)


def pools(findings: Floats, batch: Batch, roots: Floats) -> tuple[Floats, Floats]:
    """Give the largest findings of each text, and their sum divided by the root of its length."""
    sums = np.add.reduceat(findings, batch.starts)
    return np.maximum.reduceat(findings, batch.starts), sums / roots


def summed(features: Floats, bag: Bag) -> Floats:
    """Add up each word's features, given as rows, by their weights."""
    answer: Floats = np.add.reduceat(features * bag.weights[:, None], bag.starts)
    return answer


def softmax(logits: Floats) -> Floats:
    """Turn logits into probabilities, row by row."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    answer: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return answer
