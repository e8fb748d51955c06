"""Northline, a telecom with shops: its map, and what its customers feel, repeatable from one seed."""

from seeds.northline.atlas.company import Company, company
from seeds.northline.atlas.journey import Journey, Stage, Touchpoint
from seeds.northline.atlas.persona import Circumstances, Goal, Persona, Task
from seeds.northline.item import SeedFeedback
from seeds.northline.stream import SEED, count, feedback, key

__all__ = [
    "SEED",
    "Circumstances",
    "Company",
    "Goal",
    "Journey",
    "Persona",
    "SeedFeedback",
    "Stage",
    "Task",
    "Touchpoint",
    "company",
    "count",
    "feedback",
    "key",
]
