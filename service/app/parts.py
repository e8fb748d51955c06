"""The parts of a running service, put together: what the application and the commands share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from service.analysers import Reader
from service.editing import Editing
from service.ingestion import Ingestion, Refs
from service.ingestion.atlas_cache import AtlasCache
from service.ingestion.committer import Committer
from service.live import Hub
from service.mongo.client import Mongo
from service.outbox import Outbox, SlotLease
from service.queries.atlas import Atlas
from service.queries.cursors import CursorCodec
from service.queries.remarks import Remarks
from service.rollups import Rollups
from service.settings import Limits


@dataclass(frozen=True, slots=True)
class Parts:
    """What reads and writes the data, alive while assembled. The hub listens once it is entered itself."""

    mongo: Mongo
    atlas: Atlas
    remarks: Remarks
    editing: Editing
    ingestion: Ingestion
    rollups: Rollups
    outbox: Outbox
    hub: Hub


@asynccontextmanager
async def assemble(
    mongo: Mongo, refs_key: bytes, limits: Limits, reader: Reader | None = None
) -> AsyncIterator[Parts]:
    """Put the parts together on a migrated database; leaving drains the ingest queue.

    Without a reader texts stay unread: counted as unclassified unless somebody named the emotion.
    """
    async with SlotLease(mongo) as lease:
        outbox = Outbox(mongo, lease)
        rollups = Rollups(mongo, limits.window_bytes)
        places = AtlasCache(mongo)
        outbox.on_commit(rollups.hear)
        outbox.on_commit(places.hear)
        cursors = CursorCodec(refs_key)
        async with Committer(mongo, outbox, limits, reader) as committer:
            yield Parts(
                mongo,
                Atlas(mongo, cursors),
                Remarks(mongo, cursors),
                Editing(mongo, outbox, limits),
                Ingestion(mongo, committer, places, Refs(refs_key), limits),
                rollups,
                outbox,
                Hub(mongo, rollups, (places.hear,)),
            )
