"""Drafts in a few words: one that keeps every rule, changed where a test says so."""

from base64 import urlsafe_b64encode
from datetime import UTC, datetime

from scoring.vocabulary import Channel, Emotion
from service.documents.ids import Kind
from service.ingestion import Draft, Refs
from service.ingestion.remark import Remark, body_hash, normalised, written

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
REFS = Refs(b"r" * 32)


def id_of(kind: Kind, number: int = 1) -> str:
    """Return an id that is always the same."""
    return urlsafe_b64encode(bytes([kind]) + number.to_bytes(17)).decode()


def draft(**changes: object) -> Draft:
    """Return a joyful draft, with these fields instead."""
    kept = {
        "idempotency_key": "k",
        "touchpoint_id": id_of(Kind.TOUCHPOINT),
        "channel": Channel.WEB,
        "emotion": Emotion.JOY,
    }
    return Draft(**{**kept, **changes})


def remark(tenant: str = "acme", at: datetime = NOON, **changes: object) -> Remark:
    """Return what a draft is stored as."""
    said = normalised(draft(**changes))
    return written(tenant, said, body_hash(said, REFS), id_of(Kind.JOURNEY), at, at, REFS)
