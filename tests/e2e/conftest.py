"""What tests from outside ask for: the service over HTTP, and a company that has nothing yet."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import pymongo
import pytest

from service.mongo.client import connect
from service.mongo.migrate import migrate
from tests.e2e.caller import Caller
from tests.e2e.serving import Service, own_settings, serving


@pytest.fixture(scope="module")
def service(mongo_uri: str) -> Iterator[Service]:
    """Run the service over HTTP on a database of the module's own; it goes with the session's MongoDB."""
    with own_service(mongo_uri) as service:
        yield service


@contextmanager
def own_service(mongo_uri: str, **changes: object) -> Iterator[Service]:
    """Run a service with settings of its own, on a database of its own."""
    name = f"test-{uuid4().hex}"
    asyncio.run(migrated(mongo_uri, name))
    with serving(own_settings(mongo_uri, name, **changes)) as service:
        yield service


@pytest.fixture
def company(service: Service) -> Caller:
    """Be a company that has nothing yet, with every scope: a test's own tenant."""
    return service.newcomer()


async def migrated(uri: str, name: str) -> None:
    """Migrate a database."""
    mongo = connect(uri, name)
    await migrate(mongo)
    await mongo.aclose()


@pytest.fixture
def stored(service: Service, mongo_client: pymongo.MongoClient) -> Callable[[], dict[str, str]]:
    """Give a look behind the service's back: a hash of all that is stored, collection by collection."""
    database = mongo_client[service.settings.mongo_database]

    def look() -> dict[str, str]:
        names = sorted(set(database.list_collection_names()) - {"slots"})  # leases are renewed by the minute
        hashes: dict[str, str] = database.command("dbHash", collections=names)["collections"]
        return hashes

    return look
