"""Analysers: who reads emotion from the texts of feedback, in this process or elsewhere."""

from service.analysers.choice import analyser_of, default_analyser, reader_of
from service.analysers.ignored import Ignored
from service.analysers.language import identify
from service.analysers.reader import Reader
from service.analysers.reading import is_for_reading, kept, read_as

__all__ = [
    "Ignored",
    "Reader",
    "analyser_of",
    "default_analyser",
    "identify",
    "is_for_reading",
    "kept",
    "read_as",
    "reader_of",
]
