"""What was missed: the last commits to a journey, from `changes`, for subscribers older than our memory."""

from collections.abc import Mapping, Sequence
from typing import Any

from service.documents.change import ChangeKind
from service.live.history import Happened
from service.mongo.client import Mongo

MOST_MISSED = 1_000
"""Commits that are looked up; beyond, everything is news."""

_FIELDS = {"_id": 0, "slot": 1, "beat": 1, "kind": 1, "at": 1, "cells.touchpoint": 1}


async def read_missed(
    mongo: Mongo, tenant: str, journey: str, pulses: Mapping[int, int], count: int
) -> Sequence[Happened]:
    """Read the last `count` commits that the pulses count, the oldest first; none if any is gone.

    They are ordered by their processes' clocks. Raises PyMongoError.
    """
    if not 0 < count <= MOST_MISSED:
        return ()
    last = [
        {"slot": slot, "beat": {"$gt": beat - count, "$lte": beat}} for slot, beat in pulses.items() if beat
    ]
    changes = mongo.of(tenant)["changes"]
    rows = await changes.find({"journey": journey, "$or": last}, _FIELDS)
    rows.sort(key=lambda row: (row["at"], row["slot"], row["beat"]))
    rows = rows[-count:]
    return [_happened(row) for row in rows] if len(rows) == count and _complete(rows, pulses) else ()


def _complete(rows: Sequence[Mapping[str, Any]], pulses: Mapping[int, int]) -> bool:
    """Tell whether each slot's are its last ones without a gap."""
    beats: dict[int, list[int]] = {}
    for row in rows:
        beats.setdefault(row["slot"], []).append(row["beat"])
    return all(
        sorted(had) == list(range(pulses[slot] - len(had) + 1, pulses[slot] + 1))
        for slot, had in beats.items()
    )


def _happened(row: Mapping[str, Any]) -> Happened:
    touchpoints = frozenset(cell["touchpoint"] for cell in row["cells"])
    return Happened(ChangeKind(row["kind"]), touchpoints, row["at"])
