"""Migrated databases, lent to one test after another: to make and drop one takes 270 ms, to empty it 15."""

from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pymongo
from pymongo.database import Database
from pymongo.write_concern import WriteConcern

from service.mongo.client import Mongo, connect
from service.mongo.migrate import migrate

Row = dict[str, Any]
Shape = dict[str, tuple[Row, list[Row]]]
"""Of every collection: its options and which one it is, and its indexes."""

RESTING = 3
"""So many others are lent before a database is again: what a test has left under way ends in none."""
QUICKLY = WriteConcern(w=1, j=False)
SURELY = WriteConcern(w="majority", j=True)
"""From then on no majority read and no change stream sees what was before."""


class Lender:
    """Lends a database to one test at a time; nobody can tell it from one that was migrated a moment ago."""

    def __init__(self, uri: str, client: pymongo.MongoClient[Row]) -> None:
        self._uri = uri
        self._client = client
        self._idle: deque[str] = deque()
        self._made: dict[str, tuple[Shape, list[Row]]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Name all that it has made."""
        return tuple(self._made)

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[Mongo]:
        """Connect to a database that holds what a migration makes, and nothing else."""
        mongo = connect(self._uri, self._emptied() or f"test-{uuid4().hex}")
        name = mongo.database.name
        if name not in self._made:
            await migrate(mongo)
            database = self._client[name]
            self._made[name] = (shape(database), list(database["meta"].find()))
        yield mongo
        await mongo.aclose()
        self._idle.append(name)

    def _emptied(self) -> str | None:
        """Empty the database that has rested longest. One that a test has changed in shape is dropped."""
        while len(self._idle) > RESTING:
            name = self._idle.popleft()
            made, meta = self._made[name]
            database = self._client.get_database(name, write_concern=QUICKLY)
            if shape(database) == made:
                for collection in made:
                    database[collection].delete_many({})
                database.get_collection("meta", write_concern=SURELY).insert_many(meta)
                return name
            self._client.drop_database(name)
        return None


def shape(database: Database[Row]) -> Shape:
    """Read all that a database is but its rows."""
    return {
        each["name"]: (each, [dict(index) for index in database[each["name"]].list_indexes()])
        for each in database.list_collections()
    }
