"""What every test may ask for: one real MongoDB for the whole run, and a database of its own in it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pymongo
import pytest
import structlog

from service.mongo.embedded import EmbeddedMongo

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  # the kernel's own name for memory that looks like a disk
ROOM_BYTES = 2 * 1024**3


def fast_parent() -> Path | None:
    """Return memory to store in, where there is plenty: journaled all the same, with no disk to wait for."""
    if not os.access(SHARED_MEMORY, os.W_OK) or shutil.disk_usage(SHARED_MEMORY).free < ROOM_BYTES:
        return None
    return SHARED_MEMORY


@contextmanager
def fast_folder() -> Iterator[Path]:
    """Make a data directory and remove it after."""
    with tempfile.TemporaryDirectory(prefix="heartline-tests-", dir=fast_parent()) as folder:
        yield Path(folder).resolve()


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """Write logs as before each test: what one has captured is closed when the next one writes."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.fixture(scope="session")
def mongo_uri() -> Iterator[str]:
    """Run one embedded MongoDB for all tests."""
    with fast_folder() as folder, EmbeddedMongo(folder) as mongo:
        yield mongo.uri


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """Make an empty data directory for a test that runs a MongoDB or a service of its own."""
    with fast_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def mongo_client(mongo_uri: str) -> Iterator[pymongo.MongoClient]:
    """Connect a blocking client, for setting up and for looking behind the service's back."""
    with pymongo.MongoClient(mongo_uri) as client:
        yield client


@pytest.fixture
def database_name(mongo_client: pymongo.MongoClient) -> Iterator[str]:
    """Name a fresh database; whatever the test stores there is dropped after it."""
    name = f"test-{uuid4().hex}"
    yield name
    mongo_client.drop_database(name)
