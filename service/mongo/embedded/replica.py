"""Making a lone mongod the primary of its own replica set: transactions and change streams need one."""

import socket
import time
from collections.abc import Callable
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from service.mongo.embedded.address import POLL_SECONDS, REPLICA_SET

NOT_YET_INITIALIZED = 94


def become_primary(port: int, check: Callable[[], None]) -> None:
    """Wait until the mongod on `port` accepts writes, founding or mending its replica set on the way.

    `check` is called between looks and raises when waiting is in vain.
    """
    _await_listener(port, check)
    host = f"127.0.0.1:{port}"
    with MongoClient[dict[str, Any]](host, directConnection=True, serverSelectionTimeoutMS=5_000) as client:
        while not _writable(client, host):
            check()
            time.sleep(POLL_SECONDS)


def _await_listener(port: int, check: Callable[[], None]) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            check()
            time.sleep(POLL_SECONDS)
        else:
            return


def _writable(client: MongoClient[dict[str, Any]], host: str) -> bool:
    try:
        if client.admin.command("hello")["isWritablePrimary"]:
            return True
        _ensure_member(client, host)
    except PyMongoError:  # still starting: the next look tells
        return False
    return False


def _ensure_member(client: MongoClient[dict[str, Any]], host: str) -> None:
    """Found the replica set, or name the new port in it when the old one was taken by somebody else."""
    alone = {"_id": REPLICA_SET, "members": [{"_id": 0, "host": host}]}
    try:
        config = client.admin.command("replSetGetConfig")["config"]
    except OperationFailure as error:
        if error.code == NOT_YET_INITIALIZED:
            client.admin.command("replSetInitiate", alone)
        return
    if config["members"][0]["host"] != host:
        changed = {**config, "version": config["version"] + 1, "members": alone["members"]}
        client.admin.command("replSetReconfig", changed, force=True)
