"""What the lexicons find in a customer's words, whatever they are."""

from collections.abc import Sequence
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.emotion.lexicon import felt
from scoring.emotion.lexicon_entries import Entry, Lexicon, Role
from scoring.emotion.words import read_words
from scoring.vocabulary import Emotion

TELLING = (
    "not no never good bad slow easy but although finally works too very would be great if ? . , ! 😡 🎉"
)


def valence(text: str) -> float:
    """Give what is felt in a text that is known to say something."""
    found = felt(read_words(text).words).valence
    assert found is not None
    return found


def test_nothing_found_has_no_valence() -> None:
    """Words that say nothing of feelings leave the valence open, not zero."""
    found = felt(read_words("Gate 4 to Carrow").words)
    assert (found.valence, found.strength, found.emotions) == (None, 0.0, {})


def test_a_straight_face_is_found_and_neutral() -> None:
    """An emoji that says "neither" is a finding: valence 0, and its emotion."""
    found = felt(["😐"])
    assert found.valence == 0.0
    assert list(found.emotions) == [Emotion.NEUTRAL]


@given(st.lists(st.one_of(st.text(max_size=8), st.sampled_from(TELLING.split()))))
def test_any_words_have_a_bounded_valence(words: Sequence[str]) -> None:
    """Total: any strings are read; sums are never negative, the valence agrees with them within -1..1."""
    found = felt(words)
    assert found.positive >= 0
    assert found.negative >= 0
    assert found.strength == pytest.approx(found.positive + found.negative)
    assert all(evidence >= 0 for evidence in found.emotions.values())
    if found.valence is not None:
        assert -1 <= found.valence <= 1
        assert (found.valence > 0) == (found.positive > found.negative)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Emoji, lone surrogates, no text at all: each has findings or none, never an error."""
    assert felt(read_words(text).words).strength >= 0


@given(st.permutations(["not", "not good", "not good at", "good", "can't fault", "cant fault", "fault"]))
def test_the_order_of_entries_is_irrelevant(phrases: Sequence[str]) -> None:
    """A lexicon is a set: the longest phrase wins, and one that is spelt out beats a derived spelling."""
    entries = {phrase: Entry(Role.FEELING, len(phrase) / 100) for phrase in phrases}
    lexicon = Lexicon(entries)
    for phrase in phrases:
        words = phrase.split()
        assert lexicon.longest([*words, "x"], 0) == (entries[phrase], len(words))
    assert lexicon.longest(["cannot", "fault"], 0) == (entries["can't fault"], 2)
    assert lexicon.longest(["not", "good", "as"], 0) == (entries["not good"], 2)
    assert lexicon.longest(["x"], 0) == (None, 1)


def test_a_stronger_word_weighs_more() -> None:
    """Intensifiers strengthen, diminishers weaken, and both keep the sign."""
    assert valence("very good") > valence("good") > valence("slightly good") > 0
    assert valence("absolutely awful") < valence("awful") < valence("slightly awful") < 0


def test_a_word_repeated_has_bounds() -> None:
    """Seven hundred times "very" is not a number too large to be told."""
    assert valence("very " * 700 + "good") == valence("very very very very good") < 1
    assert valence("good " * 700) < 1


def test_what_is_said_last_weighs_most() -> None:
    """After "but", and in the last sentence, stands what decides."""
    assert valence("awful but wonderful") > valence("wonderful but awful")
    assert valence("Awful food. Wonderful staff.") > valence("Wonderful staff. Awful food.")
    assert valence("Awful food. But wonderful staff.") > valence("Awful food. Wonderful staff.")


def test_a_question_praises_less() -> None:
    """Whether it is good is asked, not said."""
    assert valence("is it good?") < valence("it is good")


def test_emoji_are_never_negated() -> None:
    """A face shows what is felt, whatever words stand before it."""
    assert valence("no 🎉") > 0
    assert valence("never 😡") < 0


def test_a_negated_emotion_is_not_named() -> None:
    """Who is not happy feels no joy, who was not scared no fear, and too good is no satisfaction."""
    assert list(felt(["not", "happy"]).emotions) == [Emotion.DISAPPOINTMENT]
    assert felt(["not", "scared"]).emotions == {}
    assert list(felt(["too", "good"]).emotions) == [Emotion.DISAPPOINTMENT]


def test_what_works_at_last_is_a_relief() -> None:
    """Relief speaks where something good came "finally"."""
    assert list(felt(["it", "is", "finally", "good"]).emotions) == [Emotion.RELIEF]


def test_what_was_hoped_for_disappoints() -> None:
    """Good things that were promised or might have been did not happen."""
    assert valence("we had hoped for a friendly hotel") < 0
    assert valence("it would have been lovely") < 0
    assert list(felt(["we", "had", "hoped", "for", "it"]).emotions) == [Emotion.DISAPPOINTMENT]


def test_a_wish_is_hardly_praise() -> None:
    """What would be lovely is not lovely yet."""
    assert 0 < valence("that would be lovely") < valence("that is lovely") / 2


def test_a_verb_that_is_negated_alone_is_a_lack() -> None:
    """The page that "won't" is no praise, even where nobody knows the verb."""
    assert -0.2 < valence("it won't reload") < 0


@pytest.mark.parametrize(
    "words", [["but"], ["not"], ["😡"], ["great", "but", "awful", "."], ["couldn't", "have", "been"]]
)
def test_a_thousand_words_take_milliseconds(words: Sequence[str]) -> None:
    """Whatever is repeated: 1,000 words take less than 3 ms, or 20 where every line of code is watched."""
    many = (list(words) * 1_000)[:1_000]
    times = []
    for _ in range(5):
        begun = perf_counter()
        felt(many)
        times.append(perf_counter() - begun)
    assert min(times) < 0.02
