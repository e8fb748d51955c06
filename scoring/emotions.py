"""The eighteen emotions and their place on the valence axis; arousal is for display only."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

from scoring.vocabulary import Emotion


@dataclass(frozen=True, slots=True)
class EmotionInfo:
    """One emotion: valence and arousal in -1..1, and how it is shown."""

    code: Emotion
    label: str
    valence: float
    arousal: float
    emoji: str


EMOTIONS: Final[tuple[EmotionInfo, ...]] = (
    EmotionInfo(Emotion.JOY, "Joy", 0.85, 0.35, "😀"),
    EmotionInfo(Emotion.DELIGHT, "Delight", 0.80, 0.45, "🤩"),
    EmotionInfo(Emotion.EXCITEMENT, "Excitement", 0.70, 0.70, "🎉"),
    EmotionInfo(Emotion.TRUST, "Trust", 0.55, -0.10, "🤝"),
    EmotionInfo(Emotion.SATISFACTION, "Satisfaction", 0.55, -0.30, "🙂"),
    EmotionInfo(Emotion.GRATITUDE, "Gratitude", 0.50, -0.10, "🙏"),
    EmotionInfo(Emotion.RELIEF, "Relief", 0.40, -0.30, "😌"),
    EmotionInfo(Emotion.INTEREST, "Interest", 0.40, 0.20, "🤔"),
    EmotionInfo(Emotion.SURPRISE, "Surprise", 0.40, 0.60, "😮"),
    EmotionInfo(Emotion.NEUTRAL, "Neutral", 0.00, 0.00, "😐"),
    EmotionInfo(Emotion.INDIFFERENCE, "Indifference", -0.15, -0.50, "😑"),
    EmotionInfo(Emotion.CONFUSION, "Confusion", -0.45, 0.20, "😕"),
    EmotionInfo(Emotion.DISGUST, "Disgust", -0.50, 0.30, "🤢"),
    EmotionInfo(Emotion.DISAPPOINTMENT, "Disappointment", -0.55, -0.20, "😞"),
    EmotionInfo(Emotion.SADNESS, "Sadness", -0.65, -0.40, "😢"),
    EmotionInfo(Emotion.ANXIETY, "Anxiety", -0.65, 0.55, "😰"),
    EmotionInfo(Emotion.FRUSTRATION, "Frustration", -0.65, 0.45, "😤"),
    EmotionInfo(Emotion.ANGER, "Anger", -0.70, 0.80, "😡"),
)
"""In enum order. Valence: Warriner, Kuperman & Brysbaert 2013 (10.3758/s13428-012-0314-x), (mean - 5) / 4
rounded to .05, with four overrides: NEUTRAL 0, ANGER below FRUSTRATION (Bougie, Pieters & Zeelenberg 2003,
10.1177/0092070303254412), DISGUST lowered, SURPRISE read as "surprised"."""

CODES: Final[dict[Emotion, int]] = {info.code: code for code, info in enumerate(EMOTIONS)}
"""The code each emotion is stored under: its position. Append only."""

VALENCE: Final[tuple[float, ...]] = tuple(info.valence for info in EMOTIONS)
"""Valence by code, -1..1."""

HUNDREDTHS: Final[tuple[int, ...]] = tuple(round(100 * valence) for valence in VALENCE)
"""Valence by code as an exact integer, in hundredths."""

VALENCE_UNIT: Final = 10_000
"""A valence int is this many to one point of valence."""

_EXACT: Final = Context(prec=40)


def valence_int(emotion: Emotion, intensity: float) -> int:
    """Return 10^4 * V[emotion] * intensity, rounded half to even; intensity in (0, 1].

    Exact: intensity counts as the decimal it is written as, so .5 * .85 has no float noise to round by.
    """
    full = Decimal(100 * HUNDREDTHS[CODES[emotion]])
    product = _EXACT.multiply(full, Decimal(repr(float(intensity))))
    return int(product.to_integral_value(ROUND_HALF_EVEN, _EXACT))
