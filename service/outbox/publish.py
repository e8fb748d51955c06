"""Raising pulses and writing changes inside a transaction, and telling this process after its commit."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession

from service.documents.change import ChangeKind
from service.documents.pulse import pulse_id
from service.mongo.client import Mongo
from service.outbox.change import Committed, Note
from service.outbox.lease import SlotLease

BEAT = {"beat": 1}

Listener = Callable[[Committed], None]


class Outbox:
    """Writes what commits of this process do to journeys, in the process's own slot."""

    def __init__(self, mongo: Mongo, lease: SlotLease) -> None:
        self._mongo = mongo
        self._lease = lease
        self._listeners: list[Listener] = []

    @property
    def slot(self) -> int:
        """The slot whose counters this process raises."""
        return self._lease.slot

    def on_commit(self, listener: Listener) -> None:
        """Have `listener` hear of every commit of this process, once it is durable."""
        self._listeners.append(listener)

    def tell(self, commits: Sequence[Committed]) -> None:
        """Say that these are durable now."""
        for commit in commits:
            for listener in self._listeners:
                listener(commit)

    async def announce(
        self, session: AsyncClientSession, tenant: str, journey: str, kind: ChangeKind, revision: int
    ) -> Sequence[Committed]:
        """Note an edit of the map, which moves no cell, inside the edit's own transaction."""
        return await self.publish(session, [Note(tenant, journey, kind, revision=revision)])

    async def publish(self, session: AsyncClientSession, notes: Sequence[Note]) -> Sequence[Committed]:
        """Raise the pulse of each noted journey and write its change; answers them numbered."""
        if not notes:
            return ()
        slot = self.slot
        beats = await self._raise_pulses(session, notes, slot)
        now = datetime.now(UTC)
        commits = [_numbered(note, slot, beats[pulse_id(note.journey, slot)], now) for note in notes]
        await self._mongo.insert("changes", [commit.row() for commit in commits], session)
        return commits

    async def _raise_pulses(
        self, session: AsyncClientSession, notes: Sequence[Note], slot: int
    ) -> dict[str, int]:
        """Raise each journey's pulse by one; answers the beats, read in the same transaction."""
        if len(notes) == 1:
            note = notes[0]
            key = pulse_id(note.journey, slot)
            pulses = self._mongo.of(note.tenant)["pulses"]
            row = await pulses.increment(key, _new(note, slot), BEAT, session, max=_newest(note))
            return {key: row["beat"]}
        writes = self._mongo.bulk("pulses")
        for note in notes:
            key = pulse_id(note.journey, slot)
            writes.upsert(note.tenant, key, _new(note, slot), BEAT, max=_newest(note))
        await writes.run(session)
        keys: list[tuple[str, Any]] = [(note.tenant, pulse_id(note.journey, slot)) for note in notes]
        return {row["_id"]: row["beat"] for row in await self._mongo.rows("pulses", keys, session)}


def _numbered(note: Note, slot: int, beat: int, now: datetime) -> Committed:
    return Committed(note.tenant, note.journey, slot, beat, note.kind, note.deltas, note.revision, now)


def _new(note: Note, slot: int) -> dict[str, Any]:
    return {"journey": note.journey, "slot": slot}


def _newest(note: Note) -> dict[str, int]:
    return {"revision": note.revision}
