"""Whatever is committed, whoever comes, goes and stalls: each subscriber is told the truth, in order."""

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents.change import ChangeKind
from service.live import Seat, UpdateKind, inquiry
from service.live.inquiry import Inquiry
from service.live.pump import Pump
from service.live.topic import Topic
from tests.unit.live.listening import BEGIN, Listener, Log, asking, plainly
from tests.unit.live.virtual import run

STRENGTH = list(UpdateKind)
INTERVALS = (0.0, 0.02, 0.1, 0.25, 3.0)

commits = st.tuples(
    st.just("commit"),
    st.integers(0, 2),
    st.sampled_from([ChangeKind.FEEDBACK] * 3 + list(ChangeKind)),
    st.frozensets(st.sampled_from("abcd"), max_size=3),
)
joins = st.tuples(
    st.just("join"),
    st.none() | st.integers(-3, 12),
    st.sampled_from(INTERVALS),
    st.sampled_from(["page", "list"]),
)
others = st.tuples(st.sampled_from(["leave", "close", "open"]), st.integers(0, 9)) | st.tuples(
    st.just("wait"), st.sampled_from([0.0, 0.001, 0.01, 0.03, 0.1, 0.6])
)
rare = st.sampled_from([("move",), ("cut",), ("heal",)])
stories = st.lists(st.one_of(commits, commits, joins, others, others, rare), max_size=40)


async def slowly(update):
    """Take a while to render."""
    await asyncio.sleep(0.004)
    return await plainly(update)


@dataclass(eq=False)
class Guest:
    """A subscriber, what it knew when it came, and how often the window had moved by then."""

    seat: Seat
    listener: Listener
    after: int | None
    interval: float
    here: bool = True


class World:
    """A topic, its pump, the log, and all who ever came."""

    def __init__(self):
        self.log = Log()
        self.topic = Topic("acme", "j")
        self.ended = []
        self.guests: list[Guest] = []
        self.moves: list[int] = []
        self.clock = asyncio.get_running_loop().time
        self.pump = None
        self.inquiry = Inquiry(self.log, self.log)
        self.deaf = False
        self.unheard = deque()

    def now(self):
        """Tell the time of day."""
        return BEGIN + timedelta(seconds=self.clock())

    def commit(self, slot, kind, touchpoints):
        """Write; whoever follows hears of it a moment later."""
        self.unheard.append(self.log.write(slot, kind, touchpoints))
        asyncio.get_running_loop().call_later(0.005, self.hear)

    def hear(self):
        """Tell of the next commit, unless the stream is broken."""
        commit = self.unheard.popleft()
        if not self.deaf and self.topic.hear(commit) and self.pump:
            self.pump.tell()

    def cut(self):
        """Break the stream: what comes is not heard."""
        self.deaf = True

    async def heal(self):
        """Begin the stream anew."""
        if self.deaf:
            self.deaf = False
            await self.inquiry.begin_again([self.topic])
            if self.pump:
                self.pump.tell()

    def move(self):
        """Let the window move, if anybody follows."""
        if self.pump:
            self.moves.append(len(self.log))
            self.topic.move(self.now())
            self.pump.tell()

    def join(self, back, interval, key):
        """Take a seat, having seen the state `back` commits ago, maybe one that never was."""
        if self.pump is None:
            self.topic = Topic("acme", "j")
            self.moves.clear()
            self.pump = Pump(self.topic, self.inquiry, self.now, self.end)
        after = None if back is None else max(0, len(self.log) - back)
        listener = Listener(self.clock)
        seat = self.pump.take(asking(after, interval, key, slowly), listener)
        self.guests.append(Guest(seat, listener, after, interval))

    def end(self, topic):
        """Forget the pump with its last seat."""
        assert topic is self.topic
        self.pump = None

    def here(self, number):
        """Pick somebody who is here."""
        here = [guest for guest in self.guests if guest.here]
        return here[number % len(here)] if here else None

    def leave(self, number):
        """Let somebody go."""
        if guest := self.here(number):
            self.check(guest)
            guest.here = False
            guest.seat.leave()

    def close(self, number):
        """Let somebody's connection stall."""
        if guest := self.here(number):
            guest.listener.open = False

    def open(self, number):
        """Let somebody's connection take more."""
        if guest := self.here(number):
            guest.listener.open = True
            guest.seat.wake()

    async def wait(self, seconds):
        """Let time pass."""
        await asyncio.sleep(seconds)

    def check(self, guest):
        """Compare every update with the log between it and the one before."""
        told, since = list(guest.listener.told), guest.after
        if told and (since is None or told[0].kind is UpdateKind.SNAPSHOT):
            first = told.pop(0)
            assert (first.kind, first.touchpoints) == (UpdateKind.SNAPSHOT, None)
            since = first.seq
        for update in told:
            assert update.seq >= since
            happened = self.log.kinds(since, update.seq)
            if update.seq == since or (update.kind is UpdateKind.WINDOW_MOVED and self.moves):
                happened.add(UpdateKind.WINDOW_MOVED)
            assert update.kind is max(happened, key=STRENGTH.index)
            assert update.touchpoints == self.log.touchpoints(since, update.seq)
            if update.kind is not UpdateKind.WINDOW_MOVED:
                assert update.occurred_at == self.log.commits[update.seq - 1].at
            since = update.seq
        when = guest.listener.when
        assert all(later - earlier >= guest.interval - 1e-9 for earlier, later in pairwise(when))

    def check_all(self):
        """Everybody who is still here and open holds the last state."""
        for guest in self.guests:
            if guest.here:
                self.check(guest)
                held = guest.listener.told[-1].seq if guest.listener.told else guest.after
                assert held == len(self.log)


async def play(story):
    """Let a story happen, then let everybody be served."""
    world = World()
    for what, *how in story:
        done = getattr(world, what)(*how)
        if done is not None:
            await done
    await world.heal()
    for guest in world.guests:
        guest.listener.open = True
        guest.seat.wake()
    await asyncio.sleep(10)
    world.check_all()
    for guest in world.guests:
        guest.seat.leave()
    await asyncio.sleep(10)
    assert len(asyncio.all_tasks()) == 1


@pytest.fixture(scope="module", autouse=True)
def from_the_log():
    """Let what was missed be read from the log."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inquiry, "read_missed", lambda mongo, *asked: mongo.missed(mongo, *asked))
        yield


@settings(max_examples=150, deadline=None)
@given(stories)
def test_everybody_is_told_the_truth(story):
    """Each update tells of the commits since the one before, and of those alone; the last is the newest.

    Nobody is told an older state after a newer one, nor sooner than asked; who goes leaves nothing behind.
    """
    run(play(story))
