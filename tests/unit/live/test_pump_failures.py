"""Failures while seats are served: they delay their like alone, and lose nothing."""

import asyncio
from itertools import pairwise

import pytest

from service.errors import Overloaded
from service.live import Unrendered, Update, UpdateKind
from service.live.pump import RENDERS_AT_ONCE
from tests.unit.live.listening import BEGIN, Listener, asking, plainly
from tests.unit.live.room import Room, seqs
from tests.unit.live.virtual import run


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
