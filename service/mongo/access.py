"""The one narrow way to the data: a query without a tenant cannot be written."""

from collections.abc import Mapping, Sequence
from typing import Any

from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from pymongo import DeleteOne, ReplaceOne, ReturnDocument, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.results import BulkWriteResult

Row = dict[str, Any]
Fields = Mapping[str, Any]
Sort = Sequence[tuple[str, int]]

_RAW: Any = CodecOptions(document_class=RawBSONDocument, tz_aware=True)


class TenantCollection:
    """One collection, as one tenant sees it."""

    def __init__(self, collection: AsyncCollection[Row], tenant: str, read_ms: int) -> None:
        self._collection = collection
        self._tenant = tenant
        self._read_ms = read_ms

    def raw(self) -> "TenantCollection":
        """See the same documents as the bytes that are stored, in `raw`; a field is read when asked for."""
        return TenantCollection(
            self._collection.with_options(codec_options=_RAW), self._tenant, self._read_ms
        )

    def _mine(self, where: Fields) -> Row:
        return {**where, "tenant": self._tenant}

    async def find_one(
        self, where: Fields, fields: Fields | None = None, session: AsyncClientSession | None = None
    ) -> Row | None:
        """Answer the first document of this tenant that matches."""
        found = await self.find(where, fields, limit=1, session=session)
        return found[0] if found else None

    async def find(
        self,
        where: Fields,
        fields: Fields | None = None,
        *,
        sort: Sort | None = None,
        limit: int = 0,
        session: AsyncClientSession | None = None,
    ) -> list[Row]:
        """Answer this tenant's matching documents, in one batch where they fit one."""
        cursor = self._collection.find(
            self._mine(where),
            fields,
            sort=sort,
            limit=limit,
            batch_size=limit + 1 if limit else 10_000,
            max_time_ms=None if session and session.in_transaction else self._read_ms,
            session=session,
        )
        return await cursor.to_list(None)

    async def aggregate(
        self, where: Fields, stages: Sequence[Fields], session: AsyncClientSession | None = None
    ) -> list[Row]:
        """Run stages over this tenant's matching documents."""
        pipeline: list[Fields] = [{"$match": self._mine(where)}, *stages]
        cursor = await self._collection.aggregate(
            pipeline, session=session, maxTimeMS=self._read_ms * 10, batchSize=100_000
        )
        return await cursor.to_list(None)

    async def count(self, where: Fields, limit: int) -> int:
        """Count this tenant's matching documents, at most `limit` of them."""
        return await self._collection.count_documents(self._mine(where), limit=limit, maxTimeMS=self._read_ms)

    async def insert(self, document: Fields, session: AsyncClientSession | None = None) -> None:
        """Store a new document as this tenant's."""
        await self._collection.insert_one(self._mine(document), session=session)

    async def replace(
        self, where: Fields, document: Fields, session: AsyncClientSession | None = None
    ) -> bool:
        """Replace the matching document of this tenant; False if there is none."""
        done = await self._collection.replace_one(self._mine(where), self._mine(document), session=session)
        return done.matched_count == 1

    async def update(self, where: Fields, change: Fields, session: AsyncClientSession | None = None) -> int:
        """Update every matching document of this tenant; answers how many matched."""
        done = await self._collection.update_many(self._mine(where), change, session=session)
        return done.matched_count

    async def delete(self, where: Fields, session: AsyncClientSession | None = None) -> int:
        """Delete this tenant's matching documents; answers how many there were."""
        done = await self._collection.delete_many(self._mine(where), session=session)
        return done.deleted_count

    async def increment(
        self,
        key: Any,
        on_insert: Fields,
        counts: Mapping[str, int],
        session: AsyncClientSession,
        **more: Fields,
    ) -> Row:
        """Raise counters of one document, made if missing; answers it as it is after.

        `more` are further operators.
        """
        change = {"$setOnInsert": on_insert, "$inc": counts}
        row: Any = await self._collection.find_one_and_update(
            {"_id": key, "tenant": self._tenant},
            change | {f"${name}": fields for name, fields in more.items()},
            upsert=True,
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        return dict(row)


class Store:
    """The database, as one tenant sees it."""

    def __init__(self, database: AsyncDatabase[Row], tenant: str, read_ms: int) -> None:
        self._database = database
        self.tenant = tenant
        self._read_ms = read_ms

    def __getitem__(self, collection: str) -> TenantCollection:
        """Reach one collection of this tenant."""
        return TenantCollection(self._database[collection], self.tenant, self._read_ms)


class BulkWrites:
    """Writes of several tenants to one collection, sent as one unordered command."""

    def __init__(self, collection: AsyncCollection[Row]) -> None:
        self._collection = collection
        self._writes: list[UpdateOne | ReplaceOne[Row] | DeleteOne] = []

    def __len__(self) -> int:
        return len(self._writes)

    def upsert(
        self,
        tenant: str,
        key: Any,
        on_insert: Fields,
        counts: Mapping[str, int] | None = None,
        **more: Fields,
    ) -> None:
        """Insert if the key is new; raise `counts` either way. `more` are further operators."""
        change: Row = {f"${name}": fields for name, fields in more.items()}
        if on_insert:
            change["$setOnInsert"] = on_insert
        if counts:
            change["$inc"] = counts
        self._writes.append(UpdateOne({"_id": key, "tenant": tenant}, change, upsert=True))

    def replace(self, tenant: str, key: Any, document: Fields) -> None:
        """Replace a document that is there."""
        self._writes.append(ReplaceOne({"_id": key, "tenant": tenant}, {**document, "tenant": tenant}))

    def delete(self, tenant: str, key: Any) -> None:
        """Delete a document."""
        self._writes.append(DeleteOne({"_id": key, "tenant": tenant}))

    async def run(self, session: AsyncClientSession) -> BulkWriteResult | None:
        """Send them; None when there was nothing to send. `upserted_ids` tells which ones were inserted."""
        if not self._writes:
            return None
        return await self._collection.bulk_write(self._writes, ordered=False, session=session)
