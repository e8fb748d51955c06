"""The default analyser: a small model in this process, that knows English and when it does not know."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from scoring.emotion.analysis import Analysis
from scoring.emotion.buckets import Floats
from scoring.emotion.feelings import FOUND
from scoring.emotion.feelings import VALENCE as FELT
from scoring.emotion.languages import ENGLISH, Identify, language_of
from scoring.emotion.lexicon_analyser import LexiconAnalyser
from scoring.emotion.model import Model
from scoring.emotion.weights import ENGLISH as SHIPPED
from scoring.emotion.weights import load_weights
from scoring.emotion.words import MOST_CHARACTERS, Reading, read_words
from scoring.emotions import EMOTIONS, VALENCE

AT_ONCE: Final = 16
AT_ONCE_CHARACTERS: Final = 8_000
"""Texts, and their characters, that are laid out together: more would take memory and no less time."""

LEXICON_SHARE: Final = 0.2
"""How much of a text's valence is the lexicons' where they find any; the rest is the model's."""

_CODES: Final = tuple(info.code for info in EMOTIONS)
_VALENCE: Final = np.array(VALENCE, np.float32)


class LinearAnalyser:
    """Reads English by a model, and texts of emoji alone by the lexicon. Thread-safe.

    Other languages have no emotion, and a valence only by emoji.
    """

    name: Final = "linear"
    batch_size: Final = 500

    def __init__(self, model: Model, identify: Identify) -> None:
        self._model = model
        self._identify = identify
        self._wordless = LexiconAnalyser(identify)
        self.version = model.version

    @classmethod
    def load(cls, path: Path | None = None, *, identify: Identify) -> "LinearAnalyser":
        """Load weights, Heartline's own unless a path is given. Raises OSError or ValueError as they do."""
        return cls(load_weights(path or SHIPPED), identify)

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Read texts; one analysis each, in their order. Total."""
        return [analysis for some in _portions(texts) for analysis in self._read(some)]

    def health(self) -> str | None:
        """Nothing can be wrong with it."""
        return None

    def _read(self, texts: Sequence[str]) -> list[Analysis]:
        readings = [read_words(text) for text in texts]
        english = [language_of(reading, self._identify) == ENGLISH for reading in readings]
        modelled = iter(
            self._modelled([reading for reading, by in zip(readings, english, strict=True) if by])
        )
        return [
            next(modelled) if by else self._unmodelled(text) for text, by in zip(texts, english, strict=True)
        ]

    def _unmodelled(self, text: str) -> Analysis:
        [analysis] = self._wordless.analyse([text])
        return replace(analysis, analyser=self.name, version=self.version)

    def _modelled(self, readings: Sequence[Reading]) -> list[Analysis]:
        if not readings:
            return []
        probabilities, batch = self._model.probabilities([reading.words for reading in readings])
        valences = _valences(probabilities, batch.felt)
        return [
            self._analysis(*each) for each in zip(readings, probabilities.tolist(), valences, strict=True)
        ]

    def _analysis(self, reading: Reading, probabilities: list[float], valence: float) -> Analysis:
        confidence = max(probabilities)
        return Analysis(
            _CODES[probabilities.index(confidence)],
            dict(zip(_CODES, probabilities, strict=True)),
            valence,
            confidence,
            ENGLISH,
            reading.truncated,
            self.name,
            self.version,
        )


def _portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Part texts into as many as are laid out together; one that is too long is alone."""
    first = characters = 0
    for at, text in enumerate(texts):
        length = min(len(text), MOST_CHARACTERS)
        if at - first == AT_ONCE or (at > first and characters + length > AT_ONCE_CHARACTERS):
            yield texts[first:at]
            first, characters = at, 0
        characters += length
    if first < len(texts):
        yield texts[first:]


def _valences(probabilities: Floats, felt: Floats) -> list[float]:
    """Blend the expected valence with the lexicons', where they found any."""
    share = LEXICON_SHARE * felt[:, FOUND]
    blended: list[float] = ((1 - share) * (probabilities @ _VALENCE) + share * felt[:, FELT]).tolist()
    return blended
