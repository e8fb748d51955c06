"""A run: one customer's one trip through a journey, as counts per touchpoint: erasure can subtract."""

from hashlib import blake2b
from typing import Any, ClassVar

from beanie import Document
from pymongo import ASCENDING, IndexModel


def run_id(tenant: str, journey: str, run: bytes) -> bytes:
    """Return the `_id` of a run of a journey: 16 bytes of a hash."""
    return blake2b(b"\0".join((tenant.encode(), journey.encode(), run)), digest_size=16).digest()


class Run(Document):
    """How often one run was heard at each touchpoint (`seen`) and on each UTC day (`days`).

    `first` is the earliest of `days`. A run without feedback has no document.
    """

    id: bytes  # type: ignore[assignment]  # beanie's default is an ObjectId
    tenant: str
    journey: str
    first: int
    seen: dict[str, int]
    days: dict[str, int]

    class Settings:
        """Collection, questions and shape."""

        name = "runs"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel(
                [("tenant", ASCENDING), ("journey", ASCENDING), ("first", ASCENDING)],
                name="which runs of a journey began in these days",
            )
        ]
        validator: ClassVar[dict[str, Any]] = {"required": ["tenant", "journey", "first", "seen", "days"]}
