"""What is committed through one process reaches the subscribers of every other."""

import asyncio
from datetime import UTC, datetime, timedelta

from service.documents.cell import day_of
from service.live import Hub, UpdateKind
from tests.service.atlas import store_journey
from tests.service.live.subscribers import last, rises, say, seated, sit, until


async def test_first_the_present_state_then_every_later_one(near, far):
    """A subscriber of one process hears of feedback that another acknowledged: where, and when."""
    journey = await store_journey(near.mongo)
    await say(near, journey)
    _, listener = await seated(far.hub, journey)
    snapshot = listener.told[0]
    assert (snapshot.seq, snapshot.kind, snapshot.touchpoints) == (1, UpdateKind.SNAPSHOT, None)
    begun = datetime.now(UTC) - timedelta(milliseconds=1)
    await say(near, journey, 1)
    await until(lambda: last(listener) == 2)
    update = listener.told[1]
    assert (update.kind, update.touchpoints) == (UpdateKind.FEEDBACK, {journey.present[1].id})
    assert begun <= update.occurred_at <= datetime.now(UTC)


async def test_every_kind_reaches_the_other_process(near, far):
    """Erasures, edits of the map and archivals are told as what they are, without touchpoints."""
    journey = await store_journey(near.mongo)
    _, listener = await seated(far.hub, journey)
    accepted = await say(near, journey)
    await until(lambda: last(listener) == 1)
    await near.ingestion.delete("acme", accepted.row["_id"])
    await until(lambda: last(listener) == 2)
    edited = await near.editing.update_journey("acme", journey.id, 1, {"name": "Another"})
    await until(lambda: last(listener) == 3)
    await near.editing.archive_journey("acme", journey.id, edited.revision)
    await until(lambda: last(listener) == 4)
    assert [(update.kind, update.touchpoints) for update in listener.told[2:]] == [
        (UpdateKind.ERASURE, frozenset()),
        (UpdateKind.MAP_EDIT, frozenset()),
        (UpdateKind.ARCHIVED, frozenset()),
    ]


async def test_many_writers_end_at_one_state(near, far):
    """Feedback through two processes at once: subscribers of both end at one seq, and none sees it fall."""
    journey = await store_journey(near.mongo)
    seats = [
        await seated(parts.hub, journey, min_interval=0.01 * n) for parts in (near, far) for n in range(3)
    ]
    await asyncio.gather(*(say(parts, journey, n % 2) for parts in (near, far) for n in range(40)))
    pulses = await near.rollups.seqs("acme", [journey])
    commits = await near.mongo.of("acme")["changes"].find({"journey": journey.id}, {"beat": 1})
    assert pulses[journey.id] <= len(commits)
    await until(lambda: all(last(listener) == len(commits) for _, listener in seats))
    assert all(rises(listener) for _, listener in seats)
    heard = frozenset[str]().union(*(update.touchpoints or () for update in seats[-1][1].told))
    assert heard == {place.id for place in journey.present}


async def test_after_a_reconnect_only_news_is_told(near, far):
    """With the last seq seen: nothing, or the union since, on a process that did not know the journey."""
    journey = await store_journey(near.mongo, touchpoints=3)
    for place in (0, 1, 2, 1):
        await say(near, journey, place)
    ids = [place.id for place in journey.present]
    listeners = [sit(far.hub, journey, after)[1] for after in (4, 3, 2, 1, 0)]
    await until(lambda: all(listener.told for listener in listeners[1:]))
    assert [len(listener.told) for listener in listeners] == [0, 1, 1, 1, 1]
    told = [listener.told[0] for listener in listeners[1:]]
    assert {(update.seq, update.kind) for update in told} == {(4, UpdateKind.FEEDBACK)}
    assert [update.touchpoints for update in told] == [
        {ids[1]},
        {ids[1], ids[2]},
        {ids[1], ids[2]},
        set(ids),
    ]
    await say(near, journey)
    await until(lambda: all(last(listener) == 5 for listener in listeners))
    assert listeners[0].told[0].touchpoints == {ids[0]}


