"""Texts laid out as arrays keep their words, their ends and their evidence."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.emotion.batch import BEGIN, END, laid_out, rows_of
from scoring.emotion.buckets import LONGEST
from scoring.emotion.feelings import feelings
from tests.unit.scoring.emotion.small import WORDS


def test_a_batch_worked_by_hand() -> None:
    """Two words, none and one, each between its ends; an empty row before, between and after in `places`."""
    texts = [["not", "good"], [], ["bad"]]
    batch = laid_out(texts)
    assert rows_of(texts) == [BEGIN, "not", "good", END, BEGIN, END, BEGIN, "bad", END]
    assert batch.lengths.tolist() == [4, 2, 3]
    assert batch.starts.tolist() == [0, 4, 6]
    assert batch.places.tolist() == [1, 2, 3, 4, 6, 7, 9, 10, 11]


def test_rows_keep_no_more_of_a_word_than_is_looked_at() -> None:
    """A model keeps them by the thousand: none is to hold a text of 4,000 letters."""
    assert rows_of([["x" * 4_000]]) == [BEGIN, "x" * LONGEST, END]


def test_evidence_is_each_texts_own() -> None:
    """A row for each text, in float32."""
    batch = laid_out([["good"], ["terrible"]])
    assert batch.felt.dtype == np.float32
    assert batch.felt.tolist() == np.array([feelings(["good"]), feelings(["terrible"])], np.float32).tolist()


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_no_row_is_lost(texts: list[list[str]]) -> None:
    """`starts` and `lengths` give every text's words back; between two texts one place is free."""
    batch, rows = laid_out(texts), rows_of(texts)
    parts = [rows[at : at + n] for at, n in zip(batch.starts, batch.lengths, strict=True)]
    assert parts == [[BEGIN, *words, END] for words in texts]
    free = set(range(len(rows) + len(texts) + 1)) - set(batch.places.tolist())
    assert sorted(free) == [0, *(batch.places[batch.starts + batch.lengths - 1] + 1)]
