"""What people answer when asked for a number: their mood, with a person's imprecision."""

from random import Random
from typing import Final, NamedTuple

from scoring.emotions import CODES, VALENCE
from scoring.vocabulary import Emotion
from seeds.northline.atlas.company import company
from seeds.northline.moments.moment import Moment, Rating

IMPORTANCE: Final = {
    touchpoint.key: touchpoint.design_importance / 10 for touchpoint in company().touchpoints()
}
"""How likely people call a touchpoint important (4 or 5): as its designers thought."""

ANSWERS: Final = 0.5
"""The share of those who rate that also answer each further question."""

PRAISE: Final = 0.8
"""The mood of a csat that speaks only of the kind person who helped."""


class Ratings(NamedTuple):
    """Answers on their scales; None where nobody asked or answered."""

    nps: int | None = None
    csat: int | None = None
    ces: int | None = None


def _answer(rng: Random, middle: float, slope: float, mood: float, scale: range) -> int:
    return min(max(round(middle + slope * mood + rng.gauss(0, slope / 4)), scale[0]), scale[-1])


def mood_of(emotion: Emotion, intensity: float) -> float:
    """Return valence, -1..1."""
    return VALENCE[CODES[emotion]] * intensity


def ratings(rng: Random, moment: Moment, mood: float) -> Ratings:
    """Return the answers of someone in that mood who does answer; csat always, the others now and then."""
    nps = ces = None
    praise = mood + (PRAISE - mood) * moment.kindness
    csat = _answer(rng, 3.05, 2.3, praise, range(1, 6))
    if Rating.CES in moment.asks and rng.random() < ANSWERS:
        ces = _answer(rng, 4.4, 3.2, mood, range(1, 8))
    if Rating.NPS in moment.asks and rng.random() < ANSWERS:
        nps = _answer(rng, 6.6, 4.6, mood, range(11))
    return Ratings(nps, csat, ces)


def importance(rng: Random, touchpoint: str) -> int:
    """Return how important somebody calls a touchpoint, 1..5."""
    return rng.choice((4, 5, 5)) if rng.random() < IMPORTANCE[touchpoint] else rng.choice((1, 2, 3, 3))
