"""Serving seats: what is shared, how long one rests, and what is left of one that leaves."""

import asyncio
import gc
import weakref

import pytest

from tests.unit.live.listening import plainly
from tests.unit.live.room import Room, seqs
from tests.unit.live.virtual import run


def test_who_agrees_shares_one_rendering():
    """Fifty seats of one audience cost one rendering per update; another audience has its own."""

    async def story():
        room = Room()
        crowd = [room.sit()[1] for _ in range(50)]
        _, other = room.sit(key="other document")
        await asyncio.sleep(1)
        assert [seq for _, seq in room.rendered] == [0, 0]
        room.commit()
        await asyncio.sleep(1)
        assert [seq for _, seq in room.rendered] == [0, 0, 1, 1]
        assert {tuple(seqs(each)) for each in (*crowd, other)} == {(0, 1)}

    run(story())


def test_an_idle_seat_is_served_at_once():
    """A commit after a quiet while reaches its subscribers as soon as it is rendered."""

    async def story():
        room = Room()
        _, listener = room.sit()
        await asyncio.sleep(1)
        room.commit()
        await asyncio.sleep(1)
        assert listener.when[1] == pytest.approx(1.004)

    run(story())


def test_many_commits_are_one_update():
    """Within the interval, what comes is gathered; seats taken at different moments are served together."""

    async def story():
        room = Room()
        _, first = room.sit()
        await asyncio.sleep(0.061)
        _, second = room.sit()
        await asyncio.sleep(0.03)
        for _ in range(1000):
            room.commit()
            await asyncio.sleep(0.001)
        await asyncio.sleep(1)
        assert len(first.told) <= 12
        assert seqs(first)[-1] == seqs(second)[-1] == 1000
        together = set(first.when) & set(second.when)
        assert len(together) >= len(first.when) - 3

    run(story())


def test_a_crowd_that_comes_one_by_one_comes_together():
    """A thousand new seats within a second cost a rendering per grid point, not one each."""

    async def story():
        room = Room()
        listeners = []
        for _ in range(1000):
            listeners.append(room.sit()[1])
            await asyncio.sleep(0.001)
        await asyncio.sleep(1)
        assert {tuple(seqs(each)) for each in listeners} == {(0,)}
        assert len(room.rendered) <= 42

    run(story())


def test_a_crowd_that_keeps_coming_delays_nobody():
    """Who sits already hears of every commit as ever, though others come by the hundred each second."""

    async def story():
        room = Room()
        _, listener = room.sit()
        await asyncio.sleep(1)
        late = []
        for count in range(1000):
            room.sit()
            if count % 20 == 0:
                room.commit()
                late.append(room.loop.time())
            await asyncio.sleep(0.003)
        await asyncio.sleep(1)
        heard = list(zip(seqs(listener), listener.when, strict=True))
        delays = [min(when for seq, when in heard if seq >= made) - at for made, at in enumerate(late, 1)]
        assert max(delays) < 0.2
        assert len(room.rendered) <= 3 * 60

    run(story())


def test_different_claims_share_what_is_the_same():
    """After a mass reconnect those whose news agree in kind and touchpoints share, whatever they saw last."""

    async def story():
        room = Room()
        first, _ = room.sit()
        await asyncio.sleep(1)
        for _ in range(10):
            room.commit(touchpoints="a")
        await asyncio.sleep(1)
        before = len(room.rendered)
        back = [room.sit(after_seq=seq)[1] for seq in range(11)]
        await asyncio.sleep(1)
        assert len(room.rendered) == before + 1
        assert [seqs(each) for each in back] == [[10]] * 10 + [[]]
        first.leave()

    run(story())


def test_a_stalled_sink_misses_all_but_the_newest():
    """While it is not ready nothing is rendered for it; woken, it is told all it missed as one update."""

    async def story():
        room = Room()
        seat, listener = room.sit()
        await asyncio.sleep(1)
        listener.open = False
        for number in range(20):
            room.commit(touchpoints=str(number % 3))
            await asyncio.sleep(0.2)
        assert len(room.rendered) == 1
        seat.wake()
        await asyncio.sleep(1)
        assert len(room.rendered) == 1
        listener.open = True
        seat.wake()
        seat.wake()
        await asyncio.sleep(1)
        assert [(update.seq, update.touchpoints) for update in listener.told[1:]] == [(20, {"0", "1", "2"})]

    run(story())


def test_a_sink_that_stalls_during_rendering_is_not_given_more():
    """It was ready when rendering began and is not when it ends."""

    async def story():
        room = Room()
        seat, listener = room.sit()
        await asyncio.sleep(1)
        room.commit()
        await asyncio.sleep(0.002)
        listener.open = False
        await asyncio.sleep(1)
        assert seqs(listener) == [0]
        listener.open = True
        seat.wake()
        await asyncio.sleep(1)
        assert seqs(listener) == [0, 1]

    run(story())


def test_nothing_of_a_seat_survives_its_leaving():
    """No task, no timer and no reference; what is being rendered is handed to nobody."""

    async def story():
        room = Room()
        seat, listener = room.sit()
        other, _ = room.sit()
        await asyncio.sleep(1)
        room.commit()
        await asyncio.sleep(0.002)
        seat.leave()
        seat.leave()
        seat.wake()
        await asyncio.sleep(1)
        assert seqs(listener) == [0]
        gone = weakref.ref(listener)
        del seat, listener
        gc.collect()
        assert gone() is None
        assert not room.ended
        other.leave()
        await asyncio.sleep(0.01)
        assert room.ended == [room.topic]
        assert len(asyncio.all_tasks()) == 1

    run(story())


def test_an_end_waits_for_no_rendering():
    """What takes longer than the patience is cancelled."""

    async def story():
        room = Room()

        async def endless(update):
            await asyncio.sleep(3600)
            return await plainly(update)

        _, listener = room.sit(render=endless)
        await asyncio.sleep(1)
        await room.pump.end(2)
        await asyncio.sleep(0)
        assert (room.loop.time(), listener.told) == (3, [])
        assert len(asyncio.all_tasks()) == 1

    run(story())


def test_no_interval_means_every_state_that_can_be_rendered():
    """With an interval of 0 seconds an update comes as soon as the one before was rendered and is merged."""

    async def story():
        room = Room()
        _, listener = room.sit(min_interval=0.0)
        await asyncio.sleep(1)
        for _ in range(4):
            room.commit()
            await asyncio.sleep(0.03)
        await asyncio.sleep(1)
        assert seqs(listener)[-1] == 4
        assert len(listener.told) >= 4

    run(story())
