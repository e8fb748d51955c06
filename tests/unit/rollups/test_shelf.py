"""The shelf keeps what is read often, within its bytes, whatever makes the windows grow."""

from datetime import UTC, datetime

import bson
import pytest

from scoring.plan import Plan
from scoring.selection import Selection
from service.documents.cell import DayKey
from service.documents.change import ChangeKind
from service.outbox import Committed, StoredDeltas
from service.rollups.shelf import MOST_PENDING, MOST_PENDING_CELLS, Shelf
from tests.unit.rollups.windows import commit, empty
from tests.unit.scoring.making import key as cell
from tests.unit.scoring.making import planned

A, B, C = ("acme", "a"), ("acme", "b"), ("acme", "c")
SMALL = empty().after([commit(1)])
GREAT = 1 << 30
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Map:
    """As much of a journey as scoring asks for."""

    plan = Plan((planned("t"),), ())
    revision = 1


def large(beat, cells, *, stored):
    """Return a commit to the first journey that moves so many cells, in memory or as the stream tells it."""
    deltas = {DayKey(20_000 + day, cell()): {"n": 1, "sumV": 7_000, "emo.3": 1} for day in range(cells)}
    made = Committed("acme", "a", 0, beat, ChangeKind.FEEDBACK, deltas, at=NOON)
    row = made.row()
    return Committed.read(row, StoredDeltas(bson.encode({"cells": row["cells"]}))) if stored else made


def test_what_was_put_is_got():
    """A window by tenant and journey; the same journey's id in another tenant is nothing."""
    shelf = Shelf(GREAT)
    shelf.put(A, SMALL)
    assert shelf.get(A) is SMALL
    assert shelf.get(B) is None
    assert shelf.get(("other", "a")) is None
    assert shelf.nbytes == SMALL.nbytes


def test_the_least_recently_used_goes_first():
    """Reading keeps a window; the one nobody read for longest makes room."""
    shelf = Shelf(2 * SMALL.nbytes)
    shelf.put(A, SMALL)
    shelf.put(B, SMALL)
    shelf.get(A)
    shelf.put(C, SMALL)
    assert (shelf.get(B), shelf.get(A), shelf.get(C)) == (None, SMALL, SMALL)
    assert shelf.nbytes == 2 * SMALL.nbytes


def test_one_window_too_large_is_kept_alone():
    """A journey larger than the bound is still read from memory."""
    shelf = Shelf(1)
    shelf.put(A, SMALL)
    shelf.put(B, SMALL)
    assert (len(shelf), shelf.get(B)) == (1, SMALL)


def test_replacing_a_window_weighs_it_anew():
    """A journey is weighed once, as it is now."""
    shelf = Shelf(GREAT)
    larger = SMALL.after([commit(n, touchpoint=str(n)) for n in range(2, 50)])
    shelf.put(A, SMALL)
    shelf.put(A, larger)
    assert (len(shelf), shelf.nbytes) == (1, larger.nbytes)


def test_own_commits_are_taken_in_when_read():
    """What this process committed is in the next window got; other journeys are not touched."""
    shelf = Shelf(GREAT)
    shelf.put(A, empty())
    shelf.put(B, empty())
    shelf.hear(commit(1, journey="a"))
    shelf.hear(commit(2, journey="a"))
    shelf.hear(commit(1, journey="nobody reads it"))
    assert (shelf.get(A).seq, shelf.get(B).seq, len(shelf)) == (2, 0, 2)


def test_a_commit_heard_too_early_leaves_the_window_behind():
    """Without the one between nothing is added: the reader asks the database for both."""
    shelf = Shelf(GREAT)
    shelf.put(A, empty())
    shelf.hear(commit(2, journey="a"))
    assert shelf.get(A).seq == 0
    shelf.hear(commit(1, journey="a"))
    assert shelf.get(A).seq == 1


def test_commits_nobody_reads_do_not_pile_up():
    """After so many a window takes them in unread."""
    shelf = Shelf(GREAT)
    shelf.put(A, empty())
    for beat in range(1, MOST_PENDING + 1):
        shelf.hear(commit(beat, journey="a", touchpoint=str(beat)))
    assert shelf._places[A].pending == {}  # noqa: SLF001  # memory has no public face
    assert shelf._places[A].window.seq == MOST_PENDING  # noqa: SLF001  # as above


@pytest.mark.parametrize("stored", [True, False])
def test_large_commits_nobody_reads_do_not_pile_up(stored):
    """An import tells of thousands of cells in a few commits: they count, not the commits alone."""
    shelf = Shelf(GREAT)
    shelf.put(A, empty())
    heard = 0
    while (place := shelf._places[A]).window.seq == 0:  # noqa: SLF001  # as above
        heard += 1
        shelf.hear(large(heard, 100, stored=stored))
    assert 1 < heard < 2 * MOST_PENDING_CELLS / 100
    assert (place.pending, place.window.seq) == ({}, heard)
    shelf.hear(large(heard + 1, 100, stored=stored))
    assert len(place.pending) == 1


def test_windows_that_grow_by_commits_stay_within_the_bound():
    """A window that was small when it was put makes room when it has grown."""
    grown = empty().after([commit(beat, touchpoint=str(beat)) for beat in range(1, 101)])
    shelf = Shelf(grown.nbytes + SMALL.nbytes)
    for key in (A, B, C):
        shelf.put(key, empty())
    for beat in range(1, 101):
        shelf.hear(commit(beat, journey="c", touchpoint=str(beat)))
    assert shelf.get(C).nbytes == grown.nbytes
    assert shelf.get(A) is None
    assert shelf.nbytes == shelf.get(B).nbytes + shelf.get(C).nbytes


def test_scores_that_are_worked_out_stay_within_the_bound():
    """What is kept of answers counts too: many filters on many journeys push windows out."""
    shelf = Shelf(3 * SMALL.nbytes)
    for key in (A, B):
        shelf.put(key, empty().after([commit(1)]))
    for number in range(8):
        shelf.get(B).scored(Map, Selection(personas=frozenset({str(number)})))
    assert shelf.get(B).seq == 1
    assert shelf.get(A) is None


def test_hearing_a_commit_again_changes_nothing():
    """Own commits are told at once and once more by the stream: none is kept twice, none is counted twice."""
    shelf = Shelf(GREAT)
    shelf.put(A, empty())
    for _ in range(2 * MOST_PENDING):
        shelf.hear(commit(1, journey="a"))
    assert len(shelf._places[A].pending) == 1  # noqa: SLF001  # memory has no public face
    assert shelf.get(A).seq == 1
    shelf.hear(commit(1, journey="a"))
    assert shelf._places[A].pending == {}  # noqa: SLF001


def test_what_was_heard_during_a_catching_up_is_not_lost():
    """A newer window takes in what was heard while it was made; what it has already is passed over."""
    shelf = Shelf(GREAT)
    shelf.put(A, empty())
    for beat in (3, 4):
        shelf.hear(commit(beat, journey="a"))
    shelf.put(A, empty().after([commit(beat, journey="a") for beat in (1, 2, 3)]))
    assert shelf.get(A).seq == 4


def test_a_forgetful_shelf_is_empty():
    """Nothing is kept, nothing is weighed."""
    shelf = Shelf(GREAT)
    shelf.put(A, SMALL)
    shelf.forget()
    assert (shelf.get(A), len(shelf), shelf.nbytes) == (None, 0, 0)
