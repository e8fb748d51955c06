"""Reading emotion from text: fast, in-process, and honest about doubt."""

from scoring.emotion.analysis import Analyser, Analysis

__all__ = ["Analyser", "Analysis"]
