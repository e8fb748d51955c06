"""Windows in a few words, and a look at every cell they hold."""

from collections import Counter
from typing import Any

from scoring.cell import PATHS
from scoring.sheet import Sheet
from service.documents.cell import DayKey
from service.documents.change import ChangeKind
from service.outbox import Committed
from service.rollups.filter import Span
from service.rollups.window import Window
from tests.unit.ingestion.plainly import Counts, without_zeros
from tests.unit.scoring.making import key

EVER = Span(None, None)


def commit(
    beat: int, slot: int = 0, day: int = 10, journey: str = "j", n: int = 1, **place: Any
) -> Committed:
    """Return a commit that adds `n` joys on a day."""
    by = {"n": n, "emo.0": n, "sumV": 8_500 * n, "sumV2": 8_500**2 * n}
    return Committed("acme", journey, slot, beat, ChangeKind.FEEDBACK, {DayKey(day, key(**place)): by})


def empty(span: Span = EVER) -> Window:
    """Return a window of a journey nobody ever wrote to."""
    return Window(span, {}, Sheet.of({}))


def cells_of(window: Window) -> Counts:
    """Return every cell a window holds, without zeros."""
    rows, counts = window.sheet._legend.rows, window.sheet._counts  # noqa: SLF001  # cells, not sums of them
    return without_zeros(
        {
            tuple(key): Counter(dict(zip(PATHS, counts[row].tolist(), strict=True)))
            for key, row in rows.items()
        }
    )
