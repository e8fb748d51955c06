"""A corpus: many texts, laid out once, of which batches are taken."""

from collections.abc import Sequence

import numpy as np

from scoring.emotion.batch import Batch, laid_out, rows_of
from scoring.emotion.buckets import Bag, Ints, bag_of

MOST_WORDS = 120
"""Words of a text that are learned from."""


class Corpus:
    """Texts given as words, in the order they are asked for by."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        cut = [words[:MOST_WORDS] for words in texts]
        numbers: dict[str, int] = {}
        self._ids = np.array([numbers.setdefault(word, len(numbers)) for word in rows_of(cut)], np.int64)
        self._batch = laid_out(cut)
        self._bag = bag_of(tuple(numbers))
        self._features = np.diff(np.append(self._bag.starts, len(self._bag.features)))
        self.lengths = self._batch.lengths

    def __len__(self) -> int:
        return len(self.lengths)

    def batch(self, chosen: Ints) -> tuple[Batch, Bag, Ints]:
        """Lay out the chosen texts; gives their words' features, and which word each row is, too."""
        lengths = self.lengths[chosen]
        rows = self._ids[_ranges(self._batch.starts[chosen], lengths)]
        words, ids = np.unique(rows, return_inverse=True)
        counts = self._features[words]
        found = _ranges(self._bag.starts[words], counts)
        bag = Bag(self._bag.features[found], self._bag.weights[found], _starts(counts))
        return Batch.of(lengths, self._batch.felt[chosen]), bag, ids


def _starts(lengths: Ints) -> Ints:
    starts: Ints = np.cumsum(lengths) - lengths
    return starts


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """Count up from each start, for its length; one after another."""
    positions: Ints = np.arange(lengths.sum()) + np.repeat(starts - _starts(lengths), lengths)
    return positions
