"""Buckets: words as hashed features, themselves and the letters they are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS: Final = 1 << 15
"""How many features a model tells apart; others share."""

GRAMS: Final = (3, 4, 5)
"""Lengths of the runs of letters within a word, its ends marked, that are features."""

LONGEST: Final = 24
"""Letters of a word that are looked at, and bytes: in UTF-8, a letter may have four."""

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]
"""Numbers; float32 wherever there are many."""


@dataclass(frozen=True, slots=True)
class Bag:
    """Features of several words, one word's after another's: `starts` where each begins, no word without."""

    features: Ints
    weights: Floats
    starts: Ints


def bag_of(words: Sequence[str]) -> Bag:
    """Find each word's features: the word with weight 1, its n letter runs with 1 / sqrt(n) each."""
    found = [features_of(word) for word in words]
    counts = np.array([len(features) for features in found], np.int64)
    starts = np.cumsum(counts) - counts
    weights = np.repeat(1 / np.sqrt(np.maximum(counts - 1, 1), dtype=np.float32), counts)
    weights[starts] = 1
    return Bag(np.array([each for features in found for each in features], np.int64), weights, starts)


def features_of(word: str) -> list[int]:
    """Give the word's bucket, then those of its letter runs (of UTF-8's bytes), by CRC-32."""
    marked = b"<%b>" % word[:LONGEST].encode("utf-8", "surrogatepass")[:LONGEST]
    runs = [marked[at : at + n] for n in GRAMS for at in range(len(marked) - n + 1)]
    return [crc32(run) % BUCKETS for run in (b"=" + marked, *runs)]
