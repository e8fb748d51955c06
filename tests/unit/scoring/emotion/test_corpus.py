"""A corpus gives any of its texts as if they had been laid out by themselves."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.emotion.batch import laid_out, rows_of
from scoring.emotion.buckets import bag_of
from scoring.emotion.corpus import MOST_WORDS, Corpus
from tests.unit.scoring.emotion.small import WORDS

TEXTS = st.lists(WORDS, min_size=1, max_size=8)


def test_it_is_as_long_as_its_texts() -> None:
    """Lengths count both ends."""
    corpus = Corpus([["not", "good"], [], ["bad"]])
    assert len(corpus) == 3
    assert corpus.lengths.tolist() == [4, 2, 3]


@given(TEXTS.flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(range(len(texts))))), st.data())
def test_chosen_texts_are_laid_out(drawn: tuple[list[list[str]], list[int]], data: st.DataObject) -> None:
    """In the order they were asked for; every row has its word's features."""
    texts, order = drawn
    chosen = order[: data.draw(st.integers(1, len(order)))]
    batch, bag, ids = Corpus(texts).batch(np.array(chosen))
    expected = laid_out([texts[at] for at in chosen])
    for name in ("starts", "lengths", "places", "felt"):
        assert np.array_equal(getattr(batch, name), getattr(expected, name))
    ends = [*bag.starts[1:], len(bag.features)]
    for row, word in zip(ids, rows_of([texts[at] for at in chosen]), strict=True):
        own = bag_of([word])
        assert bag.features[bag.starts[row] : ends[row]].tolist() == own.features.tolist()
        assert bag.weights[bag.starts[row] : ends[row]].tolist() == own.weights.tolist()


@given(TEXTS)
def test_a_word_is_there_once(texts: list[list[str]]) -> None:
    """However often it is said: that is what makes learning quick; no word of texts not chosen is there."""
    _, bag, ids = Corpus([*texts, ["elsewhere"]]).batch(np.arange(len(texts)))
    assert len(bag.starts) == len(set(ids.tolist())) == len(set(rows_of(texts)))


def test_a_long_text_is_cut() -> None:
    """What comes late in a text is not learned from; its evidence neither."""
    corpus = Corpus([["the"] * MOST_WORDS + ["terrible"]])
    batch, _, _ = corpus.batch(np.array([0]))
    assert corpus.lengths.tolist() == [MOST_WORDS + 2]
    assert not batch.felt.any()
