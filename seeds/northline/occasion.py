"""An occasion to speak: somebody was somewhere at some time. What was felt and said follows from it."""

from functools import cache
from random import Random
from typing import Final, NamedTuple

from scoring.vocabulary import Channel
from seeds.northline.habits import OPENING, STAFFED, habit_of
from seeds.northline.luck import Chance
from seeds.northline.moments.moment import Moment
from seeds.northline.moments.timeline import moment_on

DAY: Final = 86_400
"""Seconds. Times in this package are whole seconds since 00:00 UTC of the company's epoch."""

LATE_SHARE: Final = 0.05
"""The share that reaches Northline on one of the three days after it happened: phones without a network."""

LATE_DAYS: Final = Chance({1: 0.6, 2: 0.25, 3: 0.15})


class Occasion(NamedTuple):
    """Who, where and when. `reluctance` 0..1: the least reluctant speak when not everyone does.

    It happened at `occurred` and reached Northline at `arrived`: the same second, or up to three days later.
    """

    reluctance: float
    arrived: int
    occurred: int
    touchpoint: str
    channel: Channel
    persona: str | None
    customer: int | None
    run: str | None
    luck: int

    @property
    def late(self) -> bool:
        """Whether it reached Northline on a later day than it happened on."""
        return self.arrived // DAY > self.occurred // DAY

    @property
    def moment(self) -> Moment:
        """Return the moment as it was on the day it happened."""
        return moment_on(self.touchpoint, self.occurred // DAY)


@cache
def _channels(moment: Moment, persona: str | None) -> Chance[Channel]:
    lean = habit_of(persona).lean
    return Chance({channel: weight * lean.get(channel, 1.0) for channel, weight in moment.channels.items()})


def channel_for(rng: Random, touchpoint: str, day: int, persona: str | None) -> Channel:
    """Return where this persona meets the touchpoint on that day."""
    return _channels(moment_on(touchpoint, day), persona).draw(rng)


def time_on(rng: Random, day: int, channel: Channel, persona: str | None) -> int:
    """Return a second of that day at which this persona would be there."""
    awake = OPENING if channel in STAFFED else habit_of(persona).awake
    return day * DAY + awake.draw(rng) * 3_600 + rng.randrange(3_600)


def lateness(rng: Random) -> int:
    """Return how many days later something reaches Northline: mostly none."""
    return LATE_DAYS.draw(rng) if rng.random() < LATE_SHARE else 0


def arrival(rng: Random, occurred: int, late: int) -> int:
    """Return when something reaches Northline: at once, or at some time of a later day."""
    return (occurred // DAY + late) * DAY + rng.randrange(DAY) if late else occurred
