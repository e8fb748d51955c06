"""Migration: collections with their validators and indexes, made once, before any process serves."""

from typing import Any

from beanie import Document, init_beanie

from service.documents.cell import Cell
from service.documents.change import Change
from service.documents.feedback import Feedback
from service.documents.journey import JourneyDocument
from service.documents.persisted import PersistedDocument
from service.documents.persona import PersonaDocument
from service.documents.pulse import Pulse
from service.documents.run import Run
from service.mongo.client import Mongo

VERSION = 2
"""Rises with every change of a validator or an index."""

DOCUMENTS: tuple[type[Document], ...] = (
    JourneyDocument,
    PersonaDocument,
    Feedback,
    Cell,
    Pulse,
    Change,
    Run,
    PersistedDocument,
)


async def migrate(mongo: Mongo) -> None:
    """Make what is missing and bring the rest up to date. Safe to repeat, and beside a running service."""
    there = set(await mongo.database.list_collection_names())
    for document in DOCUMENTS:
        settings: Any = document.Settings
        validator = {"$jsonSchema": {"bsonType": "object", **settings.validator}}
        if settings.name in there:
            await mongo.database.command("collMod", settings.name, validator=validator)
        else:
            await mongo.database.create_collection(settings.name, validator=validator)
    await init_beanie(database=mongo.database, document_models=list(DOCUMENTS))
    for name in sorted({"slots"} - there):
        await mongo.database.create_collection(name)
    await mongo.database["meta"].replace_one({"_id": "schema"}, {"version": VERSION}, upsert=True)


async def migrated(mongo: Mongo) -> bool:
    """Tell whether the database has been migrated to what this version needs."""
    row = await mongo.database["meta"].find_one({"_id": "schema"})
    return row is not None and row["version"] >= VERSION
