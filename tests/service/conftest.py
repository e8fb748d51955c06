"""What tests of the service ask for: a migrated database, and the parts on it."""

from collections.abc import AsyncIterator

import pytest

from service.app.parts import Parts, assemble
from service.mongo.client import Mongo, connect
from service.mongo.migrate import migrate
from service.settings import Limits


@pytest.fixture
async def mongo(mongo_uri: str, database_name: str) -> AsyncIterator[Mongo]:
    """Connect to a fresh, migrated database."""
    mongo = connect(mongo_uri, database_name)
    await migrate(mongo)
    yield mongo
    await mongo.aclose()


@pytest.fixture
async def parts(mongo: Mongo) -> AsyncIterator[Parts]:
    """Run the service's parts on it, without HTTP."""
    async with assemble(mongo, refs_key=b"r" * 32, limits=Limits()) as parts:
        yield parts
