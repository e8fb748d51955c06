"""Databases that were lent before: nobody can tell them from fresh ones."""

from collections.abc import AsyncIterator

import pytest

from service.mongo.client import Mongo
from service.mongo.migrate import VERSION
from tests.service.lending import RESTING, Lender, shape


@pytest.fixture
async def lender(mongo_uri, mongo_client) -> AsyncIterator[Lender]:
    """Lend databases of this test's own."""
    lender = Lender(mongo_uri, mongo_client)
    yield lender
    for name in lender.names:
        mongo_client.drop_database(name)


async def leave_rows(mongo: Mongo) -> None:
    """Leave a lease, and a mark in meta."""
    await mongo.database["slots"].insert_one({"_id": 1})
    await mongo.database["meta"].update_one({"_id": "schema"}, {"$set": {"version": 99}})
    await mongo.database["meta"].insert_one({"_id": "recount"})


async def leave_no_index(mongo: Mongo) -> None:
    """Leave a collection without its indexes."""
    await mongo.database["feedback"].drop_indexes()


async def leave_no_validator(mongo: Mongo) -> None:
    """Leave a collection that takes anything."""
    await mongo.database.command("collMod", "feedback", validator={})


async def leave_another_collection(mongo: Mongo) -> None:
    """Leave a collection that was not there."""
    await mongo.database["more"].insert_one({})


async def leave_one_collection_less(mongo: Mongo) -> None:
    """Leave a collection out."""
    await mongo.database["changes"].drop()


def seen(mongo_client, mongo: Mongo) -> dict[str, object]:
    """Tell all that is in a database, but for what collections are known by inside."""
    database = mongo_client[mongo.database.name]
    return {
        name: (collection["options"], indexes, list(database[name].find()))
        for name, (collection, indexes) in shape(database).items()
    }


@pytest.mark.parametrize(
    "leave",
    [leave_rows, leave_no_index, leave_no_validator, leave_another_collection, leave_one_collection_less],
)
async def test_what_a_test_leaves_is_gone(lender, mongo_client, leave):
    """Rows, and changes of collections, validators and indexes: the next one finds what a migration makes."""
    async with lender.lent() as fresh:
        migrated = seen(mongo_client, fresh)
        assert migrated["meta"][2] == [{"_id": "schema", "version": VERSION}]
        await leave(fresh)
        assert seen(mongo_client, fresh) != migrated
    for _ in range(RESTING + 1):
        async with lender.lent() as again:
            assert seen(mongo_client, again) == migrated


async def test_a_database_rests(lender):
    """It is lent again, but to none of the next three."""
    names = []
    for _ in range(2 * (RESTING + 1)):
        async with lender.lent() as mongo:
            names.append(mongo.database.name)
    assert len(set(names[: RESTING + 1])) == RESTING + 1
    assert names[RESTING + 1 :] == names[: RESTING + 1]
