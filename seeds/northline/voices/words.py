"""Sentences for one moment, by tone. `{minutes}` and its like are filled in when they are said."""

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Final

from scoring.vocabulary import Channel, Emotion


class Tone(Enum):
    """How something is said."""

    GLAD = auto()
    CALM = auto()
    LOST = auto()
    CROSS = auto()


_CALM: Final = (Emotion.NEUTRAL, Emotion.INDIFFERENCE, Emotion.INTEREST)
_LOST: Final = (Emotion.CONFUSION, Emotion.ANXIETY, Emotion.SADNESS)
_CROSS: Final = (Emotion.FRUSTRATION, Emotion.ANGER, Emotion.DISAPPOINTMENT, Emotion.DISGUST)

TONE: Final[dict[Emotion, Tone]] = {
    **dict.fromkeys(Emotion, Tone.GLAD),
    **dict.fromkeys(_CALM, Tone.CALM),
    **dict.fromkeys(_LOST, Tone.LOST),
    **dict.fromkeys(_CROSS, Tone.CROSS),
}
"""The tone an emotion is spoken in."""


@dataclass(frozen=True, eq=False)
class Words:
    """Whole sentences for every tone.

    One that only fits some channels or some personas begins with them: `@SHOP,PHONE @rosa He was patient.`
    """

    glad: tuple[str, ...]
    calm: tuple[str, ...]
    lost: tuple[str, ...]
    cross: tuple[str, ...]

    def said(self, tone: Tone) -> tuple[str, ...]:
        """Return the sentences of a tone, with their conditions."""
        return {Tone.GLAD: self.glad, Tone.CALM: self.calm, Tone.LOST: self.lost, Tone.CROSS: self.cross}[
            tone
        ]


def _fits(sentence: str, channel: Channel, persona: str | None) -> str | None:
    """Return the sentence without its conditions, or None where one is not met."""
    while sentence.startswith("@"):
        condition, sentence = sentence[1:].split(" ", 1)
        names = condition.split(",")
        who = channel if condition.isupper() else persona
        if who is not None and who not in names:
            return None
    return sentence


@cache
def fitting(words: Words, tone: Tone, channel: Channel, persona: str | None) -> tuple[str, ...]:
    """Return the sentences that fit channel and persona; somebody unknown may be anybody."""
    fits = (_fits(sentence, channel, persona) for sentence in words.said(tone))
    return tuple(sentence for sentence in fits if sentence is not None)
