"""The board: pulses in memory, used for as long as the change stream vouches for them."""

import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from service.mongo.client import Mongo
from service.outbox import Committed
from service.rollups.pulses import Pulses, read_pulses

Key = tuple[str, str]
"""Tenant and journey."""

MOST_KEPT = 10_000


@dataclass(slots=True)
class _Entry:
    """What was heard of a journey; it is all there is once its pulses were read after it was listed here."""

    known: bool = False
    vector: dict[int, int] = field(default_factory=dict)
    revision: int = 0
    told: Pulses | None = None

    def raise_to(self, vector: Mapping[int, int], revision: int) -> None:
        """Take the larger beat of each slot."""
        for slot, beat in vector.items():
            if beat > self.vector.get(slot, 0):
                self.vector[slot] = beat
                self.told = None
        if revision > self.revision:
            self.revision = revision
            self.told = None

    def pulses(self) -> Pulses:
        """Answer a copy, made once per state."""
        if self.told is None:
            self.told = Pulses(dict(self.vector), self.revision)
        return self.told


class Board:
    """The pulses of the journeys last read. They are told only while a change stream is heard."""

    def __init__(self, mongo: Mongo, most: int = MOST_KEPT) -> None:
        """`most` is how many journeys are kept, the least recently read going first."""
        self._mongo = mongo
        self._most = most
        self._entries: OrderedDict[Key, _Entry] = OrderedDict()
        self._vouched_until = 0.0

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def vouched(self) -> bool:
        """Whether what is kept is as new as promised."""
        return time.monotonic() < self._vouched_until

    def vouch(self, until: float) -> None:
        """Say until when (time.monotonic) what is kept may be used: all that was committed was heard."""
        self._vouched_until = until

    def forget(self) -> None:
        """Keep nothing: commits may have gone unheard."""
        self._entries.clear()
        self._vouched_until = 0.0

    def hear(self, commit: Committed) -> None:
        """Take note of a commit; hearing it again changes nothing."""
        entry = self._entries.get((commit.tenant, commit.journey))
        if entry is not None:
            entry.raise_to({commit.slot: commit.beat}, commit.revision)

    def known(self, tenant: str, journeys: Iterable[str]) -> dict[str, Pulses]:
        """Tell the pulses of those journeys that are kept, if the stream vouches for them."""
        if not self.vouched:
            return {}
        known = {}
        for journey in journeys:
            entry = self._entries.get((tenant, journey))
            if entry is not None and entry.known:
                self._entries.move_to_end((tenant, journey))
                known[journey] = entry.pulses()
        return known

    async def read(self, tenant: str, journeys: Iterable[str]) -> Mapping[str, Pulses]:
        """Read pulses from the database, in one call. Raises PyMongoError.

        Journeys are listed here first, so that a commit between is heard; forgotten between, they stay so.
        """
        listed = {journey: self._list((tenant, journey)) for journey in journeys}
        found = await read_pulses(self._mongo, tenant, list(listed))
        for journey, entry in listed.items():
            if self._entries.get((tenant, journey)) is entry:
                entry.raise_to(found[journey].vector, found[journey].revision)
                entry.known = True
        return found

    def _list(self, key: Key) -> _Entry:
        entry = self._entries.setdefault(key, _Entry())
        self._entries.move_to_end(key)
        while len(self._entries) > self._most:
            self._entries.popitem(last=False)
        return entry
