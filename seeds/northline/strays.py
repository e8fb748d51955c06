"""Strays: single voices outside any trip. Surveys, interviews, notes of an agent, and the odd post."""

from typing import Final

from scoring.vocabulary import Channel
from seeds.northline.habits import habit_of
from seeds.northline.luck import Chance, dice
from seeds.northline.occasion import Occasion, arrival, channel_for, lateness, time_on

PLACES: Final = Chance(
    {
        "join.offer": 8.0,
        "join.plans": 6.0,
        "join.coverage": 5.0,
        "join.talk": 6.0,
        "join.checkout": 5.0,
        "join.identity": 4.0,
        "join.delivery": 5.0,
        "join.first-use": 4.0,
        "outage.notice": 5.0,
        "outage.status": 6.0,
        "outage.contact": 5.0,
        "outage.diagnosis": 5.0,
        "outage.technician": 5.0,
        "outage.confirmation": 3.0,
        "outage.follow-up": 2.5,
        "bill.arrives": 9.0,
        "bill.understand": 16.0,
        "bill.dispute": 7.0,
        "bill.resolution": 8.0,
        "bill.renewal": 7.0,
        "bill.decide": 4.0,
    }
)

POSTED: Final = {
    "join.offer": 0.5,
    "outage.notice": 0.5,
    "outage.status": 0.4,
    "bill.dispute": 0.4,
    "bill.renewal": 0.4,
}
"""How many of the voices from there are posts on social media; fewer from anywhere else."""

NEVER_POSTED: Final = frozenset({"join.identity", "outage.follow-up"})

TRAVELLERS: Final[dict[str, Chance[str | None]]] = {
    "join": Chance({None: 3, "maya": 3, "john": 1.5, "rosa": 2, "deniz": 3}),
    "outage": Chance({None: 3, "john": 1.5, "rosa": 2, "deniz": 2, "priya": 3}),
    "bill": Chance({None: 3, "maya": 3, "john": 2, "rosa": 2, "priya": 2}),
}
POSTERS: Final[Chance[str | None]] = Chance({None: 6, "deniz": 4})

KNOWN: Final = 0.6
"""The share of strays whose customer is known; posts come from strangers."""


def stray(seed: int, day: int, number: int) -> Occasion:
    """Return the stray of that number among those that reach Northline on that day."""
    rng = dice(seed, "stray", day, number)
    late = lateness(rng)
    touchpoint = PLACES.draw(rng)
    posted = touchpoint not in NEVER_POSTED and rng.random() < POSTED.get(touchpoint, 0.12)
    journey = touchpoint.split(".", 1)[0]
    persona = (POSTERS if posted and journey != "bill" else TRAVELLERS[journey]).draw(rng)
    channel = Channel.SOCIAL if posted else channel_for(rng, touchpoint, day - late, persona)
    occurred = time_on(rng, day - late, channel, persona)
    customer = rng.choice(habit_of(persona).customers) if not posted and rng.random() < KNOWN else None
    place = (touchpoint, channel, persona, customer, None)
    return Occasion(rng.random(), arrival(rng, occurred, late), occurred, *place, rng.getrandbits(64))
