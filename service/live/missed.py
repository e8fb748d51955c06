"""What was missed: the last commits to a journey, from `changes`, for subscribers older than our memory."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.documents.change import ChangeKind
from service.live.history import Happened
from service.mongo.client import Mongo

Row = Mapping[str, Any]

MOST_MISSED = 1_000
"""Commits that are looked up; beyond, everything is news."""

_FIELDS = {"_id": 0, "slot": 1, "beat": 1, "kind": 1, "at": 1, "cells.touchpoint": 1}


async def read_missed(
    mongo: Mongo, tenant: str, journey: str, pulses: Mapping[int, int], count: int
) -> Sequence[Happened]:
    """Read the last `count` commits that the pulses count, the oldest first; fewer if some are gone.

    They are ordered by their processes' clocks. `count` is 1 to MOST_MISSED. Raises PyMongoError.
    """
    last = [
        {"slot": slot, "beat": {"$gt": beat - count, "$lte": beat}} for slot, beat in pulses.items() if beat
    ]
    rows = await mongo.of(tenant)["changes"].find({"journey": journey, "$or": last}, _FIELDS)
    rows.sort(key=lambda row: (row["at"], row["slot"], row["beat"]), reverse=True)
    return [_happened(row) for row in reversed(list(_without_gap(rows[:count], pulses)))]


def _without_gap(rows: Sequence[Row], pulses: Mapping[int, int]) -> Iterator[Row]:
    """Go back from the newest until one of a slot's commits is missing: only the oldest expire."""
    next_beat = dict(pulses)
    for row in rows:
        if row["beat"] != next_beat[row["slot"]]:
            return
        next_beat[row["slot"]] -= 1
        yield row


def _happened(row: Row) -> Happened:
    touchpoints = frozenset(cell["touchpoint"] for cell in row["cells"])
    return Happened(ChangeKind(row["kind"]), touchpoints, row["at"])
