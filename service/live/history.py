"""What happened to a journey since when: the last seq of each kind, and of each touchpoint's feedback."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from service.documents.change import ChangeKind
from service.live.update import UpdateKind

_STRENGTH = {kind: strength for strength, kind in enumerate(UpdateKind)}
_KINDS = {kind: UpdateKind[kind.name] for kind in ChangeKind}


def strongest(*kinds: UpdateKind) -> UpdateKind:
    """Return the one that is told of several."""
    return max(kinds, key=_STRENGTH.__getitem__)


@dataclass(frozen=True, slots=True)
class Happened:
    """One commit: what it was, which touchpoints it concerns, when."""

    kind: ChangeKind
    touchpoints: frozenset[str]
    at: datetime


@dataclass(slots=True)
class History:
    """Knows what happened after `base`, however long ago that is, in memory bounded by the map.

    It began at the state `start`, whose pulses were `pulses`; what came before may be prepended.
    """

    start: int
    pulses: Mapping[int, int]
    base: int = field(init=False)
    newest: datetime | None = None
    kinds: dict[UpdateKind, int] = field(default_factory=dict)
    touchpoints: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.base = self.start

    def add(self, seq: int, happened: Happened) -> None:
        """Note the commit that made a journey's state `seq`, the highest so far."""
        self.newest = happened.at
        self._note(seq, happened)

    def prepend(self, older: Sequence[Happened]) -> None:
        """Note the commits right before `start`, the oldest first; those known already change nothing."""
        if older and self.newest is None:
            self.newest = older[-1].at
        for seq, happened in enumerate(older, self.start - len(older) + 1):
            self._note(seq, happened)
        self.base = min(self.base, self.start - len(older))

    def _note(self, seq: int, happened: Happened) -> None:
        kind = _KINDS[happened.kind]
        self.kinds[kind] = max(seq, self.kinds.get(kind, 0))
        if kind is UpdateKind.FEEDBACK:
            for touchpoint in happened.touchpoints:
                self.touchpoints[touchpoint] = max(seq, self.touchpoints.get(touchpoint, 0))

    def kinds_since(self, seq: int) -> list[UpdateKind]:
        """Tell which kinds of commits came after a state that is not before `base`."""
        return [kind for kind, last in self.kinds.items() if last > seq]

    def touchpoints_since(self, seq: int) -> frozenset[str]:
        """Tell where feedback came after a state that is not before `base`."""
        return frozenset(touchpoint for touchpoint, last in self.touchpoints.items() if last > seq)
