"""Subscribers of a hub, and feedback for them to hear of."""

import asyncio
from collections.abc import Callable
from uuid import uuid4

from scoring.vocabulary import Channel, Emotion
from service.app.parts import Parts
from service.documents.journey import Journey
from service.ingestion import Accepted, Draft
from service.live import Hub, Seat
from tests.unit.live.listening import Listener, asking

PATIENCE_SECONDS = 30


async def until(condition: Callable[[], object]) -> None:
    """Wait for a condition, far longer than it should take."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():  # noqa: ASYNC110  # what is awaited happens in the database
            await asyncio.sleep(0.005)


async def say(parts: Parts, journey: Journey, place: int = 0, key: str | None = None) -> Accepted:
    """Submit a joyful feedback at one of the journey's touchpoints."""
    draft = Draft(
        idempotency_key=key or uuid4().hex,
        touchpoint_id=journey.present[place].id,
        channel=Channel.WEB,
        emotion=Emotion.JOY,
    )
    return await parts.ingestion.submit(journey.tenant, draft)


def sit(hub: Hub, journey: Journey, after_seq: int | None = None, **fields) -> tuple[Seat, Listener]:
    """Take a seat at a journey."""
    listener = Listener(asyncio.get_running_loop().time)
    ask = asking(after_seq, journey=journey.id, tenant=journey.tenant, **fields)
    return hub.take(ask, listener), listener


async def seated(hub: Hub, journey: Journey, **fields) -> tuple[Seat, Listener]:
    """Take a seat, and wait for the present state."""
    seat, listener = sit(hub, journey, **fields)
    await until(lambda: listener.told)
    return seat, listener


def last(listener: Listener) -> int:
    """Return the last seq told, -1 for none."""
    return listener.told[-1].seq if listener.told else -1


def rises(listener: Listener) -> bool:
    """Tell whether no older state came after a newer one."""
    seqs = [update.seq for update in listener.told]
    return seqs == sorted(seqs)
