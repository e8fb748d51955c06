"""A cell: what a day of feedback at a touchpoint adds up to, in integers (see scoring.cell)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any, ClassVar, NamedTuple

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, IndexModel

from scoring.selection import CellKey
from scoring.vocabulary import Channel, EmotionOrigin, FeedbackSource

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def day_of(moment: datetime) -> int:
    """Answer the UTC day of a time, as days since 1970-01-01."""
    return (moment - _EPOCH) // timedelta(days=1)


def day_number(day: date) -> int:
    """Answer a calendar day as days since 1970-01-01."""
    return (day - _EPOCH.date()).days


class DayKey(NamedTuple):
    """What a cell counts, apart from its tenant, journey and slot."""

    day: int
    key: CellKey

    def fields(self) -> dict[str, Any]:
        """Return the stored fields; no persona leaves the field out."""
        named = {"day": self.day, **self.key._asdict()}
        return {name: value for name, value in named.items() if value is not None}

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "DayKey":
        """Read the stored fields."""
        key = CellKey(
            row["touchpoint"],
            Channel(row["channel"]),
            row.get("persona"),
            FeedbackSource(row["source"]),
            EmotionOrigin(row["origin"]),
        )
        return cls(row["day"], key)

    def digest(self, tenant: str, journey: str, slot: int) -> bytes:
        """Return the `_id` of this cell: 16 bytes of a hash of its whole key."""
        parts = (tenant, journey, str(slot), str(self.day), *(part or "" for part in self.key))
        return blake2b("\0".join(parts).encode(), digest_size=16).digest()


class Cell(Document):
    """One cell of one slot. Only sums over slots mean anything: after erasures one may be negative."""

    id: bytes  # type: ignore[assignment]  # beanie's default is an ObjectId
    tenant: str
    journey: str
    touchpoint: str
    channel: Channel
    persona: str | None = None
    source: FeedbackSource
    origin: EmotionOrigin
    day: int
    slot: int
    n: int = 0
    sumV: int = 0  # noqa: N815  # stored names are scoring.md's
    sumV2: int = 0  # noqa: N815
    unclassified: int = 0
    emo: dict[str, int] = Field(default_factory=dict)
    nps: dict[str, int] = Field(default_factory=dict)
    csat: dict[str, int] = Field(default_factory=dict)
    ces: dict[str, int] = Field(default_factory=dict)
    imp: dict[str, int] = Field(default_factory=dict)

    class Settings:
        """Collection, questions and shape."""

        name = "cells"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel(
                [("tenant", ASCENDING), ("journey", ASCENDING), ("day", ASCENDING)],
                name="what a journey's window adds up to",
            )
        ]
        validator: ClassVar[dict[str, Any]] = {
            "required": ["tenant", "journey", "touchpoint", "channel", "source", "origin", "day", "slot"],
            "properties": {"day": {"bsonType": "int"}, "slot": {"bsonType": "int"}},
        }
