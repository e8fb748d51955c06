"""A pump on its own: nothing is stored, and what it renders is counted."""

import asyncio

from pymongo.errors import AutoReconnect

from service.live.pump import Pump
from service.live.topic import Topic
from tests.unit.live.listening import BEGIN, Listener, asking, committed, plainly


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
