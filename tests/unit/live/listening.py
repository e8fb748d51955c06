"""Subscribers in memory, and the log of commits that they are compared with."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import orjson

from service.documents.cell import DayKey
from service.documents.change import ChangeKind
from service.live import Ask, Update, UpdateKind
from service.live.history import Happened
from service.outbox import Committed
from service.rollups.pulses import Pulses
from tests.unit.scoring.making import key

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
NOBODY = frozenset[str]()


def committed(
    beat: int, slot: int = 0, kind: ChangeKind = ChangeKind.FEEDBACK, touchpoints=("t",), at=BEGIN
) -> Committed:
    """Return a commit that counts one feedback at each touchpoint."""
    deltas = {DayKey(10, key(touchpoint=touchpoint)): {"n": 1} for touchpoint in touchpoints}
    return Committed("acme", "j", slot, beat, kind, deltas, 0, at)


@dataclass(eq=False)
class Listener:
    """A sink that keeps what it was told, and when; it can be closed for a while."""

    clock: object
    open: bool = True
    told: list[Update] = field(default_factory=list)
    when: list[float] = field(default_factory=list)

    def ready(self) -> bool:
        """Tell whether it is open."""
        return self.open

    def take(self, payload: bytes) -> None:
        """Keep an update."""
        assert self.open
        said = orjson.loads(payload)
        places = said["touchpoints"]
        self.told.append(
            Update(
                said["seq"],
                UpdateKind(said["kind"]),
                datetime.fromisoformat(said["occurred_at"]),
                None if places is None else frozenset(places),
            )
        )
        self.when.append(self.clock())


async def plainly(update: Update) -> bytes:
    """Render an update as it is."""
    places = None if update.touchpoints is None else sorted(update.touchpoints)
    said = {
        "seq": update.seq,
        "kind": update.kind,
        "occurred_at": update.occurred_at,
        "touchpoints": places,
    }
    return orjson.dumps(said)


def asking(after_seq=None, min_interval=0.1, key="page", render=plainly, journey="j", tenant="acme") -> Ask:
    """Ask for a journey's updates."""
    return Ask(tenant, journey, after_seq, min_interval, key, render)


class Log:
    """All commits to one journey, in order; it answers as the database would."""

    def __init__(self):
        self.commits: list[Committed] = []
        self.board = self
        self.asked = 0

    def __len__(self):
        return len(self.commits)

    def write(self, slot: int, kind: ChangeKind, touchpoints=("t",)) -> Committed:
        """Add a commit, a second after the one before."""
        beat = 1 + sum(commit.slot == slot for commit in self.commits)
        at = BEGIN + timedelta(seconds=len(self.commits))
        self.commits.append(committed(beat, slot, kind, touchpoints, at))
        return self.commits[-1]

    def pulses(self) -> dict[int, int]:
        """Count the commits of each slot."""
        return {commit.slot: commit.beat for commit in self.commits}

    async def read(self, _tenant, journeys):
        """Answer pulses, as they were when it was asked."""
        self.asked += 1
        answer = {journey: Pulses(self.pulses(), 0) for journey in journeys}
        await asyncio.sleep(0.01)
        return answer

    async def missed(self, _mongo, _tenant, _journey, pulses, count):
        """Answer the last commits that the pulses count."""
        self.asked += 1
        await asyncio.sleep(0.01)
        counted = [commit for commit in self.commits if commit.beat <= pulses.get(commit.slot, 0)]
        return [happened(commit) for commit in counted[-count:]]

    def kinds(self, since: int, until: int) -> set[UpdateKind]:
        """Tell which kinds of commits were made."""
        return {UpdateKind(commit.kind.value) for commit in self.commits[since:until]}

    def touchpoints(self, since: int, until: int | None = None) -> frozenset[str]:
        """Tell where feedback came."""
        feedback = (each for each in self.commits[since:until] if each.kind is ChangeKind.FEEDBACK)
        return NOBODY.union(*(happened(commit).touchpoints for commit in feedback))


def happened(commit: Committed) -> Happened:
    """Say of a commit what a history keeps."""
    touchpoints = frozenset(key.key.touchpoint for key in commit.deltas)
    return Happened(commit.kind, touchpoints, commit.at)
