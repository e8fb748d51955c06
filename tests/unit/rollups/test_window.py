"""A window takes in commits exactly once, in whatever order they are heard, or says that one is missing."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.plan import Plan
from scoring.selection import DEFAULT_SELECTION, Selection
from service.rollups.filter import Span
from service.rollups.window import MOST_SCORES, reflects
from tests.unit.rollups.windows import cells_of, commit, empty
from tests.unit.scoring.making import planned


class Map:
    """As much of a journey as scoring asks for."""

    plan = Plan((planned("t"),), ())
    revision = 1


def n_of(window):
    """Count the emotions a window holds."""
    return window.scored(Map, Selection()).n


def test_commits_are_taken_in_once():
    """The same commit heard twice, or already in the cells that were read, changes nothing."""
    window = empty().after([commit(1), commit(2)])
    again = window.after([commit(2), commit(1), commit(2)])
    assert (n_of(again), again.seq, again.vector) == (2, 2, {0: 2})


def test_a_missing_commit_is_noticed():
    """A gap in one slot's numbers gives no window; a gap that another message fills gives one."""
    assert empty().after([commit(2)]) is None
    assert empty().after([commit(1), commit(3)]) is None
    assert empty().after([commit(1), commit(1, slot=7), commit(3, slot=7)]) is None
    assert empty().after([commit(2), commit(1)]).seq == 2


def test_slots_are_numbered_apart():
    """Each process counts its own commits; seq is their sum."""
    window = empty().after([commit(1, slot=0), commit(1, slot=63), commit(2, slot=63)])
    assert (window.vector, window.seq, n_of(window)) == ({0: 1, 63: 2}, 3, 3)


def test_days_outside_are_counted_in_seq_alone():
    """Late feedback from before the window moves seq and no cell; days ahead count."""
    window = empty(Span(10, None)).after([commit(1, day=9), commit(2, day=10), commit(3, day=11)])
    assert (window.seq, n_of(window)) == (3, 2)
    assert empty(Span(10, 10)).after([commit(1, day=11)]).sheet is not None
    assert n_of(empty(Span(10, 10)).after([commit(1, day=11)])) == 0


def test_an_older_window_stays_as_it_was():
    """Who holds a window may go on reading it while newer ones are made."""
    first = empty().after([commit(1)])
    second = first.after([commit(2)])
    assert (n_of(first), n_of(second), first.seq, second.seq) == (1, 2, 1, 2)


@given(st.lists(st.integers(0, 3), max_size=12), st.integers(0, 2**32), st.integers(0, 12))
def test_the_order_of_hearing_does_not_matter(slots, seed, cut):
    """Any order, any cut into two calls (if none is missing between), any repetition: the same window."""
    beats: dict[int, int] = {}
    commits = []
    for slot in slots:
        beats[slot] = beats.get(slot, 0) + 1
        commits.append(commit(beats[slot], slot, touchpoint=f"t{slot}", n=beats[slot]))
    whole = empty().after(commits)
    shuffled = commits + commits[: len(commits) // 2]
    Random(seed).shuffle(shuffled)
    at_once = empty().after(shuffled)
    assert (at_once.vector, cells_of(at_once)) == (whole.vector, cells_of(whole))
    in_two = empty().after(commits[:cut]).after(shuffled)
    assert (in_two.vector, cells_of(in_two)) == (whole.vector, cells_of(whole))


@pytest.mark.parametrize(
    ("vector", "pulses", "answer"),
    [
        ({}, {}, True),
        ({0: 1}, {}, True),
        ({}, {0: 1}, False),
        ({0: 2}, {0: 1}, True),
        ({0: 1, 1: 5}, {0: 1, 1: 6}, False),
        ({0: 1}, {0: 1, 1: 1}, False),
    ],
)
def test_reflects(vector, pulses, answer):
    """A vector reflects pulses when no slot is behind."""
    assert reflects(vector, pulses) is answer


def test_scores_are_worked_out_once_per_state_selection_and_revision():
    """The same question is answered from memory; another selection, revision or commit is not."""
    window = empty().after([commit(1)])
    known = window.scored(Map, DEFAULT_SELECTION)
    assert window.scored(Map, DEFAULT_SELECTION) is known
    assert window.scored(Map, Selection()) is not known

    class Edited(Map):
        revision = 2

    assert window.scored(Edited, DEFAULT_SELECTION) is not known
    assert window.after([commit(2)]).scored(Map, DEFAULT_SELECTION).n == 2


def test_kept_scores_are_bounded_and_weighed():
    """However many filters clients think of, a window keeps a few scores, and they count as memory."""
    window = empty().after([commit(1)])
    bare = window.nbytes
    for number in range(3 * MOST_SCORES):
        window.scored(Map, Selection(personas=frozenset({str(number)})))
        assert len(window.scores) <= MOST_SCORES
        assert window.nbytes > bare
