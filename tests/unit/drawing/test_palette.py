"""Both palettes can be read."""

import pytest

from schema.drawing.palette import DARK, LIGHT, RIBBON_OPACITY, TEXT_COLOURS

ZONES = ("delight", "positive", "neutral", "negative", "frustration")


def channels(colour: str) -> list[float]:
    """Return red, green and blue in 0..1."""
    return [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]


def luminance(rgb: list[float]) -> float:
    """Return the relative luminance of WCAG 2."""
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(text: list[float], ground: list[float]) -> float:
    """Return the contrast ratio of WCAG 2, in 1..21."""
    dark, light = sorted((luminance(text), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


def shaded(ground: str, ribbon: str) -> list[float]:
    """Return the ground under the interval's shading."""
    pairs = zip(channels(ground), channels(ribbon), strict=True)
    return [below * (1 - RIBBON_OPACITY) + above * RIBBON_OPACITY for below, above in pairs]


def test_black_on_white_is_the_yardstick() -> None:
    """The measure itself is right at its known end."""
    assert contrast(channels("#000000"), channels("#ffffff")) == 21


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", TEXT_COLOURS)
@pytest.mark.parametrize("ground", ["paper", "tint"])
def test_text_stands_out_from_its_ground(palette: dict[str, str], text: str, ground: str) -> None:
    """Every colour that words are set in has at least 4.5:1 on paper and on a stage's band."""
    assert contrast(channels(palette[text]), channels(palette[ground])) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ribbon", ZONES)
@pytest.mark.parametrize("ground", ["paper", "tint"])
def test_figures_stand_out_from_the_shading(palette: dict[str, str], ribbon: str, ground: str) -> None:
    """Means and tags keep 4.5:1 even over the interval's shading, without their halo."""
    behind = shaded(palette[ground], palette[ribbon])
    assert contrast(channels(palette["ink"]), behind) >= 4.5
    assert contrast(channels(palette["soft"]), behind) >= 4.5


def test_both_palettes_name_the_same_colours() -> None:
    """No colour is missing in the dark."""
    assert LIGHT.keys() == DARK.keys()
