"""An analyser for tests: it knows a handful of words, and says of each exactly what stands here."""

import threading
from collections.abc import Callable, Sequence

from scoring.emotion import Analysis
from scoring.vocabulary import Emotion

WORDS = {
    "love": (Emotion.DELIGHT, 0.9),
    "broken": (Emotion.ANGER, 0.8),
    "joy": (Emotion.JOY, 0.95),
    "hm": (Emotion.TRUST, 0.3),
}


class Wordy:
    """Reads the first word it knows. Counts its calls, and the threads they came from."""

    def __init__(
        self, name: str = "wordy", version: str = "1", before: Callable[[Sequence[str]], None] | None = None
    ) -> None:
        self.name = name
        self.version = version
        self.batch_size = 8
        self.ill: str | None = None
        self.calls: list[list[str]] = []
        self.threads: set[str] = set()
        self._before = before or (lambda _: None)

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Read them, after whatever is to happen before."""
        self.calls.append(list(texts))
        self.threads.add(threading.current_thread().name)
        self._before(texts)
        return [self._one(text) for text in texts]

    def health(self) -> str | None:
        """Say what the test put there."""
        return self.ill

    @property
    def texts(self) -> list[str]:
        """All that it was given."""
        return [text for call in self.calls for text in call]

    def _one(self, text: str) -> Analysis:
        known = (WORDS[word] for word in text.lower().strip(".!").split() if word in WORDS)
        emotion, share = next(known, (None, 0.0))
        return Analysis(
            emotion=emotion,
            distribution={emotion: share, Emotion.NEUTRAL: 1 - share} if emotion else {},
            valence=0.5 if emotion else None,
            confidence=share,
            language="en" if emotion else "fr",
            truncated=len(text) > 100,
            analyser=self.name,
            version=self.version,
        )
