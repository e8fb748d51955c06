"""A reading: what an analysis makes of a stored feedback."""

from collections.abc import Mapping
from typing import Any, Final

from scoring.emotion import Analysis
from scoring.emotions import CODES
from scoring.vocabulary import EmotionOrigin
from service.documents.feedback import AnalysisRow, FeedbackRow, observation_of

DIGITS: Final = 4
"""Digits that are kept of a share and of a valence."""

_READ = frozenset({"origin", "emotion", "intensity", "valence", "confidence", "analysis"})


def is_for_reading(row: Mapping[str, Any]) -> bool:
    """Whether an analyser is to read it: a text whose emotion nobody named but, at most, an analyser before.

    What people said themselves is never read, nor what a partner's model made of it, even if that found
    nothing: it came with a confidence.
    """
    named = "emotion" in row or "confidence" in row
    return "text" in row and ("analysis" in row or not named)


def read_as(row: FeedbackRow, analysis: Analysis) -> FeedbackRow:
    """Give the row as it reads; what an earlier analysis made of it goes. Doubtful emotions stay, uncounted.

    Raises ValueError for an analysis with a share outside 0..1, or a valence outside -1..1.
    """
    read: dict[str, Any] = {name: value for name, value in row.items() if name not in _READ}
    read["origin"] = EmotionOrigin.INFERRED.value
    read["confidence"] = _within(analysis.confidence, 0)
    read["analysis"] = kept(analysis)
    if analysis.emotion:
        read |= {"emotion": analysis.emotion.value, "intensity": 1.0}
        valence = observation_of(read).valence_int
        if valence is not None:
            read["valence"] = valence
    return read  # type: ignore[return-value]  # it has a row's shape


def kept(analysis: Analysis) -> AnalysisRow:
    """Give what is stored of an analysis, besides emotion and confidence. Raises ValueError as `read_as`."""
    shares = {str(CODES[each]): _within(share, 0) for each, share in analysis.distribution.items()}
    row: AnalysisRow = {
        "analyser": analysis.analyser,
        "version": analysis.version,
        "distribution": {code: share for code, share in shares.items() if share},
    }
    if analysis.language is not None:
        row["language"] = analysis.language
    if analysis.valence is not None:
        row["valence"] = _within(analysis.valence, -1)
    if analysis.truncated:
        row["truncated"] = True
    return row


def _within(number: float, least: int) -> float:
    rounded = round(float(number), DIGITS)
    if not least <= rounded <= 1:
        raise ValueError(f"an analysis has a number outside {least}..1")
    return rounded
