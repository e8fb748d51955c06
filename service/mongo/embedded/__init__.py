"""A real MongoDB for development and tests: one mongod on loopback that lives and dies with the service."""

from service.mongo.embedded.address import find_running
from service.mongo.embedded.errors import (
    DataDirectoryInUse,
    DataDirectoryUnusable,
    EmbeddedMongoError,
    MongodBroken,
    MongodMissing,
    NothingRunning,
    PlatformUnsupported,
    SharedLibraryMissing,
)
from service.mongo.embedded.server import EmbeddedMongo, open_embedded, uri_for

__all__ = [
    "DataDirectoryInUse",
    "DataDirectoryUnusable",
    "EmbeddedMongo",
    "EmbeddedMongoError",
    "MongodBroken",
    "MongodMissing",
    "NothingRunning",
    "PlatformUnsupported",
    "SharedLibraryMissing",
    "find_running",
    "open_embedded",
    "uri_for",
]
