"""Remarks: what people said, newest first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, cast

from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
from service.documents.feedback import FeedbackRow
from service.mongo.access import Row
from service.mongo.client import Mongo
from service.queries.cursors import CursorCodec
from service.queries.listing import Listing
from service.queries.paging import Page, PageRequest

NEWEST_FIRST: Final = (("occurredAt", -1), ("_id", 1))
EVER: Final = datetime.min.replace(tzinfo=UTC)
NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackWhere:
    """Which feedback is meant: None is all, an empty collection matches nothing, SOCIAL is not left out.

    `since` and `until` (aware) bound occurredAt, half-open [since, until).
    """

    journey: str | None = None
    touchpoints: Collection[str] | None = None
    channels: Collection[Channel] | None = None
    emotions: Collection[Emotion] | None = None
    personas: Collection[str] | None = None
    sources: Collection[FeedbackSource] | None = None
    origins: Collection[EmotionOrigin] | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def nothing(self) -> bool:
        """Whether no feedback can match."""
        empty = any(wanted is not None and not wanted for wanted in self._lists.values())
        return empty or (self.since or EVER) >= (self.until or NEVER)

    def query(self) -> dict[str, Any]:
        """Say it in the database's words; the bounds on occurredAt also pass over tombstones."""
        where: dict[str, Any] = {"occurredAt": {"$gte": self.since or EVER, "$lt": self.until or NEVER}}
        if self.journey is not None:
            where["journey"] = self.journey
        for field, wanted in self._lists.items():
            if wanted is not None:
                where[field] = {"$in": sorted(set(wanted))}
        return where

    @property
    def _lists(self) -> dict[str, Collection[str] | None]:
        return {
            "touchpoint": self.touchpoints,
            "channel": self.channels,
            "emotion": self.emotions,
            "persona": self.personas,
            "source": self.sources,
            "origin": self.origins,
        }


ALL: Final = FeedbackWhere()


class Remarks:
    """Reads feedback. What was erased is not there."""

    def __init__(self, mongo: Mongo, cursors: CursorCodec) -> None:
        self._mongo = mongo
        self._listing = Listing("feedback", NEWEST_FIRST, cursors)

    async def feedback_page(
        self, tenant: str, page: PageRequest, where: FeedbackWhere = ALL
    ) -> Page[FeedbackRow]:
        """Read a page, newest occurredAt first, then by id; what cannot match anything asks nobody."""
        query = None if where.nothing else where.query()
        found = await self._listing.page(self._mongo.of(tenant), query, page)
        return found.of(_as_feedback)

    async def by_ids(self, tenant: str, ids: Collection[str]) -> dict[str, FeedbackRow]:
        """Find feedback by id."""
        if not ids:
            return {}
        there = {"_id": {"$in": list(ids)}, "occurredAt": {"$exists": True}}
        rows = await self._mongo.of(tenant)["feedback"].find(there)
        return {row["_id"]: _as_feedback(row) for row in rows}


def _as_feedback(row: Row) -> FeedbackRow:
    return cast("FeedbackRow", row)
