"""What tests of live updates ask for: two processes that listen, each with a connection of its own."""

from collections.abc import AsyncIterator

import pytest

from service.app.parts import Parts, assemble
from service.mongo.client import Mongo, connect
from service.settings import Limits
from tests.service.live.subscribers import until


@pytest.fixture
async def near(parts: Parts) -> AsyncIterator[Parts]:
    """Let the first process listen."""
    async with parts.hub:
        await until(lambda: parts.hub.fresh)
        yield parts


@pytest.fixture
async def far(mongo: Mongo, mongo_uri: str) -> AsyncIterator[Parts]:
    """Run a second process that listens."""
    other = connect(mongo_uri, mongo.database.name)
    async with assemble(other, refs_key=b"r" * 32, limits=Limits()) as second, second.hub:
        await until(lambda: second.hub.fresh)
        yield second
    await other.aclose()
