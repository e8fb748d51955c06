"""The emotions people can name, with what a frontend needs to show them."""

import dataclasses

from schema.vocabulary import Emotion
from schema.wording import object_type, shown
from scoring import emotions as scored


@object_type
class EmotionInfo:
    """One emotion: its name, its face, and where it lies."""

    code: Emotion = shown("The code.")
    label: str = shown("A name to show, in English.")
    valence: float = shown("How pleasant it is, -1 to 1: what every score is made of.")
    arousal: float = shown(
        "How stirring it is, -1 calm to 1 stirred: for display and urgency, never for scores."
    )
    emoji: str = shown("A face to show.")

    @classmethod
    def of(cls, info: scored.EmotionInfo) -> "EmotionInfo":
        """Show an emotion of scoring."""
        return cls(**dataclasses.asdict(info))
