"""Making something once: the same idempotency key always means the same object."""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any, Final, Self

import orjson

from service.documents.ids import Kind, hashed_id, new_id
from service.editing.drafts import JourneyDraft, PersonaDraft
from service.editing.spot import Spot
from service.editing.words import key
from service.errors import Conflict, ProblemCode

KEY_FIELD: Final = "idempotency_key"


@dataclass(frozen=True, slots=True)
class Creation:
    """The id of a new object, and the hash of its checked draft where a key may bring it again."""

    id: str
    body: bytes | None

    @classmethod
    def of(
        cls, kind: Kind, tenant: str, idempotency_key: str | None, draft: PersonaDraft | JourneyDraft
    ) -> Self:
        """Take a key's own id, or a random one without a key."""
        if idempotency_key is None:
            return cls(new_id(kind), None)
        written = orjson.dumps(said(asdict(draft)), option=orjson.OPT_SORT_KEYS)
        return cls(hashed_id(kind, tenant, idempotency_key), hashlib.sha256(written).digest())

    def check_same(self, body: bytes | None) -> None:
        """Raise Conflict where the key has made something from another draft."""
        if body != self.body:
            raise Conflict(
                ProblemCode.KEY_REUSED,
                "idempotencyKey was used before with another input: send a new key for a new object",
                ("input", "idempotencyKey"),
            )


def check_key(idempotency_key: str | None, spot: Spot) -> None:
    """Note what is wrong with a key."""
    if idempotency_key is not None:
        key(idempotency_key, spot.at(KEY_FIELD))


def said(value: Any) -> Any:
    """Leave out what says nothing, so that a field added to a draft later changes no old hash."""
    if isinstance(value, dict):
        return {name: said(each) for name, each in value.items() if each is not None and each != ()}
    if isinstance(value, tuple):
        return [said(each) for each in value]
    return value
