"""Hearing a text out: what each entry does to what was heard before and what is heard next."""

from collections.abc import Callable
from typing import Final

from scoring.emotion.lexicon_entries import Entry, Role
from scoring.vocabulary import Emotion

_NEGATED: Final = -0.7
"""What is left of praise that is negated (VADER: -.74)."""

_UNNEGATED: Final = -0.5
"""What is left of blame that is negated: "not bad" is less than good."""

_SOFT: Final = 0.9
"""What is left of the sentences before one that begins with "but"."""

_FADING: Final = 0.7
"""What is left of a sentence when the next one says something: what is said last decides."""

_BOOST_REACH: Final = 3
"""Words that an intensifier reaches (VADER's window)."""

_BOOST_MOST: Final = 2.0
"""However often it is said that something is "very" so."""

_AGAIN: Final = 2
"""Words that a negation reaches beyond the first feeling it turned: "not clean or quiet"."""

_FLAT: Final = 0.5
"""Evidence of an emotion that has no valence: a straight face."""

_HOPED: Final = 0.2
"""How much a hope that was not met disappoints, whatever was hoped for."""

_LACK: Final = 0.08
"""How much "doesn't" blames where nobody knows the verb."""


class Hearing:
    """What was heard so far: sums of the text, of its sentence, and what bears upon the next feeling.

    `at` and `end` tell where the entry stands that is heard now. Every act takes constant time.
    """

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
        """Count a feeling, as what stands before it bears upon it."""
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
        """Count an emoji: nothing bears upon it."""
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
        """Turn the next feelings round."""
        self.negated = self.end + int(entry.amount)

    def lacks(self, entry: Entry) -> None:
        """Turn the next feelings round, or blame where there are none."""
        self._settle()
        self.negate(entry)
        self.lack = _LACK

    def _settle(self) -> None:
        self.sentence_negative += self.lack * self.weight
        self.lack = 0.0

    def boosts(self, entry: Entry) -> None:
        """Make the next feeling stronger or weaker; several multiply, within bounds."""
        boost = self.boost * entry.amount if self.at < self.boosted else entry.amount
        self.boost = min(boost, _BOOST_MOST)
        self.boosted = self.end + _BOOST_REACH

    def exceeds(self, entry: Entry) -> None:
        """Make the next word, if pleasant, too much of it."""
        self.boost, self.boosted = entry.amount, self.end + 1

    def contrasts(self, entry: Entry) -> None:
        """Let what was said weigh less than what follows."""
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
        """Let what follows up to the next comma weigh less."""
        self._settle()
        self.clause()
        self.weight = entry.amount

    def unreal(self, entry: Entry) -> None:
        """Take what follows in the clause as not having happened."""
        self.real = entry.amount

    def hoped(self, entry: Entry) -> None:
        """Take what follows in the clause as hoped for in vain."""
        self._add(-_HOPED * self.weight, Emotion.DISAPPOINTMENT)
        self.real = entry.amount

    def wishes(self, entry: Entry) -> None:
        """Take praise in the clause as a wish."""
        self.praise = entry.amount

    def relieved(self, _entry: Entry) -> None:
        """Take what is good in the sentence as a relief."""
        self.finally_ = True

    def pauses(self, _entry: Entry) -> None:
        """End the clause."""
        self._settle()
        self.clause()
        self.weight = 1.0

    def stops(self, entry: Entry) -> None:
        """End the sentence."""
        self._settle()
        self._scale(entry.amount, entry.amount)
        self._conclude()

    def asks(self, entry: Entry) -> None:
        """End the question."""
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

    def finish(self) -> None:
        """End the text: count its last sentence."""
        self._settle()
        self._conclude()


ACTS: Final[dict[int, Callable[[Hearing, Entry], None]]] = {
    Role.FEELING: Hearing.feel,
    Role.NEGATE: Hearing.negate,
    Role.LACK: Hearing.lacks,
    Role.BOOST: Hearing.boosts,
    Role.EXCESS: Hearing.exceeds,
    Role.BUT: Hearing.contrasts,
    Role.ALTHOUGH: Hearing.concedes,
    Role.UNREAL: Hearing.unreal,
    Role.HOPED: Hearing.hoped,
    Role.WISH: Hearing.wishes,
    Role.FINALLY: Hearing.relieved,
    Role.COMMA: Hearing.pauses,
    Role.STOP: Hearing.stops,
    Role.ASK: Hearing.asks,
    Role.SIGN: Hearing.show,
}
"""What each role does."""
