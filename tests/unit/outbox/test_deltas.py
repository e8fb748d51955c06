"""A commit as it is stored, and as it is heard: its cells are read when somebody needs them."""

from datetime import UTC, datetime

import bson

from service.documents.cell import DayKey
from service.documents.change import ChangeKind
from service.outbox import Committed, StoredDeltas
from tests.unit.scoring.making import key

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DELTAS = {
    DayKey(20_000, key(touchpoint="a")): {"n": 2, "sumV": -7, "emo.3": 1},
    DayKey(20_001, key(touchpoint="b")): {"n": 1},
}
COMMIT = Committed("acme", "j", 3, 9, ChangeKind.FEEDBACK, DELTAS, 4, NOON)


def test_what_is_stored_is_what_was_committed():
    """Slot, beat, kind, revision, moment and deltas come back as they were."""
    row = COMMIT.row()
    assert row["_id"] == "j:3:9"
    assert Committed.read(row) == COMMIT


def test_a_change_of_an_older_version_made_no_revision():
    """Changes stored before they named a revision are read as those that made none."""
    row = COMMIT.row()
    del row["revision"]
    assert Committed.read(row).revision == 0


def test_cells_stay_bytes_until_asked_for():
    """Hearing of a commit reads none of its cells; looking at one reads them all, once."""
    row = COMMIT.row()
    deltas = StoredDeltas(bson.encode({"cells": row.pop("cells")}))
    commit = Committed.read(row, deltas)
    assert commit.cells > 0
    assert deltas._read is None  # noqa: SLF001  # that nothing was done has no public face
    assert (len(deltas), set(deltas)) == (2, set(DELTAS))
    assert dict(commit.deltas) == DELTAS
    assert commit.deltas[DayKey(20_001, key(touchpoint="b"))] == {"n": 1}


def test_deltas_that_nobody_asked_for_may_be_broken():
    """Bytes that are no document harm nobody who does not look at them."""
    assert Committed.read(COMMIT.row(), StoredDeltas(b"?")).beat == 9
