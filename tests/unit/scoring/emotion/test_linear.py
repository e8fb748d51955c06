"""The default analyser answers for any string, says what it does not know, and is the same in any company."""

import random
import tracemalloc
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.emotion import Analysis
from scoring.emotion.lexicon_analyser import LexiconAnalyser
from scoring.emotion.linear import AT_ONCE, LinearAnalyser
from scoring.emotion.weights import load_weights, save_weights
from scoring.vocabulary import Emotion
from tests.unit.scoring.emotion.small import ANYTHING, model

SHIPPED = load_weights()
ENGLISH = LinearAnalyser(SHIPPED, lambda _: ("en", 0.9))
GERMAN = LinearAnalyser(SHIPPED, lambda _: ("de", 0.9))
DOUBTFUL = LinearAnalyser(SHIPPED, lambda _: ("nl", 0.3))
TEXTS = (
    "Thank you so much, you saved my holiday!",
    "",
    "Three hours on hold and nobody helps, this is ridiculous",
    "😡😡",
    "the parcel came",
    "I am so worried it will not arrive in time",
    "12 34",
    "What a lovely surprise \U0001f389",
    "not good",
    "ok",
)


def told(analysis: Analysis) -> Mapping[str, object]:
    """Give an analysis as what can be compared with `pytest.approx`."""
    numbers = {emotion.name: share for emotion, share in analysis.distribution.items()}
    rest = (analysis.emotion, analysis.language, analysis.truncated, analysis.analyser, analysis.version)
    valence = {} if analysis.valence is None else {"valence": analysis.valence}
    return numbers | valence | {"confidence": analysis.confidence, "rest": hash(rest)}


def approximately(analysis: Analysis) -> object:
    """Say that numbers may be off by 1e-5."""
    return pytest.approx(told(analysis), abs=1e-5, rel=0)


def test_it_is_an_analyser() -> None:
    """It says its name and version, and is well."""
    assert (ENGLISH.name, ENGLISH.version, ENGLISH.health()) == ("linear", "1", None)
    assert ENGLISH.batch_size > AT_ONCE


def test_it_loads_heartlines_own_or_others(tmp_path: Path) -> None:
    """By a path; its version is the weights'."""
    save_weights(model(), tmp_path / "mine")
    assert LinearAnalyser.load(identify=lambda _: ("en", 1.0)).version == SHIPPED.version
    assert LinearAnalyser.load(tmp_path / "mine", identify=lambda _: ("en", 1.0)).version == "small"
    with pytest.raises(FileNotFoundError):
        LinearAnalyser.load(tmp_path / "none", identify=lambda _: ("en", 1.0))


@pytest.mark.parametrize(
    ("text", "emotion"),
    [
        ("Thank you so much, much appreciated!", Emotion.GRATITUDE),
        ("You are thieves, I want my money back NOW", Emotion.ANGER),
        ("I can't wait, counting down the days!", Emotion.EXCITEMENT),
        ("The toilet was filthy, absolutely disgusting", Emotion.DISGUST),
        ("I am so worried and scared about tomorrow", Emotion.ANXIETY),
        ("Phew, what a relief, it finally works", Emotion.RELIEF),
        ("I don't understand this bill at all, what does it mean?", Emotion.CONFUSION),
    ],
)
def test_plain_words_are_scored(text: str, emotion: Emotion) -> None:
    """What is said plainly is sure enough to be counted."""
    [analysis] = ENGLISH.analyse([text])
    assert analysis.emotion is emotion
    assert analysis.scored


def test_a_negation_turns_the_valence() -> None:
    """What is not good is bad, what is not bad is good."""
    good, bad = ENGLISH.analyse(["This is really good", "This is really not good at all"])
    assert (good.valence or 0) > 0.2
    assert (bad.valence or 0) < -0.2


@settings(max_examples=300)
@given(ANYTHING)
def test_any_string_has_an_analysis(text: str) -> None:
    """Eighteen probabilities that sum to 1, the likeliest the emotion and the confidence; or none."""
    [analysis] = ENGLISH.analyse([text])
    assert (analysis.analyser, analysis.version) == ("linear", "1")
    assert 0 <= analysis.confidence <= 1
    assert analysis.valence is None or -1 <= analysis.valence <= 1
    if analysis.emotion is None:
        assert (analysis.distribution, analysis.confidence) == ({}, 0)
        assert analysis.language is None
    else:
        assert list(analysis.distribution) == list(Emotion)
        assert sum(analysis.distribution.values()) == pytest.approx(1, abs=1e-5)
        assert min(analysis.distribution.values()) >= 0
        assert analysis.confidence == max(analysis.distribution.values())
        assert analysis.confidence == analysis.distribution[analysis.emotion]


@given(ANYTHING)
def test_another_language_is_not_guessed(text: str) -> None:
    """Whatever it says: where there are words there is no emotion."""
    [analysis] = GERMAN.analyse([text])
    if analysis.language == "de":
        assert (analysis.emotion, analysis.distribution, analysis.confidence) == (None, {}, 0)
        assert not analysis.scored
    else:
        assert told(analysis) == approximately(ENGLISH.analyse([text])[0])


