"""How many items a list is counted as, where no argument says it. Declared, for nobody knows before."""

from typing import Final

PAGE: Final = 20
"""A connection's page where neither `first` nor `last` is given; as service.queries.paging has it."""

SIZES: Final = {
    "Query.emotions": 18,
    "Journey.personas": 3,
    "Journey.stages": 10,
    "Journey.touchpoints": 10,
    "Stage.touchpoints": 3,
    "PersonaTask.touchpoints": 3,
    "ScoreUpdate.touchpointsWithNewFeedback": 10,
    "Touchpoint.intendedEmotions": 3,
    "TouchpointScore.emotions": 6,
    "TouchpointScore.channels": 3,
    "ChannelScore.emotions": 6,
    "Consistency.groups": 4,
    "EmotionCurve.points": 10,
    "Trend.points": 30,
    "Evidence.bySource": 3,
    "Evidence.byChannel": 3,
    "Persona.attributes": 5,
    "Persona.goals": 3,
    "PersonaGoal.tasks": 3,
    "FeedbackBatchDone.items": 100,
    "InvalidInput.issues": 3,
}
"""Items of a list of objects, by type and field. A list of plain values is one field, however long."""

UNDECLARED: Final = 20

UPWARDS: Final = frozenset({"Touchpoint.journey", "Touchpoint.stage"})
"""Fields that lead from a part of the map back up, from where all of it can be listed once more."""

AGAIN: Final = 200
"""What a list counts as that is reached so from inside another list: as long as a map may be."""

FIRST: Final = {"Journey.opportunities": 5}
"""Lists whose argument `first` says how many, and what it is when left out."""

WEIGHTS: Final = {
    "EmotionCurve.svg": 100,
    "Journey.trend": 100,
}
"""Fields that cost more than 1: a drawing, and sums over days in the database."""

INTROSPECTION: Final = {"__schema": 1_000, "__type": 50, "__typename": 0}
"""What introspection costs, with all that is under it."""
