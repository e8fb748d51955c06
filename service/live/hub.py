"""The hub: every subscriber of this process, told by the change stream alone."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Self

from service.live.seat import Ask, Seat, Sink
from service.mongo.client import Mongo
from service.outbox import Committed
from service.rollups import Rollups


def _now() -> datetime:
    return datetime.now(UTC)


class Hub:
    """Listens while entered. It may be entered before the database can be reached."""

    def __init__(
        self,
        mongo: Mongo,
        rollups: Rollups,
        listeners: Sequence[Callable[[Committed], None]] = (),
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._mongo = mongo
        self._rollups = rollups
        self._listeners = listeners
        self._now = now

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop listening, and serve nobody any more."""

    @property
    def fresh(self) -> bool:
        """Whether all that was committed until a second ago has been heard."""
        return False

    @property
    def seats(self) -> int:
        """How many subscribers there are."""
        return 0

    @property
    def topics(self) -> int:
        """How many journeys they follow."""
        return 0

    def take(self, ask: Ask, sink: Sink) -> Seat:  # noqa: ARG002  # the working one follows
        """Give a subscriber a seat: first the present state (see `Ask.after_seq`), then every later one."""
        return Seat()
