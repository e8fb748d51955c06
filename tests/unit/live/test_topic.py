"""A journey as its subscribers know it: which update brings one up to date."""

from datetime import UTC, datetime, timedelta

import pytest

from service.documents.change import ChangeKind
from service.live import Update, UpdateKind
from service.live.seat import Position
from service.live.topic import Topic
from tests.unit.live.listening import BEGIN, committed, happened

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOBODY = frozenset()
FEEDBACK, ERASURE = ChangeKind.FEEDBACK, ChangeKind.ERASURE
MAP_EDIT, ARCHIVED = ChangeKind.MAP_EDIT, ChangeKind.ARCHIVED


def begun(pulses=None) -> Topic:
    """Return a topic that knows its pulses."""
    topic = Topic("acme", "j")
    topic.learn(pulses or {})
    return topic


def told(topic, seq, moves=0, era=0):
    """Return what is told to who saw a state."""
    return topic.since(Position(era, seq, moves), NOW)


@pytest.mark.parametrize(
    ("kinds", "strongest"),
    [
        ((FEEDBACK,), UpdateKind.FEEDBACK),
        ((ERASURE, FEEDBACK), UpdateKind.ERASURE),
        ((MAP_EDIT, ERASURE, FEEDBACK), UpdateKind.MAP_EDIT),
        ((FEEDBACK, ARCHIVED, MAP_EDIT), UpdateKind.ARCHIVED),
    ],
)
def test_the_strongest_kind_is_told(kinds, strongest):
    """Of several commits the kind that stands furthest right in the schema; who saw more is told less."""
    topic = begun()
    for beat, kind in enumerate(kinds, 1):
        topic.hear(committed(beat, kind=kind))
    assert told(topic, 0).kind is strongest
    assert told(topic, len(kinds) - 1).kind == kinds[-1]
    assert told(topic, len(kinds)) is None


def test_touchpoints_are_those_since():
    """Only feedback counts, each touchpoint once, from the state that was seen."""
    topic = begun()
    topic.hear(committed(1, touchpoints="ab", at=BEGIN))
    topic.hear(committed(2, touchpoints="bc", at=NOW))
    topic.hear(committed(3, kind=ERASURE, touchpoints="d", at=BEGIN))
    assert told(topic, 0).touchpoints == {"a", "b", "c"}
    assert told(topic, 1) == Update(3, UpdateKind.ERASURE, BEGIN, frozenset("bc"))
    assert told(topic, 2).touchpoints == NOBODY


def test_a_commit_heard_twice_counts_once():
    """Slots have beats of their own; what pulses counted already is no news."""
    topic = begun({0: 2})
    assert not topic.hear(committed(2))
    assert topic.hear(committed(3))
    assert topic.hear(committed(1, slot=5))
    assert not topic.hear(committed(3))
    assert topic.position == Position(0, 4, 0)


def test_commits_heard_before_the_pulses_are_known():
    """The larger beat of each slot counts, and nobody can be told what came before."""
    topic = Topic("acme", "j")
    topic.hear(committed(7))
    topic.hear(committed(1, slot=2))
    assert not topic.known
    topic.learn({0: 6, 1: 3})
    assert (topic.known, topic.position.seq) == (True, 11)
    assert not topic.remembers(Position(0, 10, 0))
    assert topic.remembers(Position(0, 11, 0))


def test_a_window_that_moved_is_told():
    """A midnight without a commit is an update; it is told before feedback and after an archival."""
    topic = begun({0: 1})
    midnight = datetime(2026, 3, 1, tzinfo=UTC)
    topic.move(midnight)
    assert told(topic, 1) == Update(1, UpdateKind.WINDOW_MOVED, midnight, NOBODY)
    assert told(topic, 1, moves=1) is None
    topic.hear(committed(2, at=NOW))
    assert told(topic, 1) == Update(2, UpdateKind.WINDOW_MOVED, midnight, frozenset("t"))
    assert told(topic, 1, moves=1) == Update(2, UpdateKind.FEEDBACK, NOW, frozenset("t"))
    topic.hear(committed(3, kind=ARCHIVED, at=NOW))
    assert told(topic, 1).kind is UpdateKind.ARCHIVED


def test_a_restored_database_begins_again():
    """Lower pulses after a break: whoever saw the states before gets a snapshot, lower seq or not."""
    topic = begun({0: 5, 1: 5})
    topic.restate({0: 5, 1: 4})
    assert topic.position == Position(1, 9, 0)
    assert told(topic, 10) == Update(9, UpdateKind.SNAPSHOT, NOW, None)
    assert told(topic, 2).kind is UpdateKind.SNAPSHOT
    assert told(topic, 9, era=1) is None


def test_a_break_without_a_commit_changes_nothing():
    """What is remembered stays so; what came unheard is not remembered."""
    topic = begun({0: 5})
    topic.hear(committed(6))
    topic.restate({0: 6})
    assert told(topic, 5).kind is UpdateKind.FEEDBACK
    topic.restate({0: 8, 3: 1})
    assert topic.position == Position(0, 9, 0)
    assert not topic.remembers(Position(0, 8, 0))


def test_a_gap_in_a_slot_is_noticed():
    """A beat that was skipped was a commit all the same: what it was is not known."""
    topic = begun()
    topic.hear(committed(1))
    topic.hear(committed(4))
    assert topic.position.seq == 4
    assert not topic.remembers(Position(0, 3, 0))


def test_who_is_ahead_waits():
    """Another process told a state that is not heard here yet: nothing lower is told."""
    topic = begun({0: 3})
    topic.move(NOW)
    assert told(topic, 4) is None


def test_what_was_read_later_is_remembered():
    """Commits from before the topic's time, prepended, are told like those heard."""
    topic = begun({0: 3})
    older = [happened(committed(beat, touchpoints=place)) for beat, place in ((2, "a"), (3, "b"))]
    topic.history.prepend(older)
    assert told(topic, 2) == Update(3, UpdateKind.FEEDBACK, BEGIN, frozenset("b"))
    assert told(topic, 1).touchpoints == {"a", "b"}
    assert not topic.remembers(Position(0, 0, 0))
    topic.hear(committed(4, kind=ERASURE, at=BEGIN + timedelta(hours=1)))
    topic.history.prepend([happened(committed(1, touchpoints="c")), *older])
    assert told(topic, 0) == Update(4, UpdateKind.ERASURE, BEGIN + timedelta(hours=1), frozenset("abc"))
