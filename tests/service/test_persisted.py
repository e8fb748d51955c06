"""Documents that are kept under their hash: for all processes, each tenant's apart, bounded."""

import tracemalloc
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pymongo
import pytest
import structlog

from service.app.logs import configure_logs
from service.documents.persisted import KEPT_SECONDS, persisted_id
from service.known import Persisted
from service.mongo.client import connect
from service.settings import Limits


def text(number):
    """Write a document unlike the others, of 1,000 bytes."""
    return f"{{ a{number}: viewer {{ tenant }} }}".ljust(1_000)


def digest(number):
    """Hash it."""
    return sha256(text(number).encode()).hexdigest()


@pytest.fixture
def persisted(mongo):
    """Keep three documents, or 2,500 bytes of them."""

    def made(count=3, size=1_000_000):
        return Persisted(mongo, Limits(persisted_documents=count, persisted_bytes=size))

    return made


async def stored(mongo):
    """List the hashes that are stored."""
    return {row["_id"] async for row in mongo.database["documents"].find({})}


async def test_what_one_process_keeps_all_find(persisted):
    """Another process, or this one after a restart, has it from the database."""
    await persisted().keep("acme", digest(1), text(1))
    assert await persisted().find("acme", digest(1)) == text(1)
    assert await persisted().find("acme", digest(2)) is None


async def test_no_tenant_finds_anothers(persisted):
    """Not in memory, not in the database; the same text is kept for each."""
    here = persisted()
    await here.keep("acme", digest(1), text(1))
    assert await here.find("globex", digest(1)) is None
    await here.keep("globex", digest(1), text(1))
    assert await persisted().find("globex", digest(1)) == text(1)


async def test_keeping_twice_keeps_one(persisted, mongo):
    """Whoever is first, in whatever process."""
    for _ in range(2):
        await persisted().keep("acme", digest(1), text(1))
    assert await stored(mongo) == {persisted_id("acme", digest(1))}


@pytest.mark.parametrize("bounds", [{"count": 3}, {"size": 3_500}])
async def test_a_tenant_has_so_many_and_no_more(persisted, mongo, bounds):
    """What was not used for longest goes; other tenants lose nothing."""
    here = persisted(**bounds)
    await here.keep("globex", digest(0), text(0))
    for number in range(6):
        await here.keep("acme", digest(number), text(number))
    kept = {persisted_id("acme", digest(number)) for number in (3, 4, 5)}
    assert await stored(mongo) == kept | {persisted_id("globex", digest(0))}


async def test_what_is_used_stays(persisted, mongo):
    """A use is written down once a day, and the time to live counts from there."""
    documents, long_ago = mongo.database["documents"], datetime.now(UTC) - timedelta(days=20)
    await persisted().keep("acme", digest(1), text(1))
    await documents.update_many({}, {"$set": {"usedAt": long_ago}})
    assert await persisted().find("acme", digest(1)) == text(1)
    row = await documents.find_one({})
    assert row["usedAt"] > datetime.now(UTC) - timedelta(minutes=1)
    indexes = await documents.index_information()
    assert KEPT_SECONDS in {index.get("expireAfterSeconds") for index in indexes.values()}


async def test_one_that_is_larger_than_all_is_not_kept(persisted, mongo):
    """It would push everything else out."""
    await persisted(size=999).keep("acme", digest(1), text(1))
    assert await stored(mongo) == set()


async def test_what_is_at_hand_is_bounded(persisted, mongo):
    """A process forgets what it has not needed for longest, and finds it in the database again."""
    here = persisted(count=100, size=3_000)
    for tenant in ("a", "b", "c"):
        await here.keep(tenant, digest(1), text(1))
    await mongo.database["documents"].delete_many({})
    assert [await here.find(tenant, digest(1)) is not None for tenant in ("a", "b", "c")] == [
        False,
        True,
        True,
    ]


async def test_tiny_texts_at_hand_are_bounded(persisted):
    """By what they take in memory, not by their letters: 8 MB of the shortest took 250 MB."""
    here, texts = persisted(count=300, size=20_000), [f"{{ a{each} }}" for each in range(300)]
    tracemalloc.start()
    for each in texts:
        await here.keep("acme", sha256(each.encode()).hexdigest(), each)
    kept = tracemalloc.take_snapshot().filter_traces(
        [tracemalloc.Filter(inclusive=True, filename_pattern="*/known/persisted.py")]
    )
    tracemalloc.stop()
    assert sum(each.size for each in kept.statistics("filename")) < 20_000


async def test_a_database_that_is_away_keeps_nothing_and_fails_nobody():
    """The request it came with is answered all the same."""
    configure_logs("info")  # another test may have wanted less
    gone = connect("mongodb://127.0.0.1:9/?replicaSet=none", "nobody")
    with structlog.testing.capture_logs() as logs, pymongo.timeout(0.2):
        await Persisted(gone, Limits()).keep("acme", digest(1), text(1))
    await gone.aclose()
    assert [entry["event"] for entry in logs] == ["document.not_kept"]
