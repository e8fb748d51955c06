"""What every test may ask for: one real MongoDB for the whole run, and a database of its own in it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pymongo
import pytest

from service.mongo.embedded import EmbeddedMongo

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  # the kernel's own name for memory that looks like a disk
ROOM_BYTES = 2 * 1024**3


def fast_parent() -> Path | None:
    """Return memory to store in, where there is plenty: journaled all the same, without waiting for a disk."""
    if not os.access(SHARED_MEMORY, os.W_OK) or shutil.disk_usage(SHARED_MEMORY).free < ROOM_BYTES:
        return None
    return SHARED_MEMORY


@pytest.fixture(scope="session")
def mongo_uri() -> Iterator[str]:
    """One embedded MongoDB for the whole run."""
    with (
        tempfile.TemporaryDirectory(prefix="heartline-tests-", dir=fast_parent()) as folder,
        EmbeddedMongo(Path(folder)) as mongo,
    ):
        yield mongo.uri


@pytest.fixture(scope="session")
def mongo_client(mongo_uri: str) -> Iterator[pymongo.MongoClient]:
    """A blocking client, for setting up and looking behind the service's back."""
    with pymongo.MongoClient(mongo_uri) as client:
        yield client


@pytest.fixture
def database_name(mongo_client: pymongo.MongoClient) -> Iterator[str]:
    """A fresh database's name; whatever the test stores there is dropped after it."""
    name = f"test-{uuid4().hex}"
    yield name
    mongo_client.drop_database(name)
