"""The lexicons' findings in a text as numbers a model can weigh."""

from collections.abc import Sequence
from typing import Final

from scoring.emotion.lexicon import felt
from scoring.emotions import CODES

WIDTH: Final = len(CODES) + 4
"""How many numbers."""

VALENCE: Final = 0
FOUND: Final = 3
"""Where the valence is, and whether any was found."""

MOST: Final = 2.0
"""No number is larger: what is said ten times is not felt ten times as much."""


def feelings(words: Sequence[str]) -> tuple[float, ...]:
    """Give valence, positive and negative evidence, whether there is any, and each emotion's evidence."""
    found = felt(words)
    said = [0.0] * len(CODES)
    for emotion, evidence in found.emotions.items():
        said[CODES[emotion]] = min(evidence, MOST)
    valence = found.valence
    return (
        valence or 0.0,
        min(found.positive, MOST),
        min(found.negative, MOST),
        0.0 if valence is None else 1.0,
        *said,
    )
