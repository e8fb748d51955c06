"""How feedback is given: each source asks, and is answered, in its own manner."""

from dataclasses import dataclass
from typing import Final

from scoring.vocabulary import Channel, FeedbackSource
from seeds.northline.luck import Chance


@dataclass(frozen=True, slots=True)
class Manner:
    """Shares 0..1 of those who name an emotion, write, rate, and say how important a touchpoint is.

    `inferred` of the texts with an emotion were read by a partner's model. Who names none writes and leaves
    it at that (`mute`), or only rates.
    """

    names: float
    writes: float
    rates: float
    weighs: float = 0.0
    inferred: float = 0.0
    mute: float = 0.3


MANNERS: Final[dict[FeedbackSource, Manner]] = {
    FeedbackSource.IN_APP: Manner(names=0.95, writes=0.3, rates=0.35, weighs=0.05),
    FeedbackSource.SURVEY: Manner(names=0.88, writes=0.4, rates=0.7, weighs=0.16),
    FeedbackSource.INTERVIEW: Manner(names=1.0, writes=1.0, rates=0.3, weighs=0.6),
    FeedbackSource.SUPPORT: Manner(names=0.9, writes=1.0, rates=0.3, inferred=0.6, mute=1.0),
    FeedbackSource.SOCIAL: Manner(names=0.88, writes=1.0, rates=0.0, inferred=0.8, mute=1.0),
    FeedbackSource.OTHER: Manner(names=0.85, writes=0.5, rates=0.4, weighs=0.1),
}

_SCREEN: Final = Chance(
    {
        FeedbackSource.IN_APP: 72,
        FeedbackSource.SURVEY: 22,
        FeedbackSource.INTERVIEW: 3,
        FeedbackSource.OTHER: 3,
    }
)
_TALK: Final = Chance({FeedbackSource.SURVEY: 50, FeedbackSource.SUPPORT: 44, FeedbackSource.INTERVIEW: 6})
_FACE: Final = Chance(
    {
        FeedbackSource.SURVEY: 62,
        FeedbackSource.INTERVIEW: 24,
        FeedbackSource.SUPPORT: 6,
        FeedbackSource.OTHER: 8,
    }
)
_MAIL: Final = Chance({FeedbackSource.SURVEY: 88, FeedbackSource.OTHER: 12})

SOURCES: Final[dict[Channel, Chance[FeedbackSource]]] = {
    **dict.fromkeys((Channel.WEB, Channel.APP), _SCREEN),
    **dict.fromkeys((Channel.PHONE, Channel.CHAT, Channel.MESSENGER), _TALK),
    **dict.fromkeys((Channel.SHOP, Channel.IN_PERSON), _FACE),
    **dict.fromkeys((Channel.EMAIL, Channel.SMS, Channel.ADS), _MAIL),
    Channel.SOCIAL: Chance({FeedbackSource.SOCIAL: 1}),
}
"""Through which source feedback from a channel comes."""
