"""Trips: one customer on one way through one journey, speaking now and then."""

from collections.abc import Iterator
from math import gcd
from random import Random
from typing import Final

from seeds.northline.habits import HABITS
from seeds.northline.luck import dice
from seeds.northline.occasion import DAY, Occasion, arrival, channel_for, lateness, time_on
from seeds.northline.routes import ROUTES, Route

LEAD: Final = 3 + 1 + max(route.longest for route in ROUTES)
"""How many days before a day a trip heard on it can have begun: the longest trip, a day for hurrying past
midnight, and three for late arrivals."""

STRIDE: Final = 37
"""Customers set out in about this step through their persona's numbers: neighbours do not travel together."""

SKIPPED: Final = {"join": 0, "outage": 1, "bill": 1}
"""How many halves of a persona's people a journey begins after: together the journeys reach everybody."""


def _customer(journey: str, persona: str, trip: int) -> int:
    people = HABITS[persona].customers
    stride = next(stride for stride in range(STRIDE, 2 * STRIDE) if gcd(stride, len(people)) == 1)
    return people[(trip + SKIPPED[journey] * len(people) // 2) * stride % len(people)]


def _way(rng: Random, route: Route, persona: str, day: int, trip: int) -> Iterator[tuple[bool, Occasion]]:
    """Yield every touchpoint passed until the trip ends, and whether something is said there."""
    run, customer = f"{route.journey}-{persona}-{trip:06d}", _customer(route.journey, persona, trip)
    now = day * DAY
    for step in route.steps:
        if rng.random() >= step.visited:
            continue
        day += rng.randint(*step.after)
        channel = channel_for(rng, step.touchpoint, day, persona)
        now = max(time_on(rng, day, channel, persona), now + rng.randrange(300, 3_600))
        reluctance = rng.random() * (0.3 if step is route.steps[-1] else 1.0)
        place = (step.touchpoint, channel, persona, customer, run)
        occasion = Occasion(reluctance, arrival(rng, now, lateness(rng)), now, *place, rng.getrandbits(64))
        yield rng.random() < step.speaks, occasion
        if rng.random() < step.given_up(channel):
            return


def _heard(way: list[tuple[bool, Occasion]]) -> list[Occasion]:
    """Return what is said on the way; who kept silent all along is asked at the end."""
    return [occasion for speaks, occasion in way if speaks] or [way[-1][1]._replace(reluctance=0.0)]


def trips_from(seed: int, day: int) -> Iterator[Occasion]:
    """Yield what is said on all trips that begin on a day, which may lie up to LEAD before the epoch."""
    for route in ROUTES:
        for persona, departures in route.departures.items():
            for number in range(departures):
                trip = (day + LEAD) * departures + number
                rng = dice(seed, "trip", route.journey, persona, trip)
                yield from _heard(list(_way(rng, route, persona, day, trip)))
