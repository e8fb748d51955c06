"""A batch: several texts laid out as arrays, one word's row after another's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from scoring.emotion.buckets import LONGEST, Floats, Ints
from scoring.emotion.feelings import feelings

BEGIN: Final = "^"
END: Final = "$"
"""Stand for a word before the first and after the last, so that no text is empty."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts as rows, one for each word. `starts` and `lengths` tell the rows of each text.

    `felt` has a row of lexicon evidence for each text.
    """

    starts: Ints
    lengths: Ints
    felt: Floats

    @classmethod
    def of(cls, lengths: Ints, felt: Floats) -> "Batch":
        """Lay out texts by their lengths, their ends included."""
        return cls(lengths.cumsum() - lengths, lengths, felt)

    @property
    def places(self) -> Ints:
        """The rows' places in an array that keeps an empty row around every text."""
        texts = np.arange(1, len(self.lengths) + 1)
        return np.arange(self.lengths.sum()) + np.repeat(texts, self.lengths)


def rows_of(texts: Sequence[Sequence[str]]) -> list[str]:
    """Give the word of every row, as much of it as is looked at: who keeps it keeps little."""
    return [word[:LONGEST] for words in texts for word in (BEGIN, *words, END)]


def laid_out(texts: Sequence[Sequence[str]]) -> Batch:
    """Lay out texts given as words."""
    lengths = np.array([len(words) + 2 for words in texts], np.int64)
    return Batch.of(lengths, np.array([feelings(words) for words in texts], np.float32))
