"""A pulse: how many commits one slot has made to a journey. The journey's `seq` is the sum over slots."""

from typing import Any, ClassVar

from beanie import Document
from pymongo import ASCENDING, IndexModel


def pulse_id(journey: str, slot: int) -> str:
    """Return the `_id` of a slot's pulse of a journey."""
    return f"{journey}:{slot}"


class Pulse(Document):
    """The commit counter of one slot; `beat` only rises, in the transaction that changes the scores.

    `revision` is the newest revision of the journey's map that the slot has committed, 0 for none.
    """

    id: str  # type: ignore[assignment]  # beanie's default is an ObjectId
    tenant: str
    journey: str
    slot: int
    beat: int
    revision: int = 0

    class Settings:
        """Collection, questions and shape."""

        name = "pulses"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel(
                # without `beat`: each commit would leave a dead entry for reads to pass over, which cost them
                # 4 times the CPU after 250 commits, and each commit half as much again
                [("tenant", ASCENDING), ("journey", ASCENDING), ("slot", ASCENDING)],
                name="what seq a journey is at",
            )
        ]
        validator: ClassVar[dict[str, Any]] = {"required": ["tenant", "journey", "slot", "beat"]}
