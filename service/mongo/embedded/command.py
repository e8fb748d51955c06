"""How mongod is run: small, on loopback, journaled, and silent about what people said."""

from pathlib import Path

from service.mongo.embedded.address import REPLICA_SET, database_path


def log_file(data_dir: Path) -> Path:
    """Return the path of mongod's log."""
    return data_dir / "mongo.log"


def mongod_command(program: Path, data_dir: Path, port: int, cache_mb: int) -> list[str]:
    """Return the command line of a data directory's mongod."""
    options = {
        "dbpath": database_path(data_dir),
        "port": port,
        "bind_ip": "127.0.0.1",
        "replSet": REPLICA_SET,
        "wiredTigerCacheSizeGB": cache_mb / 1024,
        "oplogSize": 512,
        "logpath": log_file(data_dir),
        "logRotate": "reopen",
        "enableFreeMonitoring": "off",
        "slowms": 3_600_000,  # a logged slow write would carry people's words
    }
    parameters = {
        "transactionLifetimeLimitSeconds": 5,
        "diagnosticDataCollectionEnabled": "false",
        "shutdownTimeoutMillisForSignaledShutdown": 100,  # there is no other member to hand over to
    }
    command = [str(program), "--quiet", "--logappend", "--nounixsocket"]
    for name, value in options.items():
        command += [f"--{name}", str(value)]
    for name, value in parameters.items():
        command += ["--setParameter", f"{name}={value}"]
    return command
