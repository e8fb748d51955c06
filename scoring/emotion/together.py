"""Networks side by side: what all of them answer, in one go and without a thread of BLAS's own."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from scoring.emotion.batch import Batch
from scoring.emotion.buckets import Bag, Floats, Ints
from scoring.emotion.network import OUTPUTS, SPAN, Network

UNTHREADED: Final = 1 << 18
"""Multiplications up to which OpenBLAS starts no thread (65,536 times 4, `interface/gemm.c`): its threads
wait for each other by spinning, which costs 8 to 16 ms where a core is busy with something else."""


class Together:
    """Several networks as one: their findings lie side by side, as do their outputs.

    A word's shares are, of all networks: what it adds to the findings of the word after it, to its own
    (offsets included), to those of the word before it, and to the outputs.
    """

    def __init__(self, networks: Sequence[Network]) -> None:
        self._networks = tuple(networks)
        self._findings = sum(len(network.layers.offsets) for network in networks)
        self._width = SPAN * self._findings + OUTPUTS * len(networks)
        self._tables = [_table(network) for network in networks]
        self._places = list(_places(networks))
        self._offsets = np.concatenate([network.layers.offsets for network in networks])
        self._heads = _heads(networks)
        self._priors = np.concatenate([network.layers.priors for network in networks])

    def shares(self, bag: Bag) -> Floats:
        """Give each word's shares, a row each."""
        answer = np.empty((len(bag.starts), self._width), np.float32)
        for network, table, places in zip(self._networks, self._tables, self._places, strict=True):
            found = times(_vectors(network, bag), table)
            for part, place in places:
                answer[:, place] = found[:, part]
        answer[:, self._findings : 2 * self._findings] += self._offsets
        return answer

    def outputs(self, shares: Floats, batch: Batch) -> Floats:
        """Answer each network's `OUTPUTS` logits for each text; `shares`, a row a word, are used up."""
        width, starts = self._findings, batch.starts
        before, findings, after = (shares[:, at * width : (at + 1) * width] for at in range(SPAN))
        before[starts[1:] - 1] = after[starts[1:]] = 0  # texts add nothing to each other
        findings[1:] += before[:-1]
        findings[:-1] += after[1:]
        np.maximum(findings, 0, out=findings)
        roots = np.sqrt(batch.lengths, dtype=np.float32)[:, None]
        sums = _by_text(np.add, shares[:, width:], starts) / roots
        direct = sums[:, (SPAN - 1) * width :]
        pools = (_by_text(np.maximum, findings, starts), sums[:, :width], batch.felt)
        answer = times(np.concatenate(pools, axis=1), self._heads) + direct + self._priors
        by_network: Floats = answer.reshape(len(starts), -1, OUTPUTS).swapaxes(0, 1)
        return by_network


def times(rows: Floats, matrix: Floats) -> Floats:
    """Multiply, some rows at a time: few enough that no thread is started."""
    most = max(UNTHREADED // matrix.size, 1)
    if len(rows) <= most:
        answer: Floats = rows @ matrix
        return answer
    return np.concatenate([rows[first : first + most] @ matrix for first in range(0, len(rows), most)])


def _by_text(gather: np.ufunc, rows: Floats, starts: Ints) -> Floats:
    """Gather the rows of each text; one text alone in a third of the time."""
    answer: Floats = (
        gather.reduce(rows, axis=0, keepdims=True) if len(starts) == 1 else gather.reduceat(rows, starts)
    )
    return answer


def _vectors(network: Network, bag: Bag) -> Floats:
    """Add up the vectors of each word's features by their weights."""
    weights = network.scales.take(bag.features) * bag.weights
    features = network.vectors.take(bag.features, axis=0) * weights[:, None]
    answer: Floats = np.add.reduceat(features, bag.starts)
    return answer


def _places(networks: Sequence[Network]) -> Iterator[list[tuple[slice, slice]]]:
    """Tell where the parts of each network's shares are, and where they go among those of all networks."""
    widths = np.array([[len(each.layers.offsets)] * SPAN + [OUTPUTS] for each in networks])
    ends = np.cumsum(widths, axis=1)
    there = np.cumsum(widths.T).reshape(widths.T.shape).T
    for row in np.stack((ends - widths, ends, there - widths, there), axis=2).tolist():
        yield [(slice(first, end), slice(to, to_end)) for first, end, to, to_end in row]


def _table(network: Network) -> Floats:
    """Lay a network's spans and the first of its heads out so that a word's vector becomes its shares."""
    spans = np.split(network.layers.spans, SPAN)
    return np.hstack((*spans, network.layers.heads[: network.vectors.shape[1]]))


def _heads(networks: Sequence[Network]) -> Floats:
    """Lay the heads of findings and evidence out for all networks' largest, then mean ones, then evidence."""
    parts = []
    for each in networks:
        findings, width = len(each.layers.offsets), each.vectors.shape[1]
        parts.append(np.split(each.layers.heads[width:], [findings, 2 * findings]))
    largest, means, felt = zip(*parts, strict=True)
    return np.vstack((_diagonal(largest), _diagonal(means), np.hstack(felt)))


def _diagonal(blocks: Sequence[Floats]) -> Floats:
    """Lay blocks out along the diagonal, zeros elsewhere."""
    heights, widths = zip(*(block.shape for block in blocks), strict=True)
    answer = np.zeros((sum(heights), sum(widths)), np.float32)
    for block, below, right in zip(blocks, np.cumsum(heights), np.cumsum(widths), strict=True):
        answer[below - block.shape[0] : below, right - block.shape[1] : right] = block
    return answer
