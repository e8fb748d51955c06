"""The gradient: in which direction every weight makes a batch's targets more probable."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from scoring.emotion.batch import Batch
from scoring.emotion.buckets import Bag, Floats, Ints
from scoring.emotion.network import EMOTIONS, GATE, Layers, pools, softmax, summed

GATE_WEIGHT: Final = 0.3
"""What telling chat from customers counts for, beside telling emotions."""


@dataclass(frozen=True, slots=True)
class Dropout:
    """Which share of features, words and numbers is left out at random while learning."""

    features: float = 0.3
    words: float = 0.1
    numbers: float = 0.3


@dataclass(frozen=True, slots=True)
class Targets:
    """What texts are: a row of shares of emotions each, whether a customer's (0 or 1), and their weights."""

    emotions: Floats
    customers: Floats
    weights: Floats


@dataclass(frozen=True, slots=True)
class Gradient:
    """The slope of each layer, and of the rows of the vectors that the batch touched."""

    rows: Ints
    vectors: Floats
    layers: Layers


def gradient(
    vectors: Floats,
    layers: Layers,
    taken: tuple[Batch, Bag, Ints],
    targets: Targets,
    dropout: Dropout,
    random: np.random.Generator,
) -> Gradient:
    """Go forward with something left out, and back by the chain rule."""
    batch, bag, ids = taken
    bag = replace(bag, weights=bag.weights * _kept(random, bag.weights.shape, dropout.features))
    owners = np.repeat(np.arange(len(bag.starts)), np.diff(np.append(bag.starts, len(bag.features))))
    heard = _kept(random, (len(ids), 1), dropout.words)
    rows = summed(vectors[bag.features], bag)[ids] * heard
    clear = _kept(random, rows.shape, dropout.numbers)
    seen = _threes(rows * clear, batch)
    findings = np.maximum(seen @ layers.spans + layers.offsets, 0)
    roots = np.sqrt(batch.lengths, dtype=np.float32)[:, None]
    sums = np.add.reduceat(rows, batch.starts) / roots
    found = np.hstack((sums, *pools(findings, batch, roots), batch.felt))
    weighed = _kept(random, found.shape, dropout.numbers)
    weighed[:, -batch.felt.shape[1] :] = 1
    logits: Floats = (found * weighed) @ layers.heads + layers.priors

    to_logits = _slope(logits, targets)
    to_found = (to_logits @ layers.heads.T) * weighed
    to_findings, to_rows = _scattered(to_found, findings, rows.shape[1], batch)
    to_rows += _unthreed(to_findings @ layers.spans.T, batch) * clear
    to_words = _summed_by(ids, to_rows * heard)[1]
    touched, to_vectors = _summed_by(bag.features, to_words[owners] * bag.weights[:, None])
    return Gradient(
        touched,
        to_vectors,
        Layers(
            seen.T @ to_findings,
            to_findings.sum(axis=0),
            (found * weighed).T @ to_logits,
            to_logits.sum(axis=0),
        ),
    )


def _kept(random: np.random.Generator, shape: tuple[int, ...], share: float) -> Floats:
    """Give 0 for what is left out, and for the rest what makes up for it."""
    kept: Floats = (random.random(shape, dtype=np.float32) >= share) * np.float32(1 / (1 - share))
    return kept


def _slope(logits: Floats, targets: Targets) -> Floats:
    """Slope of the mean cross-entropy: each head by its own texts, the gate by all."""
    each = (targets.weights / len(targets.weights))[:, None]
    slope = np.zeros_like(logits)
    for head, mine in enumerate((1 - targets.customers, targets.customers)):
        part = slice(head * EMOTIONS, (head + 1) * EMOTIONS)
        slope[:, part] = (softmax(logits[:, part]) - targets.emotions) * each * mine[:, None]
    share = 1 / (1 + np.exp(-logits[:, GATE]))
    slope[:, GATE] = GATE_WEIGHT * (share - targets.customers) / len(share)
    return slope


def _threes(rows: Floats, batch: Batch) -> Floats:
    """Put every word's row between its neighbours', zeros around a text."""
    padded = np.zeros((len(rows) + len(batch.lengths) + 1, rows.shape[1]), np.float32)
    padded[batch.places] = rows
    return np.hstack((padded[batch.places - 1], rows, padded[batch.places + 1]))


def _unthreed(slopes: Floats, batch: Batch) -> Floats:
    before, here, after = np.hsplit(slopes, 3)
    places = batch.places
    padded = np.zeros((len(here) + len(batch.lengths) + 1, here.shape[1]), np.float32)
    padded[places - 1] += before
    padded[places] += here
    padded[places + 1] += after
    answer: Floats = padded[places]
    return answer


def _scattered(slopes: Floats, findings: Floats, width: int, batch: Batch) -> tuple[Floats, Floats]:
    """Bring the slopes of what was gathered back to the findings and rows it was gathered from."""
    text = np.repeat(np.arange(len(batch.lengths)), batch.lengths)
    roots = np.sqrt(batch.lengths, dtype=np.float32)[:, None]
    many = findings.shape[1]
    largest = findings == np.maximum.reduceat(findings, batch.starts)[text]
    to_mean = (slopes[:, width + many : width + 2 * many] / roots)[text]
    to_findings = (to_mean + largest * slopes[:, width : width + many][text]) * (findings > 0)
    return to_findings.astype(np.float32), (slopes[:, :width] / roots)[text]


def _summed_by(keys: Ints, rows: Floats) -> tuple[Ints, Floats]:
    """Add up rows with the same key; gives the keys in order and their sums."""
    order = np.argsort(keys, kind="stable")
    sorted_keys = keys[order]
    firsts = np.flatnonzero(np.append(True, sorted_keys[1:] != sorted_keys[:-1]))
    return sorted_keys[firsts], np.add.reduceat(rows[order], firsts)
