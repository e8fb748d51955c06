"""The analyser that has only the lexicons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.emotion.lexicon_analyser import LexiconAnalyser
from scoring.vocabulary import Emotion

ENGLISH = LexiconAnalyser(lambda _: ("en", 0.9))
GERMAN = LexiconAnalyser(lambda _: ("de", 0.9))
DOUBTFUL = LexiconAnalyser(lambda _: ("nl", 0.3))


def test_it_is_an_analyser() -> None:
    """It says its name and version, and is well."""
    assert (ENGLISH.name, ENGLISH.version, ENGLISH.health()) == ("lexicon", "1", None)
    assert ENGLISH.batch_size > 0


def test_texts_are_read_in_their_order() -> None:
    """One analysis each."""
    good, bad = ENGLISH.analyse(["I love it", "I hate it"])
    assert (good.valence or 0) > 0 > (bad.valence or 0)
    assert (good.analyser, good.version, good.language, good.truncated) == ("lexicon", "1", "en", False)


@pytest.mark.parametrize(
    ("text", "emotion"),
    [
        ("You are thieves, I want my money back", Emotion.ANGER),
        ("I can't wait, counting down the days!", Emotion.EXCITEMENT),
        ("Thank you so much, much appreciated", Emotion.GRATITUDE),
        ("The toilet was filthy, disgusting", Emotion.DISGUST),
        ("I am so worried and scared", Emotion.ANXIETY),
        ("Phew, what a relief, it finally works", Emotion.RELIEF),
    ],
)
def test_plain_words_are_scored(text: str, emotion: Emotion) -> None:
    """What is said twice and plainly is sure enough to be counted."""
    [analysis] = ENGLISH.analyse([text])
    assert analysis.emotion is emotion
    assert analysis.scored


@pytest.mark.parametrize(
    ("text", "emotion"),
    [
        ("😡", Emotion.ANGER),
        ("🎉", Emotion.EXCITEMENT),
        ("🙏", Emotion.GRATITUDE),
        ("👍👍", Emotion.SATISFACTION),
        ("😍", Emotion.DELIGHT),
        ("😢", Emotion.SADNESS),
        ("🤢", Emotion.DISGUST),
    ],
)
def test_emoji_speak_for_themselves(text: str, emotion: Emotion) -> None:
    """A text of nothing but emoji has an emotion and no language."""
    [analysis] = GERMAN.analyse([text])
    assert (analysis.emotion, analysis.language) == (emotion, None)
    assert analysis.confidence > 0.5


def test_a_valence_alone_is_a_doubtful_emotion() -> None:
    """Words that are known to please or not, but not how, are never sure."""
    good, bad = ENGLISH.analyse(["a graceful motion", "a dismal motion"])
    assert good.emotion is Emotion.SATISFACTION
    assert bad.emotion is Emotion.DISAPPOINTMENT
    assert not good.scored
    assert not bad.scored


def test_words_that_say_nothing_are_doubtfully_neutral() -> None:
    """Finding nothing is no proof of calm: NEUTRAL, valence 0, never counted."""
    [analysis] = ENGLISH.analyse(["gate 4 to Carrow"])
    assert (analysis.emotion, analysis.valence) == (Emotion.NEUTRAL, 0.0)
    assert not analysis.scored


@pytest.mark.parametrize("text", ["", "   ", "12 34", "<br>", "\ud800"])
def test_no_words_have_no_emotion(text: str) -> None:
    """Where there is nothing to read, nothing is said: not even a language."""
    [analysis] = ENGLISH.analyse([text])
    assert (analysis.emotion, analysis.valence, analysis.language) == (None, None, None)
    assert (analysis.confidence, analysis.distribution) == (0.0, {})


def test_other_languages_are_not_guessed() -> None:
    """German has no emotion: its words would be misread ("die"); its emoji still show a valence."""
    bare, shown = GERMAN.analyse(["die Rechnung ist fast super", "die Rechnung 😡"])
    assert (bare.emotion, bare.valence, bare.language) == (None, None, "de")
    assert (shown.emotion, shown.confidence, shown.distribution) == (None, 0.0, {})
    assert (shown.valence or 0) < -0.5


def test_a_doubtful_language_is_read_as_english() -> None:
    """Two words look like any language; they are read."""
    [analysis] = DOUBTFUL.analyse(["super thanks"])
    assert (analysis.language, analysis.emotion) == ("en", Emotion.GRATITUDE)


def test_a_cut_text_says_so() -> None:
    """Only the beginning of 5,000 characters is read."""
    assert ENGLISH.analyse(["good " * 1_000])[0].truncated


@given(st.text())
def test_a_distribution_sums_to_one(text: str) -> None:
    """Or there is none; the emotion is the likeliest, and the confidence its probability."""
    [analysis] = ENGLISH.analyse([text])
    if analysis.emotion is None:
        assert analysis.distribution == {}
    else:
        assert sum(analysis.distribution.values()) == pytest.approx(1)
        assert analysis.confidence == max(analysis.distribution.values())
        assert analysis.confidence == analysis.distribution[analysis.emotion]
