"""What the model is taught and judged by is well formed, balanced, and kept apart."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from scoring.emotion.goemotions import GOEMOTIONS
from scoring.emotion.words import read_words
from scoring.emotions import CODES
from scoring.vocabulary import Channel, Emotion
from training.texts import SENTENCES, goemotions, sentences

LEARN, HELD_OUT = (sorted((SENTENCES / part).glob("*.tsv")) for part in ("learn", "held_out"))
FEWEST = {"learn": 400, "held_out": 200}


def lines(file: Path) -> list[list[str]]:
    """Give the fields of each line."""
    return [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a GoEmotions of five texts."""
    (tmp_path / "labels.txt").write_text("anger\njoy\npride\ncuriosity\nneutral\n")
    rows = ["hm\t4\ta1", "wow, I did it!\t1,2\ta2", "grr why\t0,3\ta3", "naïve 😀\t1\ta4", "I, me\t1,2,0\ta5"]
    (tmp_path / "dev.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def test_goemotions_are_read(folder: Path) -> None:
    """A text with several labels is shared among their emotions: two labels of one emotion count twice."""
    found = goemotions(folder, "dev")
    assert found.texts == ("hm", "wow, I did it!", "grr why", "naïve 😀", "I, me")
    joy, anger, interest = CODES[Emotion.JOY], CODES[Emotion.ANGER], CODES[Emotion.INTEREST]
    expected = np.zeros((5, 18), np.float32)
    expected[[1, 3], joy] = 1
    expected[0, CODES[Emotion.NEUTRAL]] = 1
    expected[2, [anger, interest]] = 0.5
    expected[4, [joy, anger]] = 2 / 3, 1 / 3
    np.testing.assert_allclose(found.shares, expected, rtol=1e-6)
    assert found.shares.dtype == np.float32


def test_single_ones_have_one_emotion(folder: Path) -> None:
    """Those with two are left out, those with two labels of one emotion are not; order stays."""
    found = goemotions(folder, "dev").single
    assert found.texts == ("hm", "wow, I did it!", "naïve 😀")
    assert found.codes.tolist() == [CODES[Emotion.NEUTRAL], CODES[Emotion.JOY], CODES[Emotion.JOY]]
    assert found.single.texts == found.texts


def test_the_code_is_the_largest_emotions(folder: Path) -> None:
    """Two thirds joy is joy."""
    assert goemotions(folder, "dev").codes[4] == CODES[Emotion.JOY]


def test_every_label_teaches_one_emotion() -> None:
    """GoEmotions' 28 labels, each once; only indifference is taught by our own sentences alone."""
    labels = [label for some in GOEMOTIONS.values() for label in some.split()]
    assert len(labels) == len(set(labels)) == 28
    assert set(Emotion) - set(GOEMOTIONS) == {Emotion.INDIFFERENCE}


@pytest.mark.parametrize("part", ["learn", "held_out"])
def test_sentences_are_read_from_all_files(part: str) -> None:
    """Every line has its text and one emotion, the one it says; every emotion is there often."""
    found = sentences(part)
    expected = [fields for file in sorted((SENTENCES / part).glob("*.tsv")) for fields in lines(file)]
    assert list(found.texts) == [text for _, _, text in expected]
    assert found.codes.tolist() == [CODES[Emotion(emotion)] for emotion, _, _ in expected]
    assert found.single.texts == found.texts
    assert min(Counter(found.codes.tolist()).values()) >= FEWEST[part]


@pytest.mark.parametrize("file", [*LEARN, *HELD_OUT], ids=lambda file: file.stem)
def test_a_file_is_well_formed(file: Path) -> None:
    """Three fields: an emotion, a channel, and words with nothing around them; no text twice, in any case."""
    for fields in lines(file):
        emotion, channel, text = fields
        assert emotion in set(Emotion)
        assert channel in set(Channel)
        assert text == text.strip()
        assert read_words(text).words
        assert not read_words(text).truncated
    texts = [text.casefold() for _, _, text in lines(file)]
    assert len(set(texts)) == len(texts)


def test_what_is_learned_from_is_balanced() -> None:
    """A file of all emotions has as many sentences of one as of another; others add to a few hard ones.

    What they add does not make these count for more: the recipe weighs.
    """
    counts = [Counter(emotion for emotion, _, _ in lines(file)) for file in LEARN]
    whole = [each for each in counts if set(each) == set(Emotion)]
    assert all(max(each.values()) - min(each.values()) <= 3 for each in whole)
    assert sum(each.total() for each in whole) > sum(each.total() for each in counts) * 0.75


@pytest.mark.parametrize("file", HELD_OUT, ids=lambda file: file.stem)
def test_what_is_judged_by_has_all_emotions(file: Path) -> None:
    """About as many of each: a tenth more or fewer at most."""
    counts = Counter(emotion for emotion, _, _ in lines(file))
    assert set(counts) == set(Emotion)
    assert max(counts.values()) <= 1.1 * min(counts.values())


def test_what_is_judged_by_was_not_learned() -> None:
    """No held out sentence is learned from, nor the same in other case, markup, spacing or drawn out."""
    learned, held_out = ({read_words(text).words for text in sentences(part).texts} for part in FEWEST)
    assert not learned & held_out


def test_the_same_words_mean_the_same() -> None:
    """No text is given one emotion here and another there."""
    emotions: dict[str, set[str]] = {}
    for file in (*LEARN, *HELD_OUT):
        for emotion, _, text in lines(file):
            emotions.setdefault(text.casefold(), set()).add(emotion)
    assert [text for text, said in emotions.items() if len(said) > 1] == []
