"""One change stream over `changes`, by explicit commands: so that we know what a reply has told."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from bson.timestamp import Timestamp
from pymongo.errors import ConnectionFailure, NetworkTimeout, PyMongoError

from service.mongo.client import Mongo
from service.outbox import Committed, StoredDeltas

Token = Any
"""Where a stream goes on, as the server writes it."""

WAIT_MS = 250
"""How long the server waits for something to tell."""
PATIENCE_SECONDS = 1.0
"""How long an answer may take without a look at the server: the driver waits 20 s for one that is frozen."""
FULL_BYTES = 8 * 1024 * 1024
"""A reply of this size may have been cut: the server's bound is 16 MB."""
WHOLE = ("tenant", "journey", "slot", "beat", "kind", "revision", "at")

BEGINNING = Timestamp(0, 0)

_RAW: Any = CodecOptions(document_class=RawBSONDocument, tz_aware=True)
_STAGES = (
    {"$match": {"operationType": {"$in": ["insert", "invalidate"]}}},
    {
        "$project": {
            "operationType": 1,
            "row": {name: f"$fullDocument.{name}" for name in WHOLE},
            "rest": {"cells": "$fullDocument.cells"},  # a document of its own is left unread
        }
    },
)


class Behind(PyMongoError):
    """A primary that was elected a moment ago, or a database restored to a time before."""


def moment_of(token: Token) -> Timestamp:
    """Read the time of a token: after the version, 4 bytes of seconds and 4 of a counter, in hexadecimal."""
    data = token["_data"]
    return Timestamp(int(data[2:10], 16), int(data[10:18], 16))


@dataclass(frozen=True, slots=True)
class Heard:
    """What a reply told: commits in the oplog's order; `complete` if there was no more when it was asked for.

    `over`: the collection is not what it was, and nothing more will come.
    """

    commits: list[Committed]
    token: Token
    complete: bool
    over: bool


class Stream:
    """An open stream. Every method raises PyMongoError."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo
        self._session = mongo.client.start_session(causal_consistency=False)
        self._server = ""
        self._cursor = 0
        self.token: Token = None

    async def open(self, after: Token | None, reached: Timestamp) -> None:
        """Begin after a token, or where all that was acknowledged is in the past.

        Raises Behind on a primary whose majority has not `reached` what was heard of the one before: what is
        read there may be older.
        A stream that names no time begins at the primary's last write, which majority reads may not see yet:
        what is between would be lost to both. From the majority's time on, no read that follows is older.
        """
        hello = await self._patiently(self._mongo.client.admin.command("hello"))
        self._server = hello["me"]
        majority = hello["lastWrite"]["majorityOpTime"]["ts"]
        if majority < reached:
            raise Behind
        start = {"resumeAfter": after} if after else {"startAtOperationTime": majority}
        reply = await self._ask(
            {
                "aggregate": "changes",
                "pipeline": [{"$changeStream": start}, *_STAGES],
                "cursor": {"batchSize": 0},
                "readConcern": {"level": "majority"},
            }
        )
        self._cursor = reply["cursor"]["id"]
        self.token = reply["cursor"].get("postBatchResumeToken")

    async def more(self) -> Heard:
        """Wait for what comes, a quarter of a second at most."""
        reply = await self._ask({"getMore": self._cursor, "collection": "changes", "maxTimeMS": WAIT_MS})
        cursor = reply["cursor"]
        self._cursor = cursor["id"]
        events = cursor["nextBatch"]
        self.token = cursor.get("postBatchResumeToken", self.token)
        return Heard(
            [_commit(event) for event in events if event["operationType"] == "insert"],
            self.token,
            complete=len(reply.raw) < FULL_BYTES,
            over=not self._cursor or any(event["operationType"] == "invalidate" for event in events),
        )

    async def close(self) -> None:
        """Free the cursor as far as the server can be reached."""
        if self._cursor:
            with suppress(PyMongoError):
                await self._ask({"killCursors": "changes", "cursors": [self._cursor]})
        await self._session.end_session()

    async def _ask(self, command: dict[str, Any]) -> Any:
        answer = asyncio.ensure_future(
            self._mongo.database.command(command, session=self._session, codec_options=_RAW)
        )
        try:
            while not (await asyncio.wait({answer}, timeout=PATIENCE_SECONDS))[0]:
                await self._check_server()  # one that reads a long oplog may take its time
            return answer.result()
        except ConnectionFailure:
            self._cursor = 0  # nobody is there to kill it
            answer.add_done_callback(_look_at)
            answer.cancel()
            raise

    async def _check_server(self) -> None:
        """Raise ConnectionFailure if the primary is silent, or another one by now."""
        hello = await self._patiently(self._mongo.client.admin.command("hello"))
        if hello["me"] != self._server:
            raise NetworkTimeout("there is another primary")

    async def _patiently(self, ask: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
        """Wait for an answer, but not for ever; what comes later is not looked at."""
        answer = asyncio.ensure_future(ask)
        if not (await asyncio.wait({answer}, timeout=PATIENCE_SECONDS))[0]:
            answer.add_done_callback(_look_at)
            answer.cancel()
            raise NetworkTimeout("the primary does not answer")
        return answer.result()


def _look_at(answer: "asyncio.Future[Any]") -> None:
    """Take note of how it ended, or asyncio reports it as lost."""
    if not answer.cancelled():
        answer.exception()


def _commit(event: Any) -> Committed:
    return Committed.read(event["row"], StoredDeltas(event["rest"].raw))
