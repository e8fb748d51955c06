"""What a persona tends to do: where they go, when they speak, how hard they take things, and who they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from scoring.vocabulary import Channel
from seeds.northline.luck import Chance
from seeds.northline.moments.moment import met

CUSTOMERS: Final = 4_000
"""Customers of Northline, numbered from 0; each belongs to one persona."""


def hours(*busy: tuple[int, int, float]) -> Chance[int]:
    """Return hours of the day (UTC) from (first, last, weight) spans; hours in none are never drawn."""
    return Chance({hour: weight for first, last, weight in busy for hour in range(first, last + 1)})


@dataclass(frozen=True, eq=False)
class Habit:
    """A persona's ways. `customers` are those who are like this, `lean` multiplies a moment's channels.

    `tilt` is by touchpoint or channel, -1..1: below 0 things are taken worse. `strength` is added to how
    intense a feeling is.
    """

    customers: range
    lean: Mapping[Channel, float]
    awake: Chance[int]
    tilt: dict[str, float]
    strength: float = 0.0


HABITS: Final[dict[str, Habit]] = {
    "maya": Habit(
        range(1_000),
        met(app=2.4, messenger=2, chat=1.5, web=1.2, sms=1, email=0.8, shop=0.6, phone=0.5),
        hours((2, 4, 1), (6, 8, 3), (12, 13, 4), (17, 22, 3)),
        {"join.plans": -0.1, "join.first-use": 0.15, "bill.arrives": -0.15, "bill.renewal": -0.1},
    ),
    "john": Habit(
        range(1_000, 1_800),
        met(web=3, phone=3, email=2, app=0.8, shop=0.5, chat=0.6),
        hours((7, 8, 5), (9, 17, 2), (18, 20, 1)),
        {"join.plans": -0.1, "bill.dispute": -0.1, "bill.resolution": 0.1},
    ),
    "rosa": Habit(
        range(1_800, 2_800),
        met(shop=4, phone=3, in_person=2, sms=1.2, email=0.7, web=0.5, app=0.5, chat=0.2, messenger=0.2),
        hours((8, 11, 4), (12, 14, 1), (15, 18, 3)),
        {"APP": -0.2, "WEB": -0.1, "SHOP": 0.15, "join.talk": 0.2, "bill.decide": 0.1},
        strength=-0.05,
    ),
    "deniz": Habit(
        range(2_800, 3_400),
        met(chat=4, messenger=4, app=1.6, ads=2, web=1.2, sms=0.8, email=0.5, shop=0.4, phone=0.2),
        hours((0, 1, 2), (10, 17, 1), (18, 23, 4)),
        {
            "join.offer": 0.15,
            "join.identity": -0.15,
            "outage.status": -0.15,
            "outage.diagnosis": -0.2,
            "CHAT": 0.1,
        },
        strength=0.08,
    ),
    "priya": Habit(
        range(3_400, 4_000),
        met(web=2.6, app=1.6, chat=1.5, phone=1.2, email=1.2, messenger=0.6, shop=0.2),
        hours((6, 9, 4), (10, 17, 3), (18, 22, 1)),
        {"outage.notice": -0.2, "outage.contact": -0.1, "outage.technician": 0.2, "outage.confirmation": 0.1},
        strength=0.05,
    ),
}
"""By persona."""

ANYBODY: Final = Habit(
    range(CUSTOMERS), {}, hours((0, 5, 0.3), (6, 8, 2), (9, 16, 3), (17, 21, 4), (22, 23, 1.5)), {}
)
"""The ways of someone no persona is known of."""

STAFFED: Final = frozenset({Channel.SHOP, Channel.PHONE, Channel.IN_PERSON})
"""Channels with somebody at the other end, in opening hours only."""

OPENING: Final = hours((8, 9, 2), (10, 12, 4), (13, 16, 3), (17, 19, 4))


def habit_of(persona: str | None) -> Habit:
    """Return the ways of a persona, or of anybody."""
    return ANYBODY if persona is None else HABITS[persona]
