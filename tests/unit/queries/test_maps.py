"""A map is made once of what is stored, and anew as soon as anything else is stored."""

import bson

from scoring.vocabulary import Channel
from service.documents.ids import Kind, new_id
from service.documents.journey import Journey, StageEntry, TouchpointEntry
from service.queries.maps import Maps


def a_journey(name: str = "Join") -> Journey:
    """Draw a journey of one touchpoint."""
    stage = StageEntry(id=new_id(Kind.STAGE), name="Use")
    place = TouchpointEntry(
        id=new_id(Kind.TOUCHPOINT), stage=stage.id, name="Unpack", channels=(Channel.WEB,)
    )
    return Journey(id=new_id(Kind.JOURNEY), tenant="acme", name=name, stages=(stage,), touchpoints=(place,))


def stored(journey: Journey) -> bytes:
    """Write a journey as the database does."""
    return bson.encode(journey.stored())


def test_the_same_bytes_are_the_same_journey():
    """What is stored again and again unchanged is made once, and equals what was stored."""
    maps, journey = Maps(), a_journey()
    first = maps.journey(stored(journey))
    assert first == journey
    assert maps.journey(stored(journey)) is first


def test_whatever_changes_makes_another():
    """A change of any field makes another journey, its revision apart; the old one stays as it was."""
    maps, journey = Maps(), a_journey()
    before = maps.journey(stored(journey))
    after = maps.journey(stored(journey.changed(name="Leave")))
    assert (before.name, after.name) == ("Join", "Leave")
    assert before.revision == after.revision


def test_no_more_bytes_are_kept_than_allowed():
    """The one used longest ago goes first; what is known stays right."""
    size = len(stored(a_journey()))
    maps = Maps(most_bytes=size * 10)
    journeys = [a_journey() for _ in range(10)]
    made = [maps.journey(stored(each)) for each in journeys]
    assert maps.nbytes == size * 10
    assert maps.journey(stored(journeys[0])) is made[0]
    maps.journey(stored(a_journey()))
    assert maps.nbytes == size * 10
    assert maps.journey(stored(journeys[0])) is made[0]
    assert maps.journey(stored(journeys[1])) is not made[1]


def test_a_huge_map_is_not_kept():
    """One map does not drive out all others: over an eighth of the room it is made each time."""
    journey = a_journey()
    maps = Maps(most_bytes=len(stored(journey)) * 8 - 1)
    assert maps.journey(stored(journey)) == journey
    assert maps.nbytes == 0
