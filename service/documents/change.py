"""A change: what one commit did to one journey's scores. Score reads and live updates follow these."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from beanie import Document
from pymongo import ASCENDING, IndexModel

KEPT_SECONDS = 24 * 3600


class ChangeKind(StrEnum):
    """What kind of commit it was."""

    FEEDBACK = "FEEDBACK"
    ERASURE = "ERASURE"
    MAP_EDIT = "MAP_EDIT"
    ARCHIVED = "ARCHIVED"


class Change(Document):
    """One commit of one slot to one journey, numbered by that slot's pulse; gone after a day.

    `cells` holds the deltas: a cell's key fields and `by`, pairs of [column of its vector, amount].
    `revision` is the map's if the commit made one, else 0.
    """

    id: str  # type: ignore[assignment]  # the pulse's id and beat: a second writer of the same number must fail
    tenant: str
    journey: str
    slot: int
    beat: int
    kind: ChangeKind
    revision: int = 0
    at: datetime
    cells: list[dict[str, Any]]

    class Settings:
        """Collection, questions and shape."""

        name = "changes"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel(
                [
                    ("tenant", ASCENDING),
                    ("journey", ASCENDING),
                    ("slot", ASCENDING),
                    ("beat", ASCENDING),
                ],
                name="what a slot did to a journey since a beat",
            ),
            IndexModel([("at", ASCENDING)], name="what is too old", expireAfterSeconds=KEPT_SECONDS),
        ]
        validator: ClassVar[dict[str, Any]] = {
            "required": ["tenant", "journey", "slot", "beat", "kind", "at", "cells"],
        }
