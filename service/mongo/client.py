"""The connection to MongoDB, with the guarantees everything else rests on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from service.mongo.access import BulkWrites, Store

Row = dict[str, Any]
JOURNALED = WriteConcern(w="majority", j=True)


@dataclass(frozen=True)
class Mongo:
    """A connected database. Tenants' data is reached through `of(tenant)` alone."""

    client: AsyncMongoClient[Row]
    database: AsyncDatabase[Row]
    read_ms: int

    def of(self, tenant: str) -> Store:
        """See the database as this tenant does: every read and write is bound to it."""
        return Store(self.database, tenant, self.read_ms)

    def bulk(self, collection: str) -> BulkWrites:
        """Gather writes of several tenants into one command; each write names its tenant."""
        return BulkWrites(self.database[collection])

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncClientSession]:
        """Run one transaction, once: snapshot reads, majority and journaled writes, no retry of its own."""
        async with (
            self.client.start_session() as session,
            await session.start_transaction(ReadConcern("snapshot"), JOURNALED, max_commit_time_ms=5_000),
        ):
            yield session

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncClientSession]:
        """Read several collections as they were at one moment."""
        async with self.client.start_session(snapshot=True) as session:
            yield session

    async def ping(self) -> bool:
        """Tell whether the primary answers."""
        return bool((await self.client.admin.command("hello"))["isWritablePrimary"])

    async def close(self) -> None:
        """Give the connections back."""
        await self.client.close()


def connect(url: str, database: str, read_ms: int = 3_000) -> Mongo:
    """Connect lazily: majority reads from the primary (never a state that a fail-over could take back)."""
    client: AsyncMongoClient[Row] = AsyncMongoClient(
        url,
        appname="heartline",
        tz_aware=True,
        w="majority",
        journal=True,
        readConcernLevel="majority",
        readPreference="primary",
        retryWrites=True,
        retryReads=True,
        serverSelectionTimeoutMS=5_000,
        connectTimeoutMS=2_000,
        socketTimeoutMS=20_000,
        maxPoolSize=32,
    )
    return Mongo(client, client[database], read_ms)
