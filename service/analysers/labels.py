"""Labels: the words in which models of emotion answer, as emotions of ours."""

from collections.abc import Iterable
from typing import Final

from scoring.emotion.goemotions import EMOTION_OF
from scoring.vocabulary import Emotion
from service.analysers.failure import ServerFailed

LABELS: Final[dict[str, Emotion]] = {
    **{emotion.lower(): emotion for emotion in Emotion},
    **EMOTION_OF,
}
"""The emotion of every label that is known, in lower case: our own names and those of GoEmotions."""

ROUNDING: Final = 1e-3
"""A score may exceed 1 by so much: servers answer 16-bit floats."""


def weigh(scores: Iterable[tuple[str, float]]) -> dict[Emotion, float]:
    """Return the probability of each emotion that was named, in enum order; together at most 1.

    Labels of one emotion are added up, in any case of letters. Scores that exceed 1 together (independent
    labels) are scaled down to 1; less than 1 is left so: what a server does not say is not guessed. A label
    that is not known keeps its share from the others. Raises ServerFailed for a score outside 0..1, and if no
    known label has any score.
    """
    weights = dict.fromkeys(Emotion, 0.0)
    total = 0.0
    for label, score in scores:
        if not 0 <= score <= 1 + ROUNDING:
            raise ServerFailed("answered a score outside 0..1")
        total += score
        emotion = LABELS.get(label.strip().lower())
        if emotion is not None:
            weights[emotion] += score
    shares = {emotion: weight / max(1.0, total) for emotion, weight in weights.items()}
    named = {emotion: share for emotion, share in shares.items() if share > 0}
    if not named:
        raise ServerFailed("answered no label that is an emotion's name or one of GoEmotions'")
    return named
