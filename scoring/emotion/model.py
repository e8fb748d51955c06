"""The model: networks that were taught different things, and how far their answers are to be believed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.emotion.batch import Batch, laid_out, rows_of
from scoring.emotion.buckets import Floats, bag_of
from scoring.emotion.feelings import VALENCE
from scoring.emotion.network import EMOTIONS, GATE, Network, softmax
from scoring.emotion.together import Together
from scoring.emotions import VALENCE as VALENCES

Bools = NDArray[np.bool_]
Packed = tuple[NDArray[np.int16], float]
"""A word's shares as whole numbers, and what one is worth."""

MOST_KEPT: Final = 6_000
"""Words whose shares are kept, and as many older ones: 1.7 kB each."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes a probability mean what it says, fitted on texts no network was taught.

    Logits are multiplied by `sharpness` (an inverse temperature), the logit of being a customer's by
    `decision`; `leanings` are added to each emotion's logit of chat, so that a rare emotion is not
    overlooked for being rare. Emotions that agree with the lexicons' valence gain, others lose: by e to the
    power of both valences and of `lexicon` for a customer's text, `lexicon_in_chat` for chat. Then a row is
    raised to the power `rise` less `fall` times its largest: the doubtful are less so than they look, the
    sure not so sure. Last, a customer's praise is doubted if the negative emotions together have `caution`.
    `first_in_chat` is what the first network counts for in reading chat, the others count for the rest.
    """

    sharpness: float
    decision: float
    leanings: tuple[float, ...]
    lexicon: float
    lexicon_in_chat: float
    rise: float
    fall: float
    caution: float
    first_in_chat: float


PLAIN: Final = Calibration(1.0, 1.0, (0.0,) * EMOTIONS, 0.0, 0.0, 1.0, 0.0, 2.0, 0.5)
"""Nothing is changed."""

DOUBTED: Final = 0.49
"""What a probability becomes that is doubted: just too little to be scored."""

LIKE_A_CUSTOMER: Final = 0.2
"""How probable it must be that a text is a customer's for its praise to be doubted."""

_VALENCE: Final = np.array(VALENCES, np.float32)


class Model:
    """A customers' network, networks of chat that help it, and their calibration. `version` names it all.

    The first network tells whether a text is chat or a customer's, and reads customers. Chat is read by all.
    What words share is kept, up to `MOST_KEPT`: most words that are met were met before. Thread-safe.
    """

    def __init__(self, networks: Sequence[Network], calibration: Calibration, version: str) -> None:
        self.networks = tuple(networks)
        self.calibration = calibration
        self.version = version
        self._together = Together(self.networks)
        self._kept: dict[str, Packed] = {}
        self._older: dict[str, Packed] = {}

    def probabilities(self, texts: Sequence[Sequence[str]]) -> tuple[Floats, Batch]:
        """Give each text's probability of each emotion, by code, a row sums to 1; given are words."""
        batch = laid_out(texts)
        return mixed(self.answers(texts, batch), batch.felt, self.calibration), batch

    def answers(self, texts: Sequence[Sequence[str]], batch: Batch) -> Floats:
        """Give every network's outputs for every text."""
        return self._together.outputs(self._shares(rows_of(texts)), batch)

    def _shares(self, words: list[str]) -> Floats:
        """Give every word's shares."""
        kept, older = self._kept, self._older
        known: dict[str, Packed] = {}
        new: list[str] = []
        for word in dict.fromkeys(words):
            shares = kept.get(word, older.get(word))
            if shares is None:
                new.append(word)
            else:
                known[word] = shares
        if new:
            known.update(zip(new, map(_packed, self._together.shares(bag_of(new))), strict=True))
        self._keep(known)
        rows, scales = zip(*(known[word] for word in words), strict=True)
        unpacked: Floats = (
            np.concatenate(rows).reshape(len(words), -1) * np.array(scales, np.float32)[:, None]
        )
        return unpacked

    def _keep(self, shares: dict[str, Packed]) -> None:
        """Keep what was used; when there is too much, all that was not used lately goes."""
        if len(self._kept) > MOST_KEPT:
            self._older, self._kept = self._kept, {}
        self._kept.update(shares)


def _packed(shares: Floats) -> Packed:
    """Keep shares in half the room: each is off by at most 1/65,000 of the largest."""
    scale = max(float(np.abs(shares).max()), 1e-9) / np.iinfo(np.int16).max
    return np.rint(shares / scale).astype(np.int16), scale


def mixed(answers: Floats, felt: Floats, calibration: Calibration) -> Floats:
    """Mix what networks answer, as probable as it is that the text is a customer's, and calibrate it."""
    sharp = np.float32(calibration.sharpness)
    chat = sharp * answers[:, :, :EMOTIONS] + np.array(calibration.leanings, np.float32)
    read = softmax(np.concatenate((chat, sharp * answers[:1, :, EMOTIONS:GATE])))
    against = np.float32(-calibration.decision) * answers[0, :, GATE:]
    share = 1 / (1 + np.exp(np.minimum(against, 50)))
    pull = calibration.lexicon_in_chat + (calibration.lexicon - calibration.lexicon_in_chat) * share
    rest = (1 - calibration.first_in_chat) / max(len(answers) - 1, 1)
    counts = np.array([calibration.first_in_chat] + [rest] * (len(answers) - 1), np.float32)
    mix = (1 - share) * np.tensordot(counts / counts.sum(), read[:-1], 1) + share * read[-1]
    mix *= np.exp(pull * felt[:, VALENCE, None] * _VALENCE)
    mix /= mix.sum(axis=1, keepdims=True)
    sharpened = raised(mix, calibration)
    return doubted(sharpened, (share[:, 0] > LIKE_A_CUSTOMER) & praised(sharpened, calibration.caution))


def raised(probabilities: Floats, calibration: Calibration) -> Floats:
    """Raise each row to the power that its largest number calls for, and make it sum to 1 again."""
    largest = probabilities.max(axis=1, keepdims=True)
    powers = probabilities ** (calibration.rise - calibration.fall * largest)
    answer: Floats = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return answer


def praised(probabilities: Floats, caution: float) -> Bools:
    """Say which rows' likeliest emotion is positive although negative ones together have `caution`."""
    positive: Bools = _VALENCE[probabilities.argmax(axis=1)] > 0
    contradicted: Bools = probabilities[:, _VALENCE < 0].sum(axis=1) >= caution
    return positive & contradicted


def doubted(probabilities: Floats, doubtful: Bools) -> Floats:
    """Even out doubtful rows until their largest number is `DOUBTED`; the order stays, and the sum of 1."""
    even = 1 / EMOTIONS
    largest = probabilities.max(axis=1, keepdims=True)
    kept = np.where(doubtful[:, None] & (largest > DOUBTED), (DOUBTED - even) / (largest - even + 1e-9), 1)
    answer: Floats = (kept * probabilities + (1 - kept) * even).astype(np.float32)
    return answer
