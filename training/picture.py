"""The picture of calibration: how sure answers are, and how many of them are right. Plain SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from scoring.cell import CONFIDENT

WIDTH: Final = 720
HEIGHT: Final = 520
LEFT, TOP, SIDE_X, SIDE_Y = 96, 74, 584, 330

_LIGHT: Final = (
    "--paper:#fdfcf9;--tint:#f5f2ea;--rule:#ddd7c9;--axis:#6f6a5e;--ink:#1f2430;--soft:#575d6b;"
    "--dev:#3f51b5;--held:#a0530c"
)
_DARK: Final = (
    "--paper:#12151b;--tint:#1d222b;--rule:#2e343f;--axis:#8a91a0;--ink:#f0ede6;--soft:#a9afbc;"
    "--dev:#9fb2ff;--held:#f3b46b"
)
_SHEET: Final = (
    f"svg{{{_LIGHT}}}@media (prefers-color-scheme:dark){{svg{{{_DARK}}}}}"
    "text{font:13px Inter,system-ui,'Segoe UI','Helvetica Neue',Arial,'Noto Sans',sans-serif;fill:var(--ink)}"
    ".pa{fill:var(--paper)}.ti{fill:var(--tint)}.so{fill:var(--soft)}.mi{text-anchor:middle}"
    ".en{text-anchor:end}.nu{font-variant-numeric:tabular-nums;font-size:12px}.h1{font-size:19px;font-weight:650}"
    ".gr{stroke:var(--rule)}.ax{stroke:var(--axis);stroke-dasharray:5 5}.cu{fill:none;stroke-width:2.5}"
    ".dev{stroke:var(--dev)}.held{stroke:var(--held)}.f-dev{fill:var(--dev)}.f-held{fill:var(--held)}"
    ".ho{fill:var(--paper);stroke-width:2.5}"
)


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve: its name, its class in the style sheet, and of each bin mean confidence, share right and n."""

    name: str
    style: str
    bins: Sequence[Sequence[float]]


def calibration_picture(curves: Sequence[Curve], told: str) -> str:
    """Draw curves over the diagonal, on which confidence is what it says; n of every bin stands below.

    `told` describes the picture to those who do not see it. Light or dark, as the reader's screen is.
    """
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="en" aria-labelledby="t d"',
        f' viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">',
        f'<title id="t">Calibration</title><desc id="d">{escape(told)}</desc><style>{_SHEET}</style>',
        f'<rect class="pa" width="{WIDTH}" height="{HEIGHT}" rx="10"/>',
        _text(LEFT, 34, "How sure it is, and how often it is right", "h1"),
        *_frame(),
        *(line for row, curve in enumerate(curves) for line in _drawn(curve, row)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _frame() -> list[str]:
    tenths = [number / 10 for number in range(11)]
    bottom, middle = TOP + SIDE_Y, LEFT + SIDE_X / 2
    return [
        f'<rect class="ti" x="{LEFT}" y="{TOP}" width="{_x(CONFIDENT) - LEFT:g}" height="{SIDE_Y}"/>',
        *(
            f'<path class="gr" d="M{LEFT} {_y(at):g}h{SIDE_X}"/>'
            + _text(LEFT - 8, _y(at) + 4, f"{at:.0%}", "en nu so")
            for at in tenths[::2]
        ),
        *(_text(_x(at), bottom + 18, f"{at:.1f}", "mi nu so") for at in tenths),
        f'<path class="ax" d="M{LEFT} {bottom}L{LEFT + SIDE_X} {TOP}"/>',
        _text(LEFT + 10, TOP + 20, "below .5: unclassified, not counted", "so"),
        _text(middle, bottom + 40, "confidence", "mi so"),
        f'<text class="mi so" transform="translate(34 {TOP + SIDE_Y / 2:g})rotate(-90)">share right</text>',
    ]


def _drawn(curve: Curve, row: int) -> list[str]:
    points = [(_x(confidence), _y(share)) for confidence, share, _ in curve.bins]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    base, legend = TOP + SIDE_Y + 66 + 22 * row, LEFT + SIDE_X - 250 + 125 * row
    return [
        f'<path class="cu {curve.style}" d="{path}"/>',
        *(_mark(x, y, curve.style, row) for x, y in points),
        _mark(legend, TOP - 16, curve.style, row),
        _text(legend + 12, TOP - 12, curve.name, f"f-{curve.style}"),
        _text(LEFT - 8, base, f"n {curve.name}", f"en nu f-{curve.style}"),
        *(
            _text(
                _x((int(min(confidence, 0.999) * 10) + 0.5) / 10), base, f"{n:,.0f}", f"mi nu f-{curve.style}"
            )
            for confidence, _, n in curve.bins
        ),
    ]


def _mark(x: float, y: float, style: str, row: int) -> str:
    """Draw a point: a circle for the first curve, a square for the second; colour alone tells nothing."""
    if row == 0:
        return f'<circle class="ho {style}" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
    return f'<rect class="ho {style}" x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9"/>'


def _text(x: float, y: float, words: str, style: str) -> str:
    return f'<text class="{style}" x="{x:g}" y="{y:g}">{escape(words)}</text>'


def _x(confidence: float) -> float:
    return LEFT + SIDE_X * confidence


def _y(share: float) -> float:
    return TOP + SIDE_Y * (1 - share)
