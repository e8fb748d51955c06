"""A remark: a draft that keeps the rules, in the one form that is compared, stored and counted."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import orjson

from scoring.cell import Observation
from scoring.vocabulary import EmotionOrigin
from service.documents.feedback import FeedbackRow
from service.documents.ids import feedback_id
from service.ingestion.draft import Draft
from service.ingestion.refs import Refs

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIXED_COST = 600


def normalised(draft: Draft) -> Draft:
    """Give a draft its one form: NFC text, blank text as none, ratings alone as REPORTED (said in person)."""
    text = unicodedata.normalize("NFC", draft.text) if draft.text else None
    text = text if text and text.strip() else None
    ratings_only = draft.emotion is None and text is None
    confident = None if ratings_only or draft.confidence is None else float(draft.confidence)
    return replace(
        draft,
        text=text,
        triggers=tuple(dict.fromkeys(draft.triggers)),
        intensity=float(draft.intensity) if draft.emotion else 1.0,
        origin=EmotionOrigin.REPORTED if ratings_only else draft.origin,
        confidence=confident,
    )


def body_hash(draft: Draft, refs: Refs) -> bytes:
    """Hash what the client said: all fields of the normalised draft but the key, times by their instant."""
    said = {name: getattr(draft, name) for name in Draft.__slots__ if name != "idempotency_key"}
    if draft.occurred_at:
        since = draft.occurred_at - _EPOCH  # not in UTC: year 1 and year 9999 may lie outside of it there
        said["occurred_at"] = (since.days, since.seconds, since.microseconds)
    return refs.body(orjson.dumps(said, option=orjson.OPT_SORT_KEYS))


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
    tenant: str,
    draft: Draft,
    body: bytes,
    journey: str,
    occurred_at: datetime,
    received_at: datetime,
    refs: Refs,
) -> Remark:
    """Write down a normalised draft as it is stored, times cut to the milliseconds the database keeps."""
    seen = observed(draft)
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


def observed(draft: Draft) -> Observation:
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
