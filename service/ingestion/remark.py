"""A remark: a draft that keeps the rules, in the one form that is compared, stored and counted."""

import hashlib
import hmac
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from scoring.cell import Observation
from scoring.selection import CellKey
from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
from service.documents.cell import DayKey
from service.documents.feedback import FeedbackRow
from service.documents.ids import feedback_id
from service.ingestion.draft import Draft

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIXED_COST = 600


def normalised(draft: Draft) -> Draft:
    """Give a draft its one form: NFC text, blank text as none, ratings alone as REPORTED (the person said them)."""
    text = unicodedata.normalize("NFC", draft.text) if draft.text else None
    text = text if text and text.strip() else None
    ratings_only = draft.emotion is None and text is None
    return replace(
        draft,
        text=text,
        triggers=tuple(dict.fromkeys(draft.triggers)),
        intensity=float(draft.intensity) if draft.emotion else 1.0,
        origin=EmotionOrigin.REPORTED if ratings_only else draft.origin,
        confidence=None if ratings_only else draft.confidence,
    )


def body_hash(draft: Draft) -> bytes:
    """Hash what the client said: all fields of the normalised draft but the key, times by their instant."""
    said = {name: getattr(draft, name) for name in Draft.__slots__ if name != "idempotency_key"}
    if draft.occurred_at:
        said["occurred_at"] = draft.occurred_at.astimezone(UTC).isoformat()
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).digest()[:16]


@dataclass(frozen=True, slots=True)
class Refs:
    """Hides who said something: keyed hashes of customers and runs, per tenant."""

    key: bytes

    def customer(self, tenant: str, ref: str) -> bytes:
        """Return the 16 bytes that stand for a customer in this tenant."""
        return self._hash("customer", tenant, ref)

    def run(self, tenant: str, ref: str) -> bytes:
        """Return the 16 bytes that stand for a run in this tenant."""
        return self._hash("run", tenant, ref)

    def _hash(self, *parts: str) -> bytes:
        return hmac.digest(self.key, "\0".join(parts).encode(), "sha256")[:16]


@dataclass(frozen=True, slots=True)
class Remark:
    """A feedback ready to be committed."""

    tenant: str
    row: FeedbackRow
    size: int

    @property
    def id(self) -> str:
        """The id its key has in its tenant."""
        return self.row["_id"]


def written(
    tenant: str, draft: Draft, body: bytes, journey: str, occurred_at: datetime, received_at: datetime, refs: Refs
) -> Remark:
    """Write down a normalised draft as it is stored; both times in whole milliseconds, as the database keeps them."""
    seen = observation_of_draft(draft)
    offset = draft.occurred_at.utcoffset() if draft.occurred_at else None
    fields: dict[str, Any] = {
        "_id": feedback_id(tenant, draft.idempotency_key),
        "tenant": tenant,
        "body": body,
        "journey": journey,
        "touchpoint": draft.touchpoint_id,
        "channel": draft.channel.value,
        "source": draft.source.value,
        "origin": draft.origin.value,
        "emotion": draft.emotion.value if draft.emotion else None,
        "intensity": draft.intensity if draft.emotion else None,
        "valence": seen.valence_int,
        "confidence": draft.confidence,
        "nps": draft.nps,
        "csat": draft.csat,
        "ces": draft.ces,
        "importance": draft.importance,
        "text": draft.text,
        "triggers": list(draft.triggers) or None,
        "persona": draft.persona_id,
        "customer": refs.customer(tenant, draft.customer_ref) if draft.customer_ref else None,
        "run": refs.run(tenant, draft.run_ref) if draft.run_ref else None,
        "occurredAt": whole_ms(occurred_at.astimezone(UTC)),
        "receivedAt": whole_ms(received_at),
        "utcOffset": int(offset.total_seconds() // 60) if offset is not None else None,
    }
    row: Any = {name: value for name, value in fields.items() if value is not None}
    return Remark(tenant, row, _FIXED_COST + len(draft.text or "") * 4)


def whole_ms(moment: datetime) -> datetime:
    """Cut a time to the milliseconds the database keeps."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def day_of(moment: datetime) -> int:
    """Number the UTC day of a time: days since 1970-01-01."""
    return (moment - _EPOCH) // timedelta(days=1)


def observation_of_draft(draft: Draft) -> Observation:
    """See a draft as the observation it is."""
    return Observation(
        emotion=draft.emotion,
        intensity=draft.intensity,
        confidence=draft.confidence,
        origin=draft.origin,
        nps=draft.nps,
        csat=draft.csat,
        ces=draft.ces,
        importance=draft.importance,
        has_text=draft.text is not None,
    )


def observation_of(row: Mapping[str, Any]) -> Observation:
    """See a stored feedback as the observation it is."""
    emotion = row.get("emotion")
    return Observation(
        emotion=Emotion(emotion) if emotion else None,
        intensity=row.get("intensity", 1.0),
        confidence=row.get("confidence"),
        origin=EmotionOrigin(row["origin"]),
        nps=row.get("nps"),
        csat=row.get("csat"),
        ces=row.get("ces"),
        importance=row.get("importance"),
        has_text="text" in row,
    )


def day_key(row: Mapping[str, Any]) -> DayKey:
    """Name the cell a stored feedback counts in, apart from tenant, journey and slot."""
    key = CellKey(
        row["touchpoint"],
        Channel(row["channel"]),
        row.get("persona"),
        FeedbackSource(row["source"]),
        EmotionOrigin(row["origin"]),
    )
    return DayKey(day_of(row["occurredAt"]), key)
