"""An analyser that asks a server of the user's own; what is not answered in time, another one reads."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Self

import structlog

from scoring.emotion import Analyser, Analysis
from scoring.emotion.words import Reading, read_words
from scoring.emotions import CODES, VALENCE
from scoring.vocabulary import Emotion
from service.analysers.answers import read_answer
from service.analysers.breaker import Breaker
from service.analysers.failure import ServerFailed
from service.analysers.server import EmotionServer
from service.settings import Settings

ANY_LANGUAGE: Final = "*"

SURE: Final = 0.5
"""A language less likely than this is none: a few words are taken for the server's (first) one."""

_SAYS_NOTHING = re.compile(r"\d.*|[?!]+|\.+|[!-~]")
"""A number, or signs that are no emoticon."""

Identify = Callable[[str], tuple[str, float]]

log = structlog.get_logger()


class HttpAnalyser:
    """Reads texts by asking `server`, all within `seconds`; if that fails, `fallback` reads all of them.

    The analyses then name the fallback. A server that fails again and again is left alone for a while
    (`breaker`). Texts of numbers and signs, and those in other languages than `languages`, are not sent: they
    stay unread. What is sent is a text's plain form: no markup, no addresses, no handles. Thread-safe.
    """

    name = "http"

    def __init__(
        self,
        server: EmotionServer,
        fallback: Analyser,
        identify: Identify,
        *,
        version: str = "1",
        batch_size: int = 32,
        seconds: float = 0.25,
        languages: Sequence[str] = ("en",),
        breaker: Breaker | None = None,
    ) -> None:
        self.version = version
        self.batch_size = batch_size
        self._server = server
        self._fallback = fallback
        self._identify = identify
        self._seconds = seconds
        self._languages = languages
        self._breaker = breaker or Breaker()
        self._trouble: str | None = None

    @classmethod
    def of(cls, settings: Settings, fallback: Analyser, identify: Identify) -> Self:
        """Make the one that is set. Raises ConfigurationError naming an address or a token that is unfit."""
        return cls(
            EmotionServer.of(settings),
            fallback,
            identify,
            version=settings.emotion_model,
            batch_size=settings.emotion_batch,
            seconds=settings.emotion_ms / 1_000,
            languages=settings.emotion_languages,
        )

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Read texts; one analysis each, in their order."""
        readings = [read_words(text) for text in texts]
        languages = [self._language(reading) for reading in readings]
        asked = [
            place
            for place, (reading, language) in enumerate(zip(readings, languages, strict=True))
            if self._reads(language) and not all(map(_SAYS_NOTHING.fullmatch, reading.words))
        ]
        answered = self._answered([readings[place].plain for place in asked])
        if answered is None:
            return self._fallback.analyse(texts)
        told = dict(zip(asked, answered, strict=True))
        return [
            self._analysis(reading, language, told.get(place, {}))
            for place, (reading, language) in enumerate(zip(readings, languages, strict=True))
        ]

    def health(self) -> str | None:
        """Say what was wrong when the server was last asked; None if nothing was."""
        return self._trouble

    def close(self) -> None:
        """Let go of the server."""
        self._server.close()

    def _language(self, reading: Reading) -> str | None:
        """Tell the language; None where there are no words, only emoji, numbers or signs."""
        if not any(word[0].isalpha() for word in reading.words):
            return None
        language, probability = self._identify(reading.plain)
        return language if probability >= SURE or self._reads_all else self._languages[0]

    @property
    def _reads_all(self) -> bool:
        return ANY_LANGUAGE in self._languages

    def _reads(self, language: str | None) -> bool:
        return language is None or language in self._languages or self._reads_all

    def _answered(self, texts: Sequence[str]) -> list[dict[Emotion, float]] | None:
        """Give the server's answers; None if it did not give them all, or is left alone."""
        if not texts:
            return []
        if not self._breaker.allows():
            return None
        try:
            answers = self._ask(texts)
        except Exception as error:  # noqa: BLE001  # whatever it is, the texts are to be read
            self._failed(str(error) if isinstance(error, ServerFailed) else f"met {type(error).__name__}")
            return None
        self._breaker.succeeded()
        self._trouble = None
        return answers

    def _ask(self, texts: Sequence[str]) -> list[dict[Emotion, float]]:
        starts = range(0, len(texts), self.batch_size)
        batches = [texts[start : start + self.batch_size] for start in starts]
        bodies = self._server.ask(batches, self._seconds)
        return [
            answer
            for batch, body in zip(batches, bodies, strict=True)
            for answer in read_answer(body, len(batch))
        ]

    def _failed(self, fact: str) -> None:
        self._breaker.failed()
        self._trouble = f"The emotion server {fact}."
        log.warning("emotion_server.failed", fact=fact, read_by=self._fallback.name)

    def _analysis(self, reading: Reading, language: str | None, weights: Mapping[Emotion, float]) -> Analysis:
        likeliest = max(weights, key=weights.__getitem__, default=None)
        named = sum(weights.values())
        shares = {emotion: weight / named for emotion, weight in weights.items()}
        return Analysis(
            emotion=likeliest,
            distribution=shares,
            valence=_expected_valence(shares) if shares else None,
            confidence=weights[likeliest] if likeliest else 0.0,
            language=language,
            truncated=reading.truncated,
            analyser=self.name,
            version=self.version,
        )


def _expected_valence(shares: Mapping[Emotion, float]) -> float:
    return sum(share * VALENCE[CODES[emotion]] for emotion, share in shares.items())
