"""The two palettes, light and dark, and the style sheet that chooses between them."""

import re
from typing import Final

LIGHT: Final = {
    "paper": "#fdfcf9",
    "tint": "#f5f2ea",
    "rule": "#ddd7c9",
    "axis": "#a9a395",
    "ink": "#1f2430",
    "soft": "#575d6b",
    "delight": "#00695f",
    "positive": "#2b7a74",
    "neutral": "#5f6572",
    "negative": "#a0530c",
    "frustration": "#ad2a2a",
    "line0": "#3f51b5",
    "line1": "#8a3f8f",
    "line2": "#2a6496",
    "line3": "#6b4fb0",
    "line4": "#535b6b",
}
DARK: Final = {
    "paper": "#12151b",
    "tint": "#191d25",
    "rule": "#2e343f",
    "axis": "#5d6472",
    "ink": "#f0ede6",
    "soft": "#a9afbc",
    "delight": "#4fd8c4",
    "positive": "#8fd3ca",
    "neutral": "#b3b9c4",
    "negative": "#f3b46b",
    "frustration": "#ff8d83",
    "line0": "#9fb2ff",
    "line1": "#eea6e0",
    "line2": "#8ec7f5",
    "line3": "#c7abff",
    "line4": "#bcc4d0",
}
LINES: Final = 5
TEXT_COLOURS: Final = tuple(name for name in LIGHT if name not in {"paper", "tint", "rule", "axis"})
RIBBON_OPACITY: Final = 0.17

_SANS = "Inter,system-ui,'Segoe UI','Helvetica Neue',Arial,'Noto Sans',sans-serif"
_SERIF = "'Iowan Old Style','Palatino Linotype',Palatino,Georgia,'Noto Serif',serif"
_EMOJI = "'Noto Color Emoji','Apple Color Emoji','Segoe UI Emoji',sans-serif"
_ZONES = ("delight", "positive", "neutral", "negative", "frustration")
# `@name` is a colour of the palette, written twice: for renderers without CSS variables, then for all others.
_RULES = f"""
& text{{font-family:{_SANS};fill:@ink;unicode-bidi:plaintext}}
& .pa{{fill:@paper}}
& .ti{{fill:@tint}}
& .gr{{fill:none;stroke:@rule;stroke-width:1}}
& .ze{{fill:none;stroke:@axis;stroke-width:1}}
& .h1{{font-family:{_SERIF};font-size:30px;letter-spacing:-.2px}}
& .h2{{font-size:14px;fill:@soft}}
& .st{{font-size:13px;font-weight:650;letter-spacing:.3px}}
& .na{{font-size:12px;font-weight:500;text-anchor:middle}}
& .nn{{font-size:11.5px;fill:@soft;text-anchor:middle;font-variant-numeric:tabular-nums}}
& .ri{{text-anchor:end}}
& .le{{text-anchor:start}}
& .so{{font-size:11.5px;fill:@soft}}
& .zo{{font-size:12.5px;font-weight:600}}
& .va{{font-size:13.5px;font-weight:700;text-anchor:middle;font-variant-numeric:tabular-nums}}
& .tg{{font-size:10.5px;font-weight:600;letter-spacing:.5px;text-anchor:middle;fill:@soft}}
& .ha{{paint-order:stroke;stroke:@paper;stroke-width:4px;stroke-linejoin:round}}
& .em{{font-family:{_EMOJI};font-size:19px;text-anchor:middle}}
& .no{{fill:@paper;stroke:@axis;stroke-width:1.5;stroke-dasharray:3 3}}
& .hx{{stroke:@rule;stroke-width:1.2}}
& .sp{{fill:none;stroke:@axis;stroke-width:1}}
& .ch{{fill:none;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}}
& .mk{{stroke-width:1.4;stroke-linejoin:round}}
& .ho{{fill:@paper}}
& .ld{{fill:none;stroke-width:1;opacity:.55}}
& .lb{{font-size:12px;font-weight:550}}
& .cu{{fill:none;stroke-width:4;stroke-linecap:round;stroke-linejoin:round}}
& .rb{{opacity:{RIBBON_OPACITY}}}
& .di{{fill:@paper;stroke-width:2}}
& .gl{{fill:none;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}}
""" + "".join(
    f"& .s-{name}{{stroke:@{name}}}& .f-{name}{{fill:@{name}}}& .c-{name}{{stop-color:@{name}}}"
    for name in (*_ZONES, *(f"line{number}" for number in range(LINES)))
)


def _variables(colours: dict[str, str]) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in colours.items())


_PAINTED = re.sub(
    r"([a-z-]+):@([a-z0-9]+)", lambda rule: f"{rule[1]}:{LIGHT[rule[2]]};{rule[1]}:var(--{rule[2]})", _RULES
)
_SHEET = (
    f"&{{{_variables(LIGHT)}}}\n"
    f"@media (prefers-color-scheme:dark){{&{{{_variables(DARK)}}}}}"
    f"{_PAINTED.rstrip()}"
)


def style_sheet(picture_id: str) -> str:
    """The CSS of one picture, every rule bound to its id so that it touches nothing else on a page."""
    return _SHEET.replace("&", f"#{picture_id}")
