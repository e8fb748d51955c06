"""Which analyser reads, by the settings. Weights are loaded once per process, whoever asks for them."""

from functools import cache
from pathlib import Path

from scoring.emotion import Analyser
from scoring.emotion.lexicon_analyser import LexiconAnalyser
from scoring.emotion.linear import LinearAnalyser
from service.analysers.http import HttpAnalyser
from service.analysers.ignored import Ignored
from service.analysers.language import identify
from service.analysers.reader import BUDGET_SECONDS, Reader
from service.errors import ConfigurationError
from service.settings import Settings


def analyser_of(settings: Settings) -> Analyser | None:
    """Make the analyser that is set; None where that is off.

    Raises ConfigurationError for weights or a server's address that cannot be used.
    """
    match settings.emotion_analyser:
        case "off":
            return None
        case "lexicon":
            identify.load()
            return LexiconAnalyser(identify)
        case "http":
            return HttpAnalyser.of(settings, default_analyser(settings), identify)
    return default_analyser(settings)


def default_analyser(settings: Settings) -> Analyser:
    """Give the one that reads where nothing else is set, or can. Raises ConfigurationError as above."""
    identify.load()
    return _linear(settings.emotion_weights)


def reader_of(settings: Settings, budget_seconds: float | None = None) -> Reader | None:
    """Make the reader that is set; None where texts stay unread. Raises ConfigurationError as above.

    `budget_seconds` is how long the texts of one commit may be read; None: as long as clients may wait.
    """
    analyser = analyser_of(settings)
    if analyser is None:
        return None
    ignored = Ignored.read(settings.emotion_ignore)
    if settings.emotion_analyser != "http":
        return Reader(analyser, None, ignored, budget_seconds or BUDGET_SECONDS)
    spare = default_analyser(settings)
    return Reader(analyser, spare, ignored, budget_seconds or settings.emotion_ms / 1_000)


@cache
def _linear(weights: Path | None) -> LinearAnalyser:
    try:
        return LinearAnalyser.load(weights, identify=identify)
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"HEARTLINE_EMOTION_WEIGHTS: {weights} cannot be used: {error}") from None
