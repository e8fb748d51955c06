"""Lessons are parted so that what judges was never learned from."""

from itertools import chain

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.emotion.lessons import Lessons, different, parted


def lessons(words: list[str], codes: list[int]) -> Lessons:
    """Make lessons of one word each."""
    return Lessons(tuple((word,) for word in words), np.array(codes, np.int64))


def test_equal_texts_are_one():
    """Their first places in order, and for each text which of these it equals."""
    firsts, same = different([("a",), ("b", "c"), ("a",), ("b",)])
    assert (firsts.tolist(), same.tolist()) == ([0, 1, 3], [0, 1, 0, 2])


def test_chosen_lessons():
    """In the order asked for, each with its own emotion."""
    chosen = lessons(["a", "b", "c"], [3, 1, 2]).chosen(np.array([2, 0]))
    assert (chosen.texts, chosen.codes.tolist(), len(chosen)) == ((("c",), ("a",)), [2, 3], 2)


@given(
    st.lists(st.tuples(st.sampled_from("abcdefghijklmnop"), st.integers(0, 17)), min_size=1),
    st.floats(0.1, 0.5),
    st.integers(0, 99),
)
def test_every_text_is_in_one_part(rows, share, seed):
    """And equal texts in the same, whatever they are labelled; the same seed parts them alike."""
    words, codes = map(list, zip(*rows, strict=True))
    parts, again = (parted(lessons(words, codes), share, seed) for _ in range(2))
    places = [parts.learn.tolist(), parts.calibrate.tolist(), parts.held_out.tolist()]
    assert sorted(chain(*places)) == list(range(len(rows)))
    texts = [{words[at] for at in part} for part in places]
    assert sum(map(len, texts)) == len(set(words))
    assert [again.learn.tolist(), again.calibrate.tolist(), again.held_out.tolist()] == places


def test_each_emotion_has_its_share_of_each_part():
    """To one text more or less, whatever the emotions' frequencies."""
    counts = {0: 100, 5: 10, 17: 50}
    codes = [code for code, count in counts.items() for _ in range(count)]
    told = lessons([str(number) for number in range(160)], codes)
    parts = parted(told, 0.2, seed=4)
    for part, share in ((parts.held_out, 0.2), (parts.calibrate, 0.16), (parts.learn, 0.64)):
        for code, count in counts.items():
            assert abs((told.codes[part] == code).sum() - share * count) < 2
    assert parted(told, 0.2, seed=5).held_out.tolist() != parts.held_out.tolist()
