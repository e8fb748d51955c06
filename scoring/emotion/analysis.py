"""What an analyser makes of a text, and what every analyser can be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from scoring.cell import CONFIDENT
from scoring.vocabulary import Emotion


@dataclass(frozen=True, slots=True)
class Analysis:
    """How one text reads. What could not be read has no emotion, an empty distribution and confidence 0.

    `emotion` is the likeliest one, and `confidence` (0..1) how often such an answer is right: below .5 it is
    not to be counted (`scored`). `distribution` gives every emotion's probability (they sum to 1), `valence`
    the expected valence, -1..1, None where the language has no lexicon. `language` is an ISO 639-1 code,
    "und" for words too few to tell, None where there were no words. `truncated`: only the beginning was read.
    `analyser` and `version` name who read it, which may be another than was asked.
    """

    emotion: Emotion | None
    distribution: Mapping[Emotion, float]
    valence: float | None
    confidence: float
    language: str | None
    truncated: bool
    analyser: str
    version: str

    @property
    def scored(self) -> bool:
        """Whether the emotion is sure enough to be counted."""
        return self.emotion is not None and self.confidence >= CONFIDENT


class Analyser(Protocol):
    """Reads emotion from texts. Thread-safe; never raises for what a text holds."""

    @property
    def name(self) -> str:
        """What it is called in settings and in stored feedback."""

    @property
    def version(self) -> str:
        """Which one it is: texts read by another version may read differently."""

    @property
    def batch_size(self) -> int:
        """How many texts it likes to be given at once."""

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Read texts; one analysis each, in their order."""

    def health(self) -> str | None:
        """Say what is wrong with it, in a sentence; None while it is well."""
