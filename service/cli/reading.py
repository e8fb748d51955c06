"""Who reads texts for a command."""

from scoring.emotion import Analyser
from service.analysers import analyser_of
from service.errors import ConfigurationError
from service.settings import Settings


def chosen_analyser(settings: Settings) -> Analyser:
    """Make the analyser that the settings name. Raises ConfigurationError where they name none."""
    analyser = analyser_of(settings)
    if analyser is None:
        raise ConfigurationError(
            "HEARTLINE_EMOTION_ANALYSER is off, so nobody reads texts: set it to linear, lexicon or http"
        )
    return analyser
