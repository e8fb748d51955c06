"""What tests of the service ask for: a migrated database, and the parts on it."""

from collections.abc import AsyncIterator

import pymongo
import pytest

from service.app.parts import Parts, assemble
from service.mongo.client import Mongo
from service.settings import Limits
from tests.service.lending import Lender


@pytest.fixture(scope="session")
def lender(mongo_uri: str, mongo_client: pymongo.MongoClient) -> Lender:
    """Lend databases that are as good as fresh."""
    return Lender(mongo_uri, mongo_client)


@pytest.fixture
async def mongo(lender: Lender) -> AsyncIterator[Mongo]:
    """Connect to a migrated database in which there is nothing."""
    async with lender.lent() as mongo:
        yield mongo


@pytest.fixture
async def parts(mongo: Mongo) -> AsyncIterator[Parts]:
    """Run the service's parts on it, without HTTP."""
    async with assemble(mongo, refs_key=b"r" * 32, limits=Limits()) as parts:
        yield parts
