"""The intake: what becomes of a draft, whatever state its key, the clock and the map are in."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from service.documents.feedback import FeedbackRow
from service.documents.ids import feedback_id
from service.errors import Conflict, InvalidInput, Issue, NotFound, ProblemCode, Refusal
from service.ingestion.atlas_cache import AtlasCache
from service.ingestion.clock import corrected
from service.ingestion.commit import Stored
from service.ingestion.committer import Committer
from service.ingestion.draft import Draft
from service.ingestion.erasure import Erasure
from service.ingestion.refs import Refs
from service.ingestion.remark import body_hash, normalised, written
from service.ingestion.rules import broken_rules, customer_ref_issues
from service.mongo.absence import answering
from service.mongo.client import Mongo
from service.settings import Limits


@dataclass(frozen=True, slots=True)
class Accepted:
    """A feedback that is counted once. `row` is None when it was erased since."""

    key: str
    row: FeedbackRow | None
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much feedback of a customer is gone, and how many journeys were corrected."""

    erased: int
    journeys_corrected: int


class Ingestion:
    """Takes feedback in and erases it, through one committer."""

    def __init__(
        self, mongo: Mongo, committer: Committer, atlas: AtlasCache, refs: Refs, limits: Limits
    ) -> None:
        self._mongo = mongo
        self._committer = committer
        self._atlas = atlas
        self._refs = refs
        self._limits = limits

    async def submit(
        self, tenant: str, draft: Draft, sent_at: datetime | None = None, *, ancient: bool = False
    ) -> Accepted:
        """Count a feedback once, however often it is sent; durable when this returns.

        `sent_at` is the sender's clock at sending: times are corrected by its difference from ours. `ancient`
        lifts the bound on how long ago it occurred. Raises InvalidInput, NotFound, Conflict (KEY_REUSED: the
        key came with another content before), LimitExceeded (QUEUE_FULL) or Overloaded; nothing is counted
        then.
        """
        received_at = datetime.now(UTC)
        self._check_rules(draft)
        draft = normalised(draft)
        body = body_hash(draft, self._refs)
        with answering():
            try:
                occurred_at = corrected(
                    draft.occurred_at, sent_at, received_at, self._limits, ancient=ancient
                )
                journey = await self._journey(tenant, draft)
            except Refusal:
                fate = await self._fate(tenant, draft.idempotency_key)
                if fate is None:
                    raise
                return _accepted(draft, body, fate)
        remark = written(tenant, draft, body, journey, occurred_at, received_at, self._refs)
        return _accepted(draft, body, await self._committer.store(remark))

    async def submit_batch(
        self, tenant: str, drafts: Sequence[Draft], sent_at: datetime | None = None
    ) -> list[Accepted | Refusal]:
        """Submit an offline phone's queue, each on its own. Raises InvalidInput for none or too many."""
        most = self._limits.batch_items
        if not 1 <= len(drafts) <= most:
            code = ProblemCode.TOO_MANY if drafts else ProblemCode.REQUIRED
            said = f"items has {len(drafts)} entries: send 1 to {most}"
            raise InvalidInput([Issue(("input", "items"), code, said)])
        return await asyncio.gather(*(self._submit_item(tenant, draft, sent_at) for draft in drafts))

    async def _submit_item(self, tenant: str, draft: Draft, sent_at: datetime | None) -> Accepted | Refusal:
        try:
            return await self.submit(tenant, draft, sent_at)
        except Refusal as refusal:
            return refusal

    async def delete(self, tenant: str, feedback: str) -> None:
        """Erase one feedback, correcting every score exactly. Raises NotFound where there is none."""
        gone = await self._committer.erase(Erasure(tenant, {"_id": feedback}))
        if not gone.feedback:
            raise NotFound(f"there is no feedback {feedback}", ("id",))

    async def forget(self, tenant: str, customer_ref: str) -> Forgotten:
        """Erase all feedback of a customer, correcting every score exactly. Raises InvalidInput."""
        if issues := customer_ref_issues(customer_ref):
            raise InvalidInput(issues)
        customer = self._refs.customer(tenant, customer_ref)
        gone = await self._committer.erase(Erasure(tenant, {"customer": customer}))
        return Forgotten(gone.feedback, len(gone.journeys))

    def _check_rules(self, draft: Draft) -> None:
        if issues := broken_rules(draft, self._limits.text_characters):
            raise InvalidInput(issues)

    async def _journey(self, tenant: str, draft: Draft) -> str:
        """Find the journey the feedback belongs to. Raises NotFound for what the map does not have open."""
        place = await self._atlas.place(tenant, draft.touchpoint_id)
        place.check_open(draft.touchpoint_id)
        if draft.persona_id:
            await self._atlas.check_persona(tenant, draft.persona_id)
        return place.journey

    async def _fate(self, tenant: str, key: str) -> Stored | None:
        """Look a key up; None for one that was never used."""
        row = await self._mongo.of(tenant)["feedback"].find_one({"_id": feedback_id(tenant, key)})
        if row is None:
            return None
        return Stored(row if "body" in row else None, new=False)  # type: ignore[arg-type]  # the collection's shape


def _accepted(draft: Draft, body: bytes, fate: Stored) -> Accepted:
    """Answer the key's fate; the same key with another body is a Conflict, unless what it named is erased."""
    if fate.row is not None and fate.row["body"] != body:
        said = "this idempotencyKey was used for another feedback: make a new key for each feedback"
        raise Conflict(ProblemCode.KEY_REUSED, said, ("idempotencyKey",))
    return Accepted(draft.idempotency_key, fate.row, duplicate=not fate.new)
