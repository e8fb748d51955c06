"""A topic: one journey as its subscribers know it, raised by the change stream commit by commit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from service.documents.change import ChangeKind
from service.live.history import Happened, History, strongest
from service.live.seat import Position
from service.live.update import Update, UpdateKind
from service.outbox import Committed

NOWHERE = frozenset[str]()


@dataclass(slots=True)
class Topic:
    """`vector` holds the beats heard or read, `known` to be whole once the journey's pulses were read."""

    tenant: str
    journey: str
    known: bool = False
    vector: dict[int, int] = field(default_factory=dict)
    position: Position = field(default_factory=lambda: Position(0, 0, 0))
    moved_at: datetime | None = None
    history: History = field(default_factory=lambda: History(0, {}))

    def hear(self, commit: Committed) -> bool:
        """Take in a commit; False for one that is known already."""
        before = self.vector.get(commit.slot, 0)
        if commit.beat <= before:
            return False
        self.vector[commit.slot] = commit.beat
        if not self.known:
            return True
        self._stand_at(self.position.seq + commit.beat - before)
        if commit.beat == before + 1:
            self.history.add(self.position.seq, _happened(commit))
        else:
            self._begin_history()
        return True

    def learn(self, pulses: Mapping[int, int]) -> None:
        """Take in pulses that were read after the stream had opened: the larger beat of each slot counts."""
        for slot, beat in pulses.items():
            self.vector[slot] = max(beat, self.vector.get(slot, 0))
        seq = sum(self.vector.values())
        if not self.known or seq != self.position.seq:
            self.known = True
            self._stand_at(seq)
            self._begin_history()

    def exceeds(self, pulses: Mapping[int, int]) -> bool:
        """Tell whether it counts a commit that the pulses do not."""
        return any(beat > pulses.get(slot, 0) for slot, beat in self.vector.items())

    def restate(self, pulses: Mapping[int, int]) -> None:
        """Take in pulses read after commits may have gone unheard; lower ones are of a restored database."""
        if self.exceeds(pulses):
            self.vector = {}
            self.known = False
            self.position = self.position._replace(era=self.position.era + 1)
        self.learn(pulses)

    def move(self, midnight: datetime) -> None:
        """Take note that the window of days moved."""
        self.moved_at = midnight
        self.position = self.position._replace(moves=self.position.moves + 1)

    def _stand_at(self, seq: int) -> None:
        self.position = self.position._replace(seq=seq)

    def _begin_history(self) -> None:
        self.history = History(self.position.seq, dict(self.vector))

    def snapshot(self, now: datetime) -> Update:
        """Return what is told to whom nothing is known of."""
        return Update(self.position.seq, UpdateKind.SNAPSHOT, now, None)

    def remembers(self, seen: Position) -> bool:
        """Tell whether what happened since a position is known."""
        return seen.era != self.position.era or seen.seq >= self.history.base

    def since(self, seen: Position, now: datetime) -> Update | None:
        """Return what is told to who saw a position that is remembered; None for nothing new."""
        era, seq, moves = self.position
        if seen.era != era:
            return self.snapshot(now)
        if seen.seq > seq:
            return None  # another process is ahead by a moment
        kinds = self.history.kinds_since(seen.seq)
        if moves > seen.moves:
            kinds.append(UpdateKind.WINDOW_MOVED)
        if not kinds:
            return None
        kind = strongest(*kinds)
        moment = self.moved_at if kind is UpdateKind.WINDOW_MOVED else self.history.newest
        return Update(seq, kind, moment or now, self.history.touchpoints_since(seen.seq))


def _happened(commit: Committed) -> Happened:
    """Read a commit's cells only where they tell who spoke."""
    feedback = commit.kind is ChangeKind.FEEDBACK
    touchpoints = frozenset(key.key.touchpoint for key in commit.deltas) if feedback else NOWHERE
    return Happened(commit.kind, touchpoints, commit.at)
