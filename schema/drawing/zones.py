"""The five zones of the valence axis: words, bounds, and a glyph each that needs no colour and no font."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone from `bottom` to `top` on the valence axis; its glyph is drawn around the current position."""

    word: str
    colour: str
    top: float
    bottom: float
    glyph: str


ZONES: Final = {
    "DELIGHT": Zone("Delight", "delight", 1.0, 0.4, "m-4 0l4-4 4 4m-8 5l4-4 4 4"),
    "POSITIVE": Zone("Positive", "positive", 0.4, 0.1, "m-4 2l4-4 4 4"),
    "NEUTRAL": Zone("Neutral", "neutral", 0.1, -0.1, "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z"),
    "NEGATIVE": Zone("Negative", "negative", -0.1, -0.4, "m-4-2l4 4 4-4"),
    "FRUSTRATION": Zone("Frustration", "frustration", -0.4, -1.0, "m-4-5l4 4 4-4m-8 5l4 4 4-4"),
}
BOUNDS: Final = (0.4, 0.1, -0.1, -0.4)


def zone_of(name: str | None, mean: float) -> Zone:
    """The zone of that name; without a name the one the mean lies in."""
    if name is not None:
        return ZONES[name]
    return next((zone for zone in ZONES.values() if mean >= zone.bottom), ZONES["FRUSTRATION"])
