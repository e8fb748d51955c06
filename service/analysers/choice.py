"""Which analyser reads, by the settings."""

from scoring.emotion import Analyser
from scoring.emotion.lexicon_analyser import LexiconAnalyser
from service.analysers.http import HttpAnalyser
from service.analysers.ignored import Ignored
from service.analysers.language import identify
from service.analysers.reader import BUDGET_SECONDS, Reader
from service.settings import Settings


def analyser_of(settings: Settings) -> Analyser | None:
    """Make the analyser that is set; None where that is off.

    Raises ConfigurationError for weights or a server's address that cannot be used.
    """
    match settings.emotion_analyser:
        case "off":
            return None
        case "http":
            return HttpAnalyser.of(settings, default_analyser(), identify)
    return default_analyser()


def default_analyser() -> Analyser:
    """Give the one that reads where nothing else is set, or can. Raises ConfigurationError as above."""
    identify.load()
    return LexiconAnalyser(identify)


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
    spare = default_analyser()
    return Reader(analyser, spare, ignored, budget_seconds or settings.emotion_ms / 1_000)
