"""An update: what a subscriber is told of, apart from the journey as it is now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class UpdateKind(StrEnum):
    """Why an update comes, the weakest first: of several reasons the last one is told."""

    SNAPSHOT = "SNAPSHOT"
    FEEDBACK = "FEEDBACK"
    ERASURE = "ERASURE"
    MAP_EDIT = "MAP_EDIT"
    WINDOW_MOVED = "WINDOW_MOVED"
    ARCHIVED = "ARCHIVED"


@dataclass(frozen=True, slots=True)
class Update:
    """What happened to a journey since a subscriber's last state; the scores are read after it, so no older.

    `touchpoints` are the ids of those with new feedback, None for all (on SNAPSHOT). `occurred_at` is the
    moment of the newest commit, of the snapshot, or of the midnight that moved the window.
    """

    seq: int
    kind: UpdateKind
    occurred_at: datetime
    touchpoints: frozenset[str] | None
