"""How large a map may grow: it is one document, read with every score."""

from collections.abc import Sequence
from typing import Final

from service.documents.journey import Journey
from service.editing.drafts import StageDraft
from service.errors import LimitExceeded, ProblemCode

MOST_STAGES: Final = 50
MOST_KEPT: Final = 1_000


def check_room(journey: Journey, touchpoints: int, path: tuple[str, ...]) -> None:
    """Raise LimitExceeded where a map has too many stages, touchpoints, or touchpoints kept in memory of."""
    if len(journey.stages) > MOST_STAGES:
        raise too_many(f"a journey has {MOST_STAGES} stages at most", path)
    if len(journey.present) > touchpoints:
        raise too_many(f"a journey has {touchpoints} touchpoints at most", path)
    if len(journey.touchpoints) > MOST_KEPT:
        raise too_many(f"a journey has {MOST_KEPT} touchpoints at most with the removed ones", path)


def check_size(stages: Sequence[StageDraft], touchpoints: int, path: tuple[str, ...]) -> None:
    """Raise LimitExceeded for a draft that no map has room for, before the rest of it is looked at."""
    if len(stages) > MOST_STAGES:
        raise too_many(f"a journey has {MOST_STAGES} stages at most", path)
    if sum(len(stage.touchpoints) for stage in stages) > touchpoints:
        raise too_many(f"a journey has {touchpoints} touchpoints at most", path)


def too_many(rule: str, path: tuple[str, ...]) -> LimitExceeded:
    """Say that there is no room, and what to do."""
    return LimitExceeded(ProblemCode.TOO_MANY, f"{path[-1]} is too much: {rule}; make another journey", path)
