"""Words are told apart by hashed features, and alike words have features in common."""

from math import sqrt
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.emotion.buckets import BUCKETS, LONGEST, bag_of, features_of
from tests.unit.scoring.emotion.small import ANYTHING


def test_features_are_the_word_and_its_letter_runs() -> None:
    """A word, "ab", is marked <ab>: itself, two runs of three and one of four, by CRC-32."""
    assert features_of("ab") == [crc32(each) % BUCKETS for each in (b"=<ab>", b"<ab", b"ab>", b"<ab>")]
    assert features_of("ab") == [31146, 8052, 27787, 11676]


def test_an_empty_word_is_itself_alone() -> None:
    """It has no run."""
    assert features_of("") == [crc32(b"=<>") % BUCKETS]


def test_a_word_is_not_its_only_run() -> None:
    """The word "a" and the run "<a>" are two features."""
    assert len(set(features_of("a"))) == 2


def test_alike_words_share_features() -> None:
    """A typing error leaves most of a word's runs; another word none."""
    word, typo, other = (set(features_of(each)) for each in ("disappointed", "dissappointed", "lucky"))
    assert len(word & typo) > len(word) / 2
    assert not word & other


def test_only_the_beginning_of_a_word_is_looked_at() -> None:
    """A word of a thousand letters costs what one of 24 does, and is the same."""
    assert features_of("a" * 1_000) == features_of("a" * LONGEST) != features_of("a" * (LONGEST - 1))


def test_letters_of_four_bytes_cost_no_more() -> None:
    """As many bytes are looked at as a word of plain letters has."""
    assert len(features_of("\U00020000" * LONGEST)) == len(features_of("a" * LONGEST))


@given(ANYTHING)
def test_anything_has_features(word: str) -> None:
    """Each is a bucket, at least one, and always the same."""
    found = features_of(word)
    assert found
    assert all(0 <= each < BUCKETS for each in found)
    assert found == features_of(word)


def test_a_bag_holds_words_one_after_another() -> None:
    """A word weighs 1, its n runs 1 / sqrt(n) each."""
    bag = bag_of(["ab", "", "a"])
    assert bag.features.tolist() == [*features_of("ab"), *features_of(""), *features_of("a")]
    assert bag.starts.tolist() == [0, 4, 5]
    assert bag.weights.tolist() == pytest.approx([1, *[1 / sqrt(3)] * 3, 1, 1, 1])
    assert bag.weights.dtype == np.float32


@given(st.lists(ANYTHING, min_size=1, max_size=5), st.lists(ANYTHING, min_size=1, max_size=5))
def test_a_word_has_its_features_whatever_stands_beside_it(some: list[str], more: list[str]) -> None:
    """The bag of two lists is the one's, then the other's."""
    whole, first, second = bag_of(some + more), bag_of(some), bag_of(more)
    assert whole.features.tolist() == [*first.features, *second.features]
    assert whole.weights.tolist() == [*first.weights, *second.weights]
    assert whole.starts.tolist() == [*first.starts, *(second.starts + len(first.features))]
