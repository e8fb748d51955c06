"""Pulses as read: how many commits a journey has seen, and which revision of its map they include."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession

from service.documents.journey import Journey
from service.mongo.client import Mongo
from service.rollups.window import Vector


@dataclass(frozen=True, slots=True)
class Pulses:
    """Per slot the beat of its last commit; `revision` is the newest of the map that any of them made."""

    vector: Vector
    revision: int

    def seq_for(self, journey: Journey) -> int:
        """Tell the seq of what is said about this map, read earlier than these pulses.

        A map that lacks k edits is of a seq k lower, so that whoever compares seqs comes for the newer one.
        """
        return sum(self.vector.values()) - max(0, self.revision - journey.revision)


async def read_pulses(
    mongo: Mongo, tenant: str, journeys: Sequence[str], session: AsyncClientSession | None = None
) -> Mapping[str, Pulses]:
    """Read the pulses of journeys in one call; a journey that nobody ever wrote to has none."""
    fields = {"_id": 0, "journey": 1, "slot": 1, "beat": 1, "revision": 1}
    found = mongo.of(tenant)["pulses"]
    rows = await found.find({"journey": {"$in": list(journeys)}}, fields, session=session)
    own: dict[str, list[dict[str, Any]]] = {journey: [] for journey in journeys}
    for row in rows:
        own[row["journey"]].append(row)
    return {journey: _pulses(of_journey) for journey, of_journey in own.items()}


def _pulses(rows: Sequence[Mapping[str, Any]]) -> Pulses:
    return Pulses(
        {row["slot"]: row["beat"] for row in rows},
        max((row.get("revision", 0) for row in rows), default=0),
    )
