"""Groups: seats that are told the same, so that it is rendered once."""

from dataclasses import dataclass, field
from datetime import datetime

from service.live.rest import GRID_SECONDS, Rest
from service.live.seat import Audience, Place, Position, Seat
from service.live.topic import Topic
from service.live.update import Update

MOMENT_SECONDS = 0.001


@dataclass(slots=True)
class Group:
    """Seats of one audience, the update they are told, and the position it brings them to."""

    audience: Audience
    update: Update
    position: Position
    place: Place = field(default_factory=dict)


@dataclass(slots=True)
class _Plan:
    """An update and where the seats of each audience wait for it."""

    update: Update
    places: dict[Audience, Place] = field(default_factory=dict)


class Grouping:
    """Sorts the seats of a topic, as it is now: to be served, up to date, or first to be looked into.

    An audience tried less than a grid's width ago rests until the next point: a crowd comes together.
    """

    def __init__(self, topic: Topic, moment: datetime, now: float, rest: Rest) -> None:
        self.groups: list[Group] = []
        self._topic = topic
        self._position = topic.position
        self._now = now
        self._moment = moment
        self._rest = rest
        self._served = set[Audience]()
        self._snapshot = _Plan(topic.snapshot(moment))
        self._plans: dict[Position, _Plan | None] = {}
        self._by_update = {self._snapshot.update: self._snapshot}

    def place(self, seat: Seat, unsure: Place, idle: Place) -> Place:
        """Tell where a seat belongs. Who says that it saw a seq that there has been is believed."""
        if seat.claim is not None:
            if seat.claim > self._position.seq:
                return unsure
            seat.see(self._position._replace(seq=seat.claim))
        seen = seat.seen
        if seen is None:
            plan: _Plan | None = self._snapshot
        elif seen in self._plans:
            plan = self._plans[seen]
        elif self._topic.remembers(seen):
            plan = self._plans[seen] = self._plan(seen)
        else:
            return unsure
        if plan is None:
            return idle
        place = plan.places.get(seat.audience)
        return self._new(plan, seat.audience) if place is None else place

    def _plan(self, seen: Position) -> _Plan | None:
        update = self._topic.since(seen, self._moment)
        return self._by_update.setdefault(update, _Plan(update)) if update else None

    def _new(self, plan: _Plan, audience: Audience) -> Place:
        if audience not in self._served and self._now - GRID_SECONDS < audience.tried:
            place = self._rest.until(self._now + MOMENT_SECONDS)
        else:
            audience.tried = self._now
            self._served.add(audience)
            group = Group(audience, plan.update, self._position)
            self.groups.append(group)
            place = group.place
        plan.places[audience] = place
        return place
