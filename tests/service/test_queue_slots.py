"""Slots keep processes apart: lowest free first, given back, taken over when their owner is gone."""

import asyncio
from datetime import UTC, datetime, timedelta

from service.mongo.client import Mongo, connect
from service.outbox import SlotLease, lease


async def slots(mongo: Mongo) -> list[int]:
    """List the slots that are leased."""
    return sorted(row["_id"] for row in await mongo.database["slots"].find().to_list())


async def test_each_process_has_the_lowest_free_slot(mongo):
    """Slots are counted from 0, apart from each other, and free again when left."""
    async with SlotLease(mongo) as first:
        async with SlotLease(mongo) as second, SlotLease(mongo) as third:
            assert (first.slot, second.slot, third.slot) == (0, 1, 2)
        assert await slots(mongo) == [0]
        async with SlotLease(mongo) as again:
            assert again.slot == 1
    assert await slots(mongo) == []


async def test_the_slot_of_a_killed_process_is_free_when_its_lease_is_over(mongo):
    """Nobody waits for it: the next process takes another one, and a later one the first."""
    over, held = (datetime.now(UTC) + timedelta(seconds=seconds) for seconds in (-1, 20))
    await mongo.database["slots"].insert_many(
        [{"_id": 0, "owner": "alive", "until": held}, {"_id": 1, "owner": "killed", "until": over}]
    )
    async with SlotLease(mongo) as one, SlotLease(mongo) as other:
        assert (one.slot, other.slot) == (1, 2)
    assert await slots(mongo) == [0]


async def test_a_lost_slot_is_replaced(mongo, monkeypatch):
    """A process whose lease another one took over looks for a slot of its own, and leaves theirs alone."""
    monkeypatch.setattr(lease, "RENEWAL_SECONDS", 0.01)
    async with SlotLease(mongo) as held:
        theirs = {"owner": "other", "until": datetime.now(UTC) + timedelta(seconds=20)}
        await mongo.database["slots"].replace_one({"_id": 0}, theirs, upsert=True)
        async with asyncio.timeout(5):
            while held.slot == 0:  # noqa: ASYNC110  # renewing tells no event
                await asyncio.sleep(0.01)
        assert held.slot == 1
    assert await slots(mongo) == [0]


async def test_more_processes_than_slots_share(mongo, monkeypatch):
    """Sharing a slot is slower and nothing worse."""
    monkeypatch.setattr(lease, "SLOTS", 2)
    async with SlotLease(mongo), SlotLease(mongo), SlotLease(mongo) as third:
        assert third.slot in {0, 1}
        assert await slots(mongo) == [0, 1]


async def test_leaving_while_the_lease_is_renewed(mongo, monkeypatch):
    """Whatever the driver makes of a cancelled renewal, leaving ends it and gives the slot back."""
    monkeypatch.setattr(lease, "RENEWAL_SECONDS", 0)
    for turn in range(40):
        async with asyncio.timeout(5):
            async with SlotLease(mongo):
                await asyncio.sleep(0.0005 * (turn % 8))
        assert await slots(mongo) == []


async def test_a_service_may_start_before_its_database(monkeypatch):
    """Where every call fails it begins in slot 0 all the same, goes on trying, and can be left."""
    monkeypatch.setattr(lease, "RENEWAL_SECONDS", 0.01)
    away = connect("mongodb://127.0.0.1:1/", "nowhere")
    await away.aclose()
    async with SlotLease(away) as held:
        assert held.slot == 0
        await asyncio.sleep(0.1)
        assert not held._renewal.done()  # noqa: SLF001  # it has no public face
