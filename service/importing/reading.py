"""Reading: what a cell means in the field it is mapped to."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache, partial
from typing import Final, TypeVar

from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
from service.errors import ProblemCode
from service.importing.moments import Moments
from service.importing.names import Names
from service.importing.row import Cell
from service.importing.scale import Scale, exact
from service.importing.unfit import Unfit, quoted
from service.ingestion.rules import RATINGS

E = TypeVar("E", bound=StrEnum)

REMEMBERED: Final = 1_000

_BETWEEN_TRIGGERS: Final = re.compile("[,;|]")
_BETWEEN_WORDS: Final = re.compile(r"[\s-]+")


@dataclass(frozen=True)
class Reading:
    """Reads cells, each field in its own way."""

    touchpoints: Names
    personas: Names
    moments: Moments
    scales: Mapping[str, Scale] = field(default_factory=dict)
    decimal: str = "."

    @cached_property
    def _readers(self) -> dict[str, Callable[[str], object]]:
        ratings = {name: self.scales.get(name, Scale.ours(name)) for name in RATINGS}
        return {
            "key": str.strip,
            "touchpoint": self.touchpoints.id_of,
            "channel": _word("channel", Channel),
            "source": _word("source", FeedbackSource),
            "emotion": _word("emotion", Emotion),
            "origin": _word("origin", EmotionOrigin),
            "intensity": _share("intensity", self.decimal),
            "confidence": _share("confidence", self.decimal),
            "text": str,
            "persona": self.personas.id_of,
            "customer": str.strip,
            "run": str.strip,
            "occurredAt": self.moments.read,
            **{
                name: _remembering(partial(scale.rating, decimal=self.decimal))
                for name, scale in ratings.items()
            },
        }

    def read(self, name: str, cell: Cell) -> object:
        """Read a cell that is not blank. Raises Unfit."""
        if name == "triggers":
            return _triggers(cell)
        if isinstance(cell, tuple):
            raise Unfit(ProblemCode.MALFORMED, f"{name} is a list: only triggers may be one")
        return self._readers[name](cell)


def _remembering(read: Callable[[str], object]) -> Callable[[str], object]:
    """Compute once what most rows repeat: exact arithmetic takes 50 microseconds."""
    return lru_cache(REMEMBERED)(read)


def _word(name: str, words: type[E]) -> Callable[[str], E]:
    def read(text: str) -> E:
        word = _BETWEEN_WORDS.sub("_", text.strip()).upper()
        if word not in words.__members__:
            advice = f"it has to be one of {', '.join(words)}, or --value {name}:...=... tells what it means"
            raise Unfit(ProblemCode.MALFORMED, f"{name} is {quoted(text)}: {advice}")
        return words[word]

    return read


def _share(name: str, decimal: str) -> Callable[[str], float]:
    def read(text: str) -> float:
        value = exact(text, decimal)
        if value is None:
            raise Unfit(ProblemCode.MALFORMED, f"{name} is {quoted(text)}: it has to be a number from 0 to 1")
        return float(value)

    return read


def _triggers(cell: Cell) -> tuple[str, ...]:
    parts = _BETWEEN_TRIGGERS.split(cell) if isinstance(cell, str) else cell
    codes = ("-".join(part.lower().split()) for part in parts)
    return tuple(code for code in codes if code)
