"""Following the change stream: how long a database may be away."""

import asyncio

from pymongo.errors import AutoReconnect

from service.live import feed
from service.live.feed import Feed
from tests.unit.live.virtual import run

HOUR = 3_600.0


class Away:
    """A stream to a database that is not there."""

    def __init__(self, mongo):
        mongo.append(asyncio.get_running_loop().time())

    async def open(self, _after, _reached):
        """Find nobody."""
        raise AutoReconnect

    async def close(self):
        """Have nothing to free."""


class Idle:
    """A hearer that is told of nothing but the time."""

    def tick(self):
        """Hear that time passes."""


def test_a_database_is_waited_for_however_long_it_is_away(monkeypatch):
    """An hour without it, and the feed still asks for it twice a second."""
    monkeypatch.setattr(feed, "Stream", Away)

    async def story():
        tries = []
        following = Feed(tries, Idle())
        task = asyncio.create_task(following.run())
        await asyncio.sleep(HOUR)
        assert not task.done()
        assert HOUR - tries[-1] <= feed.LONGEST_PAUSE_SECONDS
        following.stop()
        await task

    run(story())
