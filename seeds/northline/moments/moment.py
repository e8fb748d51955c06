"""One moment: where it is met, what is felt there, and what is said about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from scoring.vocabulary import Channel, Emotion
from seeds.northline.luck import Chance
from seeds.northline.voices.words import Words


class Rating(Enum):
    """What a survey may ask here."""

    CSAT = auto()
    CES = auto()
    NPS = auto()


def felt(**weights: float) -> Chance[Emotion]:
    """Return feelings by relative weight, named by the lower-case code of the emotion."""
    return Chance({Emotion[name.upper()]: weight for name, weight in weights.items()})


def met(**weights: float) -> Mapping[Channel, float]:
    """Return channels by relative weight, named by their lower-case code."""
    return {Channel[name.upper()]: weight for name, weight in weights.items()}


@dataclass(frozen=True, eq=False)
class Moment:
    """A touchpoint as people live it; `*_on` replaces the rule on one channel.

    `kindness` 0..1 is how far csat speaks of the people there and not of the feeling. Where `named` is false
    nobody is asked for an emotion or a rating: only words are kept.
    """

    touchpoint: str
    channels: Mapping[Channel, float]
    felt: Chance[Emotion]
    words: Words
    pleased: tuple[str, ...]
    troubled: tuple[str, ...]
    asks: tuple[Rating, ...] = (Rating.CSAT,)
    felt_on: Mapping[Channel, Chance[Emotion]] = field(default_factory=dict)
    words_on: Mapping[Channel, Words] = field(default_factory=dict)
    kindness: float = 0.0
    named: bool = True

    def feelings(self, channel: Channel) -> Chance[Emotion]:
        """Return what is felt when it is met there."""
        return self.felt_on.get(channel, self.felt)

    def said(self, channel: Channel) -> Words:
        """Return what is said when it is met there."""
        return self.words_on.get(channel, self.words)
