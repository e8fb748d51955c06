"""What the lexicons find in a text: feelings, minding negation, contrast and what did not happen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from scoring.emotion.lexicon_entries import Lexicon, read_lexicon
from scoring.emotion.lexicon_hearing import ACTS, Hearing
from scoring.vocabulary import Emotion

_LEXICON: Final = read_lexicon()

_MARKS: Final = frozenset("!?.")
"""A run of these is read as its first one."""


@dataclass(frozen=True, slots=True)
class Felt:
    """What was found: `valence` -1..1, None where nothing was; `positive` and `negative` sums, both >= 0.

    `strength` is the sum of both. `emotions` gives the evidence (> 0) for each emotion that entries name; a
    strong word's is about 1.
    """

    valence: float | None
    strength: float
    positive: float
    negative: float
    emotions: Mapping[Emotion, float]


def felt(words: Sequence[str], lexicon: Lexicon = _LEXICON) -> Felt:
    """Find what is felt in the words of a text (`scoring.emotion.words`). Total; linear time.

    After VADER (Hutto & Gilbert 2014, 10.1609/icwsm.v8i1.14550), with phrases, clauses and customers' words.
    """
    known, phrases = lexicon.words, lexicon.phrases
    hearing = Hearing()
    end = 0
    for at, word in enumerate(words):
        if at < end:
            continue
        if word in phrases:
            entry, end = lexicon.longest(words, at)
        else:
            entry = known.get(word) or known.get(word[:1] if word[:1] in _MARKS else word)
        if entry is not None:
            hearing.at = at
            hearing.end = max(end, at + 1)
            ACTS[entry.role](hearing, entry)
    hearing.finish()
    return _conclusion(hearing)


def _conclusion(heard: Hearing) -> Felt:
    strength = heard.positive + heard.negative
    if not strength and not heard.emotions:
        return Felt(None, 0.0, 0.0, 0.0, {})
    balance = heard.positive - heard.negative
    valence = balance / sqrt(balance * balance + 1)
    return Felt(valence, strength, heard.positive, heard.negative, heard.emotions)