def test_another_language_has_a_valence_by_emoji_alone() -> None:
    """Neither "die" nor "fast" is English there."""
    bare, shown = GERMAN.analyse(["die Rechnung ist fast super", "die Rechnung 😡"])
    assert (bare.language, bare.emotion, bare.valence) == ("de", None, None)
    assert (shown.language, shown.emotion) == ("de", None)
    assert (shown.valence or 0) < -0.5


def test_a_doubtful_language_is_read_as_english() -> None:
    """Two words look like any language; they are read."""
    [analysis] = DOUBTFUL.analyse(["super thanks"])
    assert (analysis.language, analysis.emotion) == ("en", Emotion.GRATITUDE)


@pytest.mark.parametrize("text", ["😡", "🎉🎉", "🙏", "😢 !!!", ":)", "👍🏽"])
def test_emoji_alone_are_read_by_the_lexicon(text: str) -> None:
    """In any country the same, with no language; but it was this analyser that was asked."""
    [here], [there] = ENGLISH.analyse([text]), GERMAN.analyse([text])
    [lexicon] = LexiconAnalyser(lambda _: ("en", 1.0)).analyse([text])
    assert here == there
    assert here.emotion is not None
    assert (here.language, here.analyser, here.version) == (None, "linear", SHIPPED.version)
    assert (here.distribution, here.valence) == (lexicon.distribution, lexicon.valence)


@pytest.mark.parametrize("text", ["", "   ", "\n", "12 34", "<br>", "\ud800", "\0", "\u202e", "\u0301"])
def test_where_there_is_nothing_nothing_is_said(text: str) -> None:
    """No emotion, no language, no valence, confidence 0."""
    assert ENGLISH.analyse([text]) == [
        Analysis(None, {}, None, 0.0, None, truncated=False, analyser="linear", version="1")
    ]


@pytest.mark.parametrize(
    ("text", "truncated"),
    [
        ("good " * 800, False),
        ("good " * 801, True),
        ("😡" * 4_000, True),
        ("a " * 801, True),
        ("ok", False),
    ],
)
def test_a_cut_text_says_so(text: str, *, truncated: bool) -> None:
    """4,000 characters and 800 words are read, whoever reads them."""
    [analysis] = ENGLISH.analyse([text])
    assert analysis.truncated is truncated
    assert analysis.emotion is not None


def test_no_text_has_no_analysis() -> None:
    """An empty batch is no error."""
    assert ENGLISH.analyse([]) == []


def test_long_texts_take_little_memory() -> None:
    """However many of the longest come together, and however new their words are."""
    letters = random.Random(5)
    texts = [" ".join("".join(letters.choices("abcdefgh", k=4)) for _ in range(800)) for _ in range(AT_ONCE)]
    analyser = LinearAnalyser(load_weights(), lambda _: ("en", 1.0))
    tracemalloc.start()
    try:
        analyser.analyse(texts)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 50_000_000


def test_texts_are_read_in_their_order() -> None:
    """One analysis each: more than are laid out together, in any order, one by one, and after each other."""
    texts = [f"{text} {number}" for number in range(5) for text in TEXTS]
    fresh = [LinearAnalyser(load_weights(), lambda _: ("en", 1.0)) for _ in TEXTS]
    alone = [approximately(one.analyse([text])[0]) for one, text in zip(fresh, TEXTS, strict=True)]
    order = random.Random(3).sample(range(len(TEXTS)), len(TEXTS))
    assert len(texts) > 3 * AT_ONCE
    assert [told(each) for each in ENGLISH.analyse(TEXTS)] == alone
    assert [told(each) for each in ENGLISH.analyse([TEXTS[at] for at in order])] == [
        alone[at] for at in order
    ]
    together = ENGLISH.analyse(texts)
    assert [told(each) for each in together] == [approximately(ENGLISH.analyse([text])[0]) for text in texts]


@given(st.lists(st.sampled_from(TEXTS), max_size=2 * AT_ONCE), ANYTHING)
def test_company_does_not_matter(texts: list[str], other: str) -> None:
    """A text is read the same wherever it stands among any others."""
    [alone] = ENGLISH.analyse([other])
    first, *_, last = ENGLISH.analyse([other, *texts, other])
    assert told(first) == approximately(alone)
    assert told(last) == approximately(alone)


def test_threads_do_not_disturb_each_other() -> None:
    """Eight threads, each with words of its own between: everyone has the same answers."""
    expected = [approximately(each) for each in ENGLISH.analyse(TEXTS)]
    shared = LinearAnalyser(load_weights(), lambda _: ("en", 0.9))

    def read(thread: int) -> bool:
        order = random.Random(thread)
        for turn in range(8):
            own = [" ".join(f"w{chr(97 + thread)}{chr(97 + turn)}{chr(97 + at)}" for at in range(26))]
            chosen = order.sample(range(len(TEXTS)), 5)
            answers = shared.analyse([TEXTS[at] for at in chosen] + own)[:-1]
            if [told(each) for each in answers] != [expected[at] for at in chosen]:
                return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(read, range(8)))
