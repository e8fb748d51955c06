"""Learning: a network from labelled texts, by small steps (Adam: Kingma & Ba 2015, arXiv:1412.6980)."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields

import numpy as np

from scoring.emotion.buckets import BUCKETS, Floats, Ints
from scoring.emotion.corpus import Corpus
from scoring.emotion.feelings import WIDTH
from scoring.emotion.gradient import Dropout, Gradient, Targets, gradient
from scoring.emotion.network import OUTPUTS, SPAN, Layers, Network

LEAST_RATE = 1e-5
DECAY = 1e-4
MIXING = 8
"""Texts are taken together with others of about this length more or less, at random."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is taught. The same recipe and texts make the same network on the same machine.

    `vectors` numbers a word, `findings` of three words; rates are those of the first step, and fall to none.
    """

    seed: int
    epochs: int = 4
    vectors: int = 64
    findings: int = 128
    vector_rate: float = 0.003
    layer_rate: float = 0.001
    batch: int = 128
    dropout: Dropout = field(default_factory=Dropout)


def learn(
    corpus: Corpus,
    targets: Targets,
    recipe: Recipe,
    tick: Callable[[int], object] = lambda _: None,
    start: Network | None = None,
) -> Network:
    """Teach a network, from the beginning or from where another is. `tick` hears how many texts were used."""
    random = np.random.default_rng(recipe.seed)
    vectors, layers = _opened(start) if start else _begun(random, recipe)
    pupil = _Adam(vectors, layers, recipe)
    steps = recipe.epochs * -(-len(corpus) // recipe.batch)
    done = 0
    for _ in range(recipe.epochs):
        for chosen in _batches(corpus.lengths, recipe.batch, random):
            here = Targets(targets.emotions[chosen], targets.customers[chosen], targets.weights[chosen])
            slope = gradient(vectors, layers, corpus.batch(chosen), here, recipe.dropout, random)
            done += 1
            pupil.step(slope, 1 - done / steps)
            tick(len(chosen))
    return Network.rounded(vectors, layers)


def _batches(lengths: Ints, size: int, random: np.random.Generator) -> list[Ints]:
    """Part the texts into batches of similar lengths, in random order."""
    order = np.argsort(lengths + random.random(len(lengths)) * MIXING, kind="stable")
    batches = [order[first : first + size] for first in range(0, len(order), size)]
    return [batches[number] for number in random.permutation(len(batches))]


def _begun(random: np.random.Generator, recipe: Recipe) -> tuple[Floats, Layers]:
    width, findings = recipe.vectors, recipe.findings
    vectors = (random.standard_normal((BUCKETS, width)) * 0.1).astype(np.float32)
    spans = _uniform(random, (SPAN * width, findings))
    heads = _uniform(random, (width + 2 * findings, OUTPUTS))
    return vectors, Layers(
        spans,
        np.zeros(findings, np.float32),
        np.concatenate((heads, np.zeros((WIDTH, OUTPUTS), np.float32))),
        np.zeros(OUTPUTS, np.float32),
    )


def _uniform(random: np.random.Generator, shape: tuple[int, int]) -> Floats:
    bound = 1 / np.sqrt(shape[0])
    return random.uniform(-bound, bound, shape).astype(np.float32)


def _opened(network: Network) -> tuple[Floats, Layers]:
    layers = Layers(*(getattr(network.layers, named.name).copy() for named in fields(Layers)))
    return network.vectors * network.scales[:, None], layers


class _Adam:
    """Changes weights in place. Rows of vectors that a batch does not touch stay, and so do their moments."""

    def __init__(self, vectors: Floats, layers: Layers, recipe: Recipe) -> None:
        self._vectors = vectors
        self._layers = [getattr(layers, named.name) for named in fields(Layers)]
        self._recipe = recipe
        self._row_moments = (np.zeros_like(vectors), np.zeros_like(vectors))
        self._moments = [(np.zeros_like(layer), np.zeros_like(layer)) for layer in self._layers]
        self._steps = 0

    def step(self, slope: Gradient, left: float) -> None:
        """Take a step; `left` is the share of the way that is still to go."""
        self._steps += 1
        unbiased = np.sqrt(1 - 0.999**self._steps) / (1 - 0.9**self._steps)
        first, second = (moment[slope.rows] for moment in self._row_moments)
        rate = self._recipe.vector_rate * left + LEAST_RATE
        self._vectors[slope.rows] -= np.float32(rate * unbiased) * _moved(first, second, slope.vectors)
        for moment, rows in zip(self._row_moments, (first, second), strict=True):
            moment[slope.rows] = rows
        rate = self._recipe.layer_rate * left + LEAST_RATE
        for layer, moments, named in zip(self._layers, self._moments, fields(Layers), strict=True):
            moved = _moved(*moments, getattr(slope.layers, named.name))
            layer[...] -= np.float32(rate * unbiased) * moved + np.float32(rate * DECAY) * layer


def _moved(first: Floats, second: Floats, slope: Floats) -> Floats:
    """Bring both moments up to date in place; gives the direction."""
    first += np.float32(0.1) * (slope - first)
    second += np.float32(0.001) * (slope * slope - second)
    direction: Floats = first / (np.sqrt(second) + np.float32(1e-8))
    return direction
