"""Labelled texts: GoEmotions and the customers' sentences of our own, in one form."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from scoring.emotion.buckets import Floats, Ints
from scoring.emotion.goemotions import EMOTION_OF
from scoring.emotions import CODES
from scoring.vocabulary import Emotion

SENTENCES: Final = Path(__file__).parent / "sentences"


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts, and of each the share of every emotion (by code) among its labels."""

    texts: tuple[str, ...]
    shares: Floats

    @property
    def single(self) -> "Labelled":
        """Those with one emotion alone."""
        chosen = np.flatnonzero(self.shares.max(axis=1) == 1)
        return Labelled(tuple(self.texts[at] for at in chosen), self.shares[chosen])

    @property
    def codes(self) -> Ints:
        """The largest emotion of each."""
        codes: Ints = self.shares.argmax(axis=1)
        return codes


def goemotions(folder: Path, split: str) -> Labelled:
    """Read a split of GoEmotions: `train.tsv`, `dev.tsv` (text, label numbers, id) and `labels.txt`."""
    labels = (folder / "labels.txt").read_text().split()
    texts, shares = [], []
    for line in (folder / f"{split}.tsv").read_text(encoding="utf-8").splitlines():
        text, numbers, _ = line.split("\t")
        texts.append(text)
        shares.append(_shares(CODES[EMOTION_OF[labels[int(number)]]] for number in numbers.split(",")))
    return Labelled(tuple(texts), np.array(shares, np.float32))


def sentences(part: str) -> Labelled:
    """Read our own: the part `learn` or `held_out` (emotion, channel, text)."""
    texts, shares = [], []
    for file in sorted((SENTENCES / part).glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            emotion, _, text = line.split("\t")
            texts.append(text)
            shares.append(_shares([CODES[Emotion(emotion)]]))
    return Labelled(tuple(texts), np.array(shares, np.float32))


def _shares(codes: Iterable[int]) -> Floats:
    counts = np.bincount(list(codes), minlength=len(CODES)).astype(np.float32)
    shares: Floats = counts / counts.sum()
    return shares
