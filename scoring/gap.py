"""The gap between what people say and what they feel."""

from scoring.cell import Cell
from scoring.ratings import mean_csat
from scoring.valence import mean_valence


def says_feels_gap(cell: Cell) -> float | None:
    """Return (mean csat - 3) / 2 - mean valence, -2..2; None unless both exist.

    Above +.3 people say fine and feel bad.
    """
    said, felt = mean_csat(cell), mean_valence(cell)
    return None if said is None or felt is None else (said - 3) / 2 - felt
