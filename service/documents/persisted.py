"""A GraphQL document that a client sent once, to be asked for by its hash from then on."""

from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar

from beanie import Document
from pymongo import ASCENDING, IndexModel

KEPT_SECONDS = 30 * 24 * 3600


def persisted_id(tenant: str, digest: str) -> str:
    """Return the `_id` of a tenant's document: another tenant's of the same text has another."""
    return sha256(f"{tenant}\0{digest}".encode()).hexdigest()


class PersistedDocument(Document):
    """A document's text; `size` is its bytes. Gone when nobody has used it for `KEPT_SECONDS`."""

    id: str  # type: ignore[assignment]  # beanie's default is an ObjectId, which tells the time
    tenant: str
    text: str
    size: int
    usedAt: datetime  # noqa: N815  as it is stored

    class Settings:
        """Collection, questions and shape."""

        name = "documents"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel(
                [("tenant", ASCENDING), ("usedAt", ASCENDING)], name="which a tenant has not used for longest"
            ),
            IndexModel(
                [("usedAt", ASCENDING)],
                name="which nobody has used for long",
                expireAfterSeconds=KEPT_SECONDS,
            ),
        ]
        validator: ClassVar[dict[str, Any]] = {"required": ["tenant", "text", "size", "usedAt"]}
