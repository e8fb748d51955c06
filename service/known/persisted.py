"""Documents that clients sent once: for all processes in the database, each tenant's apart, bounded."""

from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from sys import getsizeof
from typing import Final

import structlog
from pymongo.errors import DuplicateKeyError, PyMongoError

from service.documents.persisted import PersistedDocument, persisted_id
from service.mongo.access import TenantCollection
from service.mongo.client import Mongo
from service.settings import Limits

REFRESHED = timedelta(days=1)
"""How exactly it is known when a document was last used: writing it down each time would cost more."""

_ENTRY_BYTES: Final = 320
"""What is kept at hand beside a text: its key, its time and its place. 290 measured."""

log = structlog.get_logger()


class Persisted:
    """Texts by tenant and sha256. A process remembers the latest; the database has them all."""

    def __init__(self, mongo: Mongo, limits: Limits) -> None:
        self._mongo = mongo
        self._most = limits.persisted_documents
        self._most_bytes = limits.persisted_bytes
        self._at_hand: OrderedDict[str, tuple[str, datetime]] = OrderedDict()
        self._nbytes = 0

    async def find(self, tenant: str, digest: str) -> str | None:
        """Give the text that has this hash; None where the tenant has none."""
        key, now = persisted_id(tenant, digest), datetime.now(UTC)
        text, used = self._at_hand.get(key, (None, now))
        if text is None:
            row = await self._documents(tenant).find_one({"_id": key}, {"text": 1, "usedAt": 1})
            if row is None:
                return None
            text, used = row["text"], row["usedAt"]
        if now - used > REFRESHED:
            await self._documents(tenant).update({"_id": key}, {"$set": {"usedAt": now}})
            used = now
        self._remember(key, text, used)
        return text

    async def keep(self, tenant: str, digest: str, text: str) -> None:
        """Keep a text for the tenant; what has not been used for longest goes where there are too many.

        A database that does not answer keeps nothing: the client is told so when it asks by the hash.
        """
        key, now = persisted_id(tenant, digest), datetime.now(UTC)
        size = len(text.encode())
        if key in self._at_hand or size > self._most_bytes:
            return
        try:
            await self._documents(tenant).insert({"_id": key, "text": text, "size": size, "usedAt": now})
            await self._trim(tenant)
        except DuplicateKeyError:
            pass
        except PyMongoError as error:
            log.warning("document.not_kept", error=type(error).__name__)
            return
        self._remember(key, text, now)

    async def _trim(self, tenant: str) -> None:
        documents = self._documents(tenant)
        rows = await documents.find({}, {"size": 1}, sort=[("usedAt", -1)])
        kept = total = 0
        for row in rows:
            total += row["size"]
            if kept == self._most or total > self._most_bytes:
                break
            kept += 1
        if surplus := [row["_id"] for row in rows[kept:]]:
            await documents.delete({"_id": {"$in": surplus}})

    def _remember(self, key: str, text: str, used: datetime) -> None:
        if key not in self._at_hand:
            self._nbytes += _bytes_at_hand(text)
        self._at_hand[key] = text, used
        self._at_hand.move_to_end(key)
        while self._nbytes > self._most_bytes:
            _, (forgotten, _) = self._at_hand.popitem(last=False)
            self._nbytes -= _bytes_at_hand(forgotten)

    def _documents(self, tenant: str) -> TenantCollection:
        return self._mongo.of(tenant)[PersistedDocument.Settings.name]


def _bytes_at_hand(text: str) -> int:
    return getsizeof(text) + _ENTRY_BYTES
