"""The connection to MongoDB, with the guarantees everything else rests on."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pymongo
from pymongo import AsyncMongoClient
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import ConfigurationError as InvalidAddress
from pymongo.errors import OperationFailure
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from service.errors import ConfigurationError
from service.mongo.access import BulkWrites, Store

Row = dict[str, Any]
T = TypeVar("T")
SNAPSHOT_UNAVAILABLE = 246
SNAPSHOT_TRIES = 3
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

    async def rows(
        self, collection: str, keys: Sequence[tuple[str, Any]], session: AsyncClientSession
    ) -> list[Row]:
        """Read documents of several tenants by (tenant, _id); the missing are left out."""
        where = {
            "_id": {"$in": [key for _, key in keys]},
            "tenant": {"$in": sorted({tenant for tenant, _ in keys})},
        }
        found = self.database[collection].find(where, session=session, batch_size=len(keys) + 1)
        return await found.to_list(None)

    async def insert(self, collection: str, rows: Sequence[Row], session: AsyncClientSession) -> None:
        """Store new documents of several tenants; each carries its own."""
        await self.database[collection].insert_many(rows, session=session)

    async def transact(self, work: Callable[[AsyncClientSession], Awaitable[T]], seconds: float = 5) -> T:
        """Run `work` in a transaction: snapshot reads, majority and journaled writes.

        Transient failures (a write conflict, a fail-over) run `work` again: it must act through its session
        alone.
        Raises PyMongoError after `seconds`; then the outcome may be unknown.
        """
        async with self.client.start_session() as session:
            with pymongo.timeout(seconds):
                return await session.with_transaction(
                    work, read_concern=ReadConcern("snapshot"), write_concern=JOURNALED
                )

    async def at_one_moment(self, read: Callable[[AsyncClientSession], Awaitable[T]]) -> T:
        """Run `read`, which sees all collections as they were at one moment, not before this call."""
        for _ in range(SNAPSHOT_TRIES - 1):
            try:
                return await self._at_one_moment(read)
            except OperationFailure as error:  # a migration of a moment ago is in no snapshot yet
                if error.code != SNAPSHOT_UNAVAILABLE:
                    raise
        return await self._at_one_moment(read)

    async def _at_one_moment(self, read: Callable[[AsyncClientSession], Awaitable[T]]) -> T:
        async with self.client.start_session(snapshot=True) as session:
            return await read(session)

    async def ping(self) -> bool:
        """Tell whether the primary answers."""
        return bool((await self.client.admin.command("hello"))["isWritablePrimary"])

    async def aclose(self) -> None:
        """Give the connections back."""
        await self.client.close()


def connect(url: str, database: str, read_ms: int = 3_000) -> Mongo:
    """Connect lazily: majority reads from the primary (never a state that a fail-over could take back).

    Raises service.errors.ConfigurationError for an address that no driver understands.
    """
    try:
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
    except (InvalidAddress, ValueError) as error:
        raise ConfigurationError(
            f"HEARTLINE_MONGO_URL cannot be used ({error}): "
            "set it to mongodb://host:27017/?replicaSet=name, user name and password percent-encoded"
        ) from None
    return Mongo(client, client[database], read_ms)
