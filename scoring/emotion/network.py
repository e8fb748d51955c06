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
from scoring.emotion.buckets import Bag, Floats, Ints
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

    def shares(self, bag: Bag) -> Floats:
        """Give what each word adds, wherever it stands, to the findings around it and to the outputs.

        That is: to the findings of the word after it, to its own, to those of the word before it.
        """
        words = summed(self.vectors[bag.features] * self.scales[bag.features, None], bag)
        width = words.shape[1]
        spans = [self.layers.spans[at * width : (at + 1) * width] for at in range(SPAN)]
        return words @ np.hstack((*spans, self.layers.heads[:width]))

    @property
    def shared(self) -> int:
        """How many numbers a word's shares are."""
        findings: int = self.layers.spans.shape[1]
        return SPAN * findings + OUTPUTS

    def outputs(self, shares: Floats, batch: Batch) -> Floats:
        """Answer each text's `OUTPUTS` logits; `shares` has a row for each of its words."""
        n, width = self.layers.spans.shape[1], self.vectors.shape[1]
        before, after, direct = shares[:, :n], shares[:, 2 * n : 3 * n], shares[:, 3 * n :]
        findings = shares[:, n : 2 * n] + self.layers.offsets
        findings[1:] += _silenced(before[:-1], batch.starts[1:] - 1)
        findings[:-1] += _silenced(after[1:], batch.starts[1:] - 1)
        np.maximum(findings, 0, out=findings)
        roots = np.sqrt(batch.lengths, dtype=np.float32)[:, None]
        largest, sums = pools(findings, batch, roots)
        heads = self.layers.heads[width:]
        answer: Floats = np.add.reduceat(direct, batch.starts) / roots + self.layers.priors
        answer += largest @ heads[:n]  # apart from each other: too small for BLAS to start threads
        answer += sums @ heads[n : 2 * n]
        answer += batch.felt @ heads[2 * n :]
        return answer


def _silenced(shares: Floats, between: Ints) -> Floats:
    """Let the last word of a text add nothing to the next text's first, nor the other way."""
    if len(between):
        shares = shares.copy()
        shares[between] = 0
    return shares


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
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    answer: Floats = powers / powers.sum(axis=1, keepdims=True)
    return answer
