"""Serving seats: what is shared, how long one rests, and what one failure does to the others."""

import asyncio
import gc
import weakref
from itertools import pairwise

import pytest
from pymongo.errors import AutoReconnect

from service.errors import Overloaded
from service.live import Unrendered, Update, UpdateKind
from service.live.pump import RENDERS_AT_ONCE, Pump
from service.live.topic import Topic
from tests.unit.live.listening import BEGIN, Listener, asking, committed, plainly
from tests.unit.live.virtual import run


class Silent:
    """An inquiry that finds a new journey, after so many failures."""

    def __init__(self, failures=0):
        self.failures = failures

    async def begin(self, topic):
        """Let a topic know that there is nothing."""
        if self.failures:
            self.failures -= 1
            raise AutoReconnect
        topic.learn({})

    async def settle(self, _topic, seats):
        """Believe nobody."""
        if self.failures:
            self.failures -= 1
            raise AutoReconnect
        for seat in seats:
            seat.see(None)


class Room:
    """A pump whose renderings are counted."""

    def __init__(self, failures=0):
        self.loop = asyncio.get_running_loop()
        self.topic = Topic("acme", "j")
        self.ended = []
        self.pump = Pump(self.topic, Silent(failures), lambda: BEGIN, self.ended.append)
        self.rendered = []
        self.beat = 0

    async def render(self, update):
        """Render plainly, in 4 ms."""
        self.rendered.append((round(self.loop.time(), 3), update.seq))
        await asyncio.sleep(0.004)
        return await plainly(update)

    def sit(self, **asked):
        """Take a seat; answers it and its sink."""
        listener = Listener(self.loop.time)
        return self.pump.take(asking(**{"render": self.render, **asked}), listener), listener

    def commit(self, **fields):
        """Hear of a commit."""
        self.beat += 1
        self.topic.hear(committed(self.beat, **fields))
        self.pump.tell()


def seqs(listener):
    """List what was told."""
    return [update.seq for update in listener.told]


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


def test_a_failing_rendering_is_tried_again():
    """A database away delays an audience by 0.25 s, 0.5 s ... 2 s, and nobody else; nothing is lost."""

    async def story():
        room = Room()
        failed = []

        async def moody(update):
            if room.loop.time() < 10:
                failed.append(room.loop.time())
                raise Overloaded("the database is away")
            return await plainly(update)

        _, patient = room.sit(key="fails", render=moody)
        _, lucky = room.sit()
        await asyncio.sleep(1)
        room.commit()
        await asyncio.sleep(0.1)
        assert seqs(lucky) == [0, 1]
        await asyncio.sleep(20)
        gaps = [round(later - earlier, 1) for earlier, later in pairwise(failed)]
        assert gaps[:3] == pytest.approx([0.25, 0.5, 1.0], abs=0.05)
        assert set(gaps[3:]) == {2.0}
        assert [(update.seq, update.kind) for update in patient.told] == [(1, UpdateKind.SNAPSHOT)]

    run(story())


def test_who_waits_in_vain_is_told_so():
    """After 30 s of failures, and every 30 s; the position stays, so the answer comes once there is one."""

    async def story():
        room = Room()
        sorry = await plainly(Update(-1, UpdateKind.SNAPSHOT, BEGIN, None))

        async def moody(update):
            if room.loop.time() < 70:
                raise Unrendered("the database is away", sorry)
            return await plainly(update)

        _, patient = room.sit(render=moody)
        await asyncio.sleep(100)
        assert seqs(patient) == [-1, -1, 0]
        assert [when // 10 for when in patient.when] == [3, 6, 7]

    run(story())


def test_documents_that_are_too_slow_hold_up_their_like_alone():
    """Fifty that time out each time they are rendered: once that is known, other subscribers hear at once."""

    async def story():
        room = Room()

        async def slow(update):
            await asyncio.sleep(5)
            raise Unrendered("too slow", await plainly(update))

        for number in range(50):
            room.sit(key=f"slow {number}", render=slow)
        await asyncio.sleep(100)
        _, listener = room.sit()
        for _ in range(5):
            await asyncio.sleep(17.3)
            room.commit()
            made = room.loop.time()
            await asyncio.sleep(1)
            assert seqs(listener)[-1] == room.beat
            assert listener.when[-1] - made < 0.1

    run(story())


def test_a_crowd_that_comes_while_the_database_is_away_adds_no_attempts():
    """Every attempt times out; whoever comes meanwhile waits for the next one, and adds none."""

    async def story():
        room = Room()
        away, tries = [True], []

        async def render(update):
            tries.append(room.loop.time())
            if away:
                await asyncio.sleep(5)
                raise Unrendered("away", await plainly(update))
            return await room.render(update)

        listeners = []
        for _ in range(300):
            listeners.append(room.sit(render=render)[1])
            await asyncio.sleep(0.1)
        assert len(tries) <= 2 * RENDERS_AT_ONCE + 30 / 5
        away.clear()
        await asyncio.sleep(8)
        assert {tuple(seqs(each))[-1:] for each in listeners} == {(0,)}
        assert len(room.rendered) <= 15

    run(story())


def test_a_bug_in_rendering_ends_nothing():
    """Any exception is logged and tried again: the next update comes."""

    async def story():
        room = Room()
        broken = True

        async def render(update):
            if broken:
                raise ZeroDivisionError
            return await plainly(update)

        _, listener = room.sit(render=render)
        await asyncio.sleep(3)
        broken = False
        await asyncio.sleep(3)
        assert seqs(listener) == [0]

    run(story())


def test_a_sink_that_raises_loses_its_seat():
    """The others of its group are served, whether it raises when asked or when given."""

    class Broken(Listener):
        def take(self, _payload):
            raise ConnectionResetError

    class Mute(Listener):
        def ready(self):
            raise ConnectionResetError

    async def story():
        room = Room()
        for kind in (Broken, Mute):
            room.pump.take(asking(render=room.render), kind(room.loop.time))
        _, listener = room.sit()
        await asyncio.sleep(1)
        assert (seqs(listener), room.pump.seats) == ([0], 1)

    run(story())


def test_a_bug_in_the_pump_ends_nothing():
    """Whatever is raised while seats are sorted, they are served later."""

    async def story():
        room = Room()
        _, listener = room.sit()
        await asyncio.sleep(1)
        room.topic.history = None
        room.topic.position = room.topic.position._replace(seq=1)
        room.pump.tell()
        await asyncio.sleep(1)
        room.topic.restate({0: 2})
        room.pump.tell()
        await asyncio.sleep(5)
        assert seqs(listener)[-1] == 2

    run(story())


def test_a_database_away_at_the_beginning_is_waited_for():
    """Pulses and claims are asked for again until there is an answer."""

    async def story():
        room = Room(failures=3)
        _, listener = room.sit()
        await asyncio.sleep(10)
        assert seqs(listener) == [0]
        room.pump._inquiry.failures = 3  # noqa: SLF001  # the database goes away
        _, claiming = room.sit(after_seq=7)
        await asyncio.sleep(10)
        assert [update.kind for update in claiming.told] == [UpdateKind.SNAPSHOT]

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
