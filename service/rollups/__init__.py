"""Rollups: score reads from resident windows, exact on every process. The only path that reads cells."""

from service.rollups.filter import ScoreFilter
from service.rollups.reads import Rollups, ScoreState
from service.rollups.recount import Recount, recount
from service.rollups.trends import TrendPoint, TrendState

__all__ = ["Recount", "Rollups", "ScoreFilter", "ScoreState", "TrendPoint", "TrendState", "recount"]
