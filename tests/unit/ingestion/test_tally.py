"""A tally adds what is said and takes what is erased, in integers, in any order and any parts."""

import os
from collections import Counter, defaultdict
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.cell import PATHS
from scoring.sheet import Sheet
from service.documents.change import ChangeKind
from service.documents.ids import Kind
from service.documents.run import run_id
from service.ingestion.tally import Tally
from service.outbox import Committed
from service.rollups.filter import Span
from service.rollups.window import Window
from tests.unit.ingestion import plainly
from tests.unit.ingestion.drafting import NOON, id_of, remark
from tests.unit.ingestion.random_feedback import some

MERGES = int(os.environ.get("HEARTLINE_TEST_MERGES", "20000"))
SLOTS = 4
SAID, GONE = ChangeKind.FEEDBACK, ChangeKind.ERASURE


def pool(random, size, days=10):
    """Return rows as they are stored: two tenants, three touchpoints, ten days."""
    personas = [id_of(Kind.PERSONA, number) for number in range(2)]
    return [
        remark(
            tenant=random.choice(("acme", "other")),
            at=NOON - timedelta(days=random.randrange(days)),
            idempotency_key=str(number),
            touchpoint_id=id_of(Kind.TOUCHPOINT, random.randrange(3)),
            **some(random, personas),
        ).row
        for number in range(size)
    ]


def stored_key(tenant, journey, day_key):
    """Name a cell, apart from its slot."""
    return (tenant, journey, day_key.day, *day_key.key)


def plain_key(row):
    """Name the cell a row counts in."""
    return (row["tenant"], row["journey"], plainly.day(row), *plainly.window_key(row))


def added(tallies):
    """Add tallies up by cell."""
    sums = defaultdict(Counter)
    for tally in tallies:
        for journey, deltas in tally.journeys.items():
            for day_key, by in deltas.items():
                sums[stored_key(*journey, day_key)].update(by)
    return plainly.without_zeros(sums)


def runs_of(tallies):
    """Add tallies up by run."""
    sums = defaultdict(Counter)
    for tally in tallies:
        for run, gained in tally.runs.items():
            sums[run].update(gained.counts)
    return plainly.without_zeros(sums)


def plain_runs(rows):
    """Add rows up by run."""
    sums = defaultdict(Counter)
    for row in rows:
        if "run" in row:
            seen = (f"seen.{row['touchpoint']}", f"days.{plainly.day(row)}")
            sums[run_id(row["tenant"], row["journey"], row["run"])].update(seen)
    return sums


def test_a_tally_is_what_plain_loops_count():
    """All fields at random: cells and runs as an independent computation has them, to the last digit."""
    rows = pool(Random(1), 3_000)
    tally = Tally.of(SAID, 1, rows)
    assert added([tally]) == plainly.cells(rows, plain_key)
    assert runs_of([tally]) == plain_runs(rows)
    assert {path for part in added([tally]).values() for path in part} == set(PATHS)


@given(st.integers(0, 2**32), st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_parts_in_any_order_add_up_to_the_whole(seed, sizes):
    """Cut into parts, shuffled and added up: the same integers; taken away again: nothing at all."""
    random = Random(seed)
    rows = pool(random, sum(sizes))
    whole = Tally.of(SAID, 1, rows)
    random.shuffle(rows)
    parts = [Tally.of(SAID, 1, [rows.pop() for _ in range(size)]) for size in sizes]
    assert added(parts) == added([whole])
    assert runs_of(parts) == runs_of([whole])


@given(st.integers(0, 2**32), st.integers(0, 20), st.integers(0, 20))
def test_taking_away_undoes_adding(seed, stays, goes):
    """What stays counts as if what went had never been."""
    rows = pool(Random(seed), stays + goes)
    both, gone = Tally.of(SAID, 1, rows), Tally.of(GONE, -1, rows[stays:])
    assert added([both, gone]) == added([Tally.of(SAID, 1, rows[:stays])])
    assert runs_of([both, gone]) == runs_of([Tally.of(SAID, 1, rows[:stays])])


def test_a_run_begins_on_its_earliest_day():
    """`first` is the least day, in whatever order a phone sends."""
    rows = [remark(at=NOON - timedelta(days=days), run_ref="r").row for days in (1, 3, 2)]
    [run] = Tally.of(SAID, 1, rows).runs.values()
    assert run.first == plainly.day(rows[1])


class World:
    """Cells by slot and a window per journey, fed by tallies as the database and a process would be."""

    def __init__(self, span):
        self.span = span
        self.slots = defaultdict(Counter)
        self.windows = {}
        self.beats = Counter()

    def merge(self, tally, slot):
        """Add one commit in one slot."""
        for note in tally.notes():
            journey = (note.tenant, note.journey)
            for day_key, by in note.deltas.items():
                self.slots[slot, *stored_key(*journey, day_key)].update(by)
            self.beats[journey, slot] += 1
            commit = Committed(*journey, slot, self.beats[journey, slot], note.kind, note.deltas)
            read = Committed.read(commit.row())
            window = self.windows.get(journey, Window(self.span, {}, Sheet.of({})))
            self.windows[journey] = window.after([read])

    def cells(self):
        """Add the slots up."""
        sums = defaultdict(Counter)
        for key, by in self.slots.items():
            sums[key[1:]].update(by)
        return plainly.without_zeros(sums)

    def window_cells(self):
        """Return what the windows hold, by tenant, journey and key."""
        held = {
            (*journey, *key): dict(zip(PATHS, window.sheet._counts[row].tolist(), strict=True))  # noqa: SLF001  # every cell
            for journey, window in self.windows.items()
            for key, row in window.sheet._legend.rows.items()  # noqa: SLF001  # as above
        }
        return plainly.without_zeros(held)


@pytest.mark.parametrize("seed", [1, 2])
def test_any_number_of_merges_and_erasures_is_exact(seed):
    """Random commits and erasures in random slots: cells, windows and runs equal a recount of what is left.

    HEARTLINE_TEST_MERGES sets how many feedback are merged or erased.
    """
    random = Random(seed)
    rows = pool(random, 2_000)
    days = sorted(map(plainly.day, rows))
    world = World(Span(days[0] + 3, None))
    alive, runs, merges = [], defaultdict(Counter), 0
    while merges < MERGES // 2:
        if alive and random.random() < 0.45:
            random.shuffle(alive)
            size = min(len(alive), random.randint(1, 500))
            alive, chosen = alive[size:], alive[:size]
            tally = Tally.of(GONE, -1, chosen)
        else:
            chosen = random.choices(rows, k=random.randint(1, 500))
            alive += chosen
            tally = Tally.of(SAID, 1, chosen)
        world.merge(tally, random.randrange(SLOTS))
        for run, gained in tally.runs.items():
            runs[run].update(gained.counts)
        merges += len(chosen)
    assert world.cells() == plainly.cells(alive, plain_key)
    assert plainly.without_zeros(runs) == plain_runs(alive)
    within = [row for row in alive if plainly.day(row) >= days[0] + 3]
    assert world.window_cells() == plainly.cells(
        within, lambda row: (row["tenant"], row["journey"], *plainly.window_key(row))
    )
    assert any(count < 0 for by in world.slots.values() for count in by.values())
