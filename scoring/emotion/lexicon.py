"""What the lexicons find in a text: feelings, minding negation, contrast and what did not happen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from scoring.emotion.lexicon_entries import Entry, Lexicon, Role, read_lexicon
from scoring.vocabulary import Emotion

_LEXICON: Final = read_lexicon()


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
    hearing = _Hearing()
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
            _ACTS[entry.role](hearing, entry)
    return hearing.conclusion()


_MARKS: Final = frozenset("!?.")
_NEGATED: Final = -0.7
_UNNEGATED: Final = -0.5
_SOFT: Final = 0.9
_BOOST_REACH: Final = 3
_AGAIN: Final = 2
_FLAT: Final = 0.5
_FADING: Final = 0.7
_HOPED: Final = 0.2
_LACK: Final = 0.08


class _Hearing:
    """What was heard so far: sums of the text, of its sentence, and what bears upon the next feeling."""

    __slots__ = (
        "at",
        "boost",
        "boosted",
        "emotions",
        "end",
        "finally_",
        "lack",
        "negated",
        "negative",
        "positive",
        "praise",
        "real",
        "said",
        "sentence_negative",
        "sentence_positive",
        "weight",
    )

    def __init__(self) -> None:
        self.at = self.end = 0
        self.positive = self.negative = 0.0
        self.emotions: dict[Emotion, float] = {}
        self.said: dict[Emotion, float] = {}
        self.start()

    def start(self) -> None:
        """Begin a sentence."""
        self.sentence_positive = self.sentence_negative = 0.0
        self.weight = 1.0
        self.finally_ = False
        self.clause()

    def clause(self) -> None:
        """Begin a clause."""
        self.negated = self.boosted = 0
        self.boost = self.praise = self.real = 1.0
        self.lack = 0.0

    def feel(self, entry: Entry) -> None:
        valence, emotion = entry.amount, entry.emotion
        if not valence:
            return
        if self.at < self.boosted:
            valence *= self.boost
            if self.boost < 0:
                emotion = Emotion.DISAPPOINTMENT if valence < 0 else None
        if self.at < self.negated:
            self.lack = 0.0
            self.negated = self.end + _AGAIN if self.end < self.negated else 0
            valence, emotion = self._negate(valence)
        if self.real != 1.0:
            valence, emotion = valence * self.real, None
        elif self.praise != 1.0 and valence > 0:
            valence, emotion = valence * self.praise, None
        self._add(valence * self.weight, emotion)

    def show(self, entry: Entry) -> None:
        self._add(entry.amount, entry.emotion)

    def _negate(self, valence: float) -> tuple[float, Emotion | None]:
        if valence > 0:
            return valence * _NEGATED, Emotion.DISAPPOINTMENT
        return valence * _UNNEGATED, None

    def _add(self, valence: float, emotion: Emotion | None) -> None:
        if valence > 0:
            self.sentence_positive += valence
            if self.finally_:
                emotion = Emotion.RELIEF
        else:
            self.sentence_negative -= valence
        if emotion is not None:
            self.said[emotion] = self.said.get(emotion, 0.0) + (abs(valence) or _FLAT)

    def negate(self, entry: Entry) -> None:
        self.negated = self.end + int(entry.amount)

    def lacks(self, entry: Entry) -> None:
        self._settle()
        self.negate(entry)
        self.lack = _LACK

    def _settle(self) -> None:
        self.sentence_negative += self.lack * self.weight
        self.lack = 0.0

    def boosts(self, entry: Entry) -> None:
        self.boost = self.boost * entry.amount if self.at < self.boosted else entry.amount
        self.boosted = self.end + _BOOST_REACH

    def exceeds(self, entry: Entry) -> None:
        self.boost, self.boosted = entry.amount, self.end + 1

    def contrasts(self, entry: Entry) -> None:
        self._settle()
        if not self.said and not self.sentence_positive and not self.sentence_negative:
            self._fade(_SOFT)
        self._scale(entry.amount, entry.amount)
        self.clause()
        self.weight = 1.0

    def _scale(self, pleasant: float, unpleasant: float) -> None:
        self.sentence_positive *= pleasant
        self.sentence_negative *= unpleasant
        for emotion in self.said:
            self.said[emotion] *= min(pleasant, unpleasant)

    def concedes(self, entry: Entry) -> None:
        self._settle()
        self.clause()
        self.weight = entry.amount

    def unreal(self, entry: Entry) -> None:
        self.real = entry.amount

    def hoped(self, entry: Entry) -> None:
        self._add(-_HOPED * self.weight, Emotion.DISAPPOINTMENT)
        self.real = entry.amount

    def wishes(self, entry: Entry) -> None:
        self.praise = entry.amount

    def relieved(self, _entry: Entry) -> None:
        self.finally_ = True

    def pauses(self, _entry: Entry) -> None:
        self._settle()
        self.clause()
        self.weight = 1.0

    def stops(self, entry: Entry) -> None:
        self._settle()
        self._scale(entry.amount, entry.amount)
        self._conclude()

    def asks(self, entry: Entry) -> None:
        self._settle()
        self._scale(entry.amount, 1.0)
        self._conclude()

    def _conclude(self) -> None:
        if self.said or self.sentence_positive or self.sentence_negative:
            self._fade(_FADING)
            self.positive += self.sentence_positive
            self.negative += self.sentence_negative
            for emotion, evidence in self.said.items():
                self.emotions[emotion] = self.emotions.get(emotion, 0.0) + evidence
            self.said.clear()
        self.start()

    def _fade(self, factor: float) -> None:
        self.positive *= factor
        self.negative *= factor
        for emotion in self.emotions:
            self.emotions[emotion] *= factor

    def conclusion(self) -> Felt:
        self._settle()
        self._conclude()
        strength = self.positive + self.negative
        if not strength and not self.emotions:
            return Felt(None, 0.0, 0.0, 0.0, {})
        balance = self.positive - self.negative
        valence = balance / sqrt(balance * balance + 1)
        return Felt(valence, strength, self.positive, self.negative, self.emotions)


_ACTS: Final[dict[int, Callable[[_Hearing, Entry], None]]] = {
    Role.FEELING: _Hearing.feel,
    Role.NEGATE: _Hearing.negate,
    Role.LACK: _Hearing.lacks,
    Role.BOOST: _Hearing.boosts,
    Role.EXCESS: _Hearing.exceeds,
    Role.BUT: _Hearing.contrasts,
    Role.ALTHOUGH: _Hearing.concedes,
    Role.UNREAL: _Hearing.unreal,
    Role.HOPED: _Hearing.hoped,
    Role.WISH: _Hearing.wishes,
    Role.FINALLY: _Hearing.relieved,
    Role.COMMA: _Hearing.pauses,
    Role.STOP: _Hearing.stops,
    Role.ASK: _Hearing.asks,
    Role.SIGN: _Hearing.show,
}
