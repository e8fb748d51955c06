"""Rollups: score reads from resident windows, exact on every process. The only path that reads cells."""

from service.rollups.filter import ScoreFilter
from service.rollups.last_recount import LastRecount, last_recount, note_recount
from service.rollups.reads import Rollups, ScoreState
from service.rollups.recount import Recount, recount
from service.rollups.trends import TrendPoint, TrendState

__all__ = [
    "LastRecount",
    "Recount",
    "Rollups",
    "ScoreFilter",
    "ScoreState",
    "TrendPoint",
    "TrendState",
    "last_recount",
    "note_recount",
    "recount",
]