async def test_a_seq_that_never_was_is_answered_at_once(near):
    """An afterSeq above the present one, as after a restore: a snapshot, lower as it is."""
    journey = await store_journey(near.mongo)
    await say(near, journey)
    _, listener = await seated(near.hub, journey, after_seq=99)
    assert [(update.seq, update.kind) for update in listener.told] == [(1, UpdateKind.SNAPSHOT)]


async def test_a_seq_that_another_process_told_first_is_believed(near, far):
    """A process whose stream is a moment behind tells nothing older than what was seen elsewhere."""
    journey = await store_journey(near.mongo)
    await seated(far.hub, journey)
    held = []
    far.hub.hear = held.extend
    await say(near, journey)
    await until(lambda: held)
    _, listener = sit(far.hub, journey, after_seq=1)
    await asyncio.sleep(0.3)
    assert listener.told == []
    await say(near, journey, 1)
    await until(lambda: len(held) == 2)
    del far.hub.hear
    far.hub.hear(held)
    await until(lambda: listener.told)
    [update] = listener.told
    assert (update.seq, update.touchpoints) == (2, {journey.present[1].id})


async def test_lost_changes_make_a_snapshot(near, far):
    """Whose last state lies beyond what is kept is told everything."""
    journey = await store_journey(near.mongo)
    for _ in range(3):
        await say(near, journey)
    await near.mongo.of("acme")["changes"].delete({"beat": 2})
    listeners = [sit(far.hub, journey, after)[1] for after in (0, 1, 2)]
    await until(lambda: all(listener.told for listener in listeners))
    kinds = [listener.told[0].kind for listener in listeners]
    assert kinds == [UpdateKind.SNAPSHOT, UpdateKind.SNAPSHOT, UpdateKind.FEEDBACK]


async def test_the_window_rolls_at_midnight(parts):
    """At 00:00 UTC everybody is told, once, at the same seq."""
    today = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    clock = [today]
    journey = await store_journey(parts.mongo)
    async with Hub(parts.mongo, parts.rollups, now=lambda: clock[0]) as hub:
        _, listener = await seated(hub, journey)
        midnight = today.replace(hour=0) + timedelta(days=1)
        clock[0] = midnight - timedelta(milliseconds=1)
        await asyncio.sleep(0.6)
        assert len(listener.told) == 1
        clock[0] = midnight + timedelta(milliseconds=1)
        await until(lambda: len(listener.told) == 2)
        await asyncio.sleep(0.6)
        [_, update] = listener.told
        assert (update.seq, update.kind, update.touchpoints) == (0, UpdateKind.WINDOW_MOVED, frozenset())
        assert (update.occurred_at, day_of(midnight)) == (midnight, day_of(today) + 1)


async def test_no_update_crosses_tenants(near, far):
    """The same journey asked for by another tenant is another topic, where nothing happens."""
    journey = await store_journey(near.mongo)
    _, ours = await seated(far.hub, journey)
    _, theirs = await seated(far.hub, journey.model_copy(update={"tenant": "other"}))
    await say(near, journey)
    await until(lambda: last(ours) == 1)
    await asyncio.sleep(0.3)
    assert [update.seq for update in theirs.told] == [0]


async def test_whoever_leaves_leaves_nothing(near):
    """Seats, topics and tasks are what they were, be it during the first state or later."""
    journeys = [await store_journey(near.mongo) for _ in range(5)]
    before = len(asyncio.all_tasks())
    for patience in (0, 0.001, 0.05):
        seats = [sit(near.hub, journey)[0] for journey in journeys for _ in range(20)]
        assert (near.hub.seats, near.hub.topics) == (100, 5)
        await asyncio.sleep(patience)
        for seat in seats:
            seat.leave()
        assert (near.hub.seats, near.hub.topics) == (0, 0)
    await until(lambda: len(asyncio.all_tasks()) <= before)


async def test_the_end_of_the_hub_ends_everything(parts):
    """With subscribers present, nothing of it runs on, and memory is trusted no more."""
    journey = await store_journey(parts.mongo)
    before = len(asyncio.all_tasks())
    async with parts.hub:
        await until(lambda: parts.hub.fresh)
        await seated(parts.hub, journey)
    assert not parts.hub.fresh
    await until(lambda: len(asyncio.all_tasks()) <= before)
