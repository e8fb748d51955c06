"""What is read, and what of it is stored: an emotion of the analyser's own, never over anybody else's."""

import dataclasses
import math

import pytest

from scoring.emotion import Analysis
from scoring.vocabulary import Emotion
from service.analysers import is_for_reading, read_as
from service.documents.feedback import observation_of
from tests.unit.analysers.rows import a_row

ANALYSIS = Analysis(
    emotion=Emotion.ANGER,
    distribution={Emotion.ANGER: 0.812_345, Emotion.SADNESS: 0.187_64, Emotion.JOY: 0.000_015},
    valence=-0.612_34,
    confidence=0.812_345,
    language="en",
    truncated=False,
    analyser="wordy",
    version="3",
)


@pytest.mark.parametrize(
    ("fields", "read"),
    [
        ({"text": "Hm."}, True),
        ({"text": "Hm.", "nps": 3}, True),
        ({"text": "Hm.", "origin": "INFERRED"}, True),
        ({"nps": 3}, False),
        ({"text": "Hm.", "emotion": "JOY"}, False),
        ({"emotion": "JOY"}, False),
        ({"text": "Hm.", "emotion": "JOY", "origin": "INFERRED", "confidence": 0.2}, False),
        ({"text": "Hm.", "origin": "INFERRED", "confidence": 0.0}, False),
        ({"text": "Hm.", "emotion": "JOY", "origin": "INFERRED", "confidence": 0.2, "analysis": {}}, True),
        ({"text": "Hm.", "origin": "INFERRED", "confidence": 0.0, "analysis": {}}, True),
    ],
)
def test_texts_without_anybodys_emotion_are_read(fields, read):
    """A text nobody named an emotion for, or an analyser did; never a person's or a partner's."""
    assert is_for_reading(a_row(**fields)) is read


def test_a_reading_is_an_inferred_emotion():
    """All of it is stored, to four digits and without zeros; what was said stays."""
    row = a_row(text="It is broken.", nps=3)
    read = read_as(row, ANALYSIS)
    assert read == {
        **row,
        "origin": "INFERRED",
        "emotion": "ANGER",
        "intensity": 1.0,
        "valence": -7_000,
        "confidence": 0.8123,
        "analysis": {
            "analyser": "wordy",
            "version": "3",
            "language": "en",
            "valence": -0.6123,
            "distribution": {"17": 0.8123, "14": 0.1876},
        },
    }
    assert row == a_row(text="It is broken.", nps=3)


def test_doubt_is_kept_and_not_counted():
    """Below .5 the emotion is stored without a valence, and counts as unclassified."""
    read = read_as(a_row(text="Hm."), dataclasses.replace(ANALYSIS, confidence=0.49, truncated=True))
    assert (read["emotion"], read["confidence"]) == ("ANGER", 0.49)
    assert "valence" not in read
    assert read["analysis"]["truncated"] is True
    assert observation_of(read).increments() == {"unclassified": 1}


def test_what_could_not_be_read_is_unclassified():
    """No emotion, confidence 0, and who tried."""
    nothing = Analysis(None, {}, None, 0.0, None, False, "wordy", "3")  # noqa: FBT003  # as its fields stand
    read = read_as(a_row(text="..."), nothing)
    assert {name: read.get(name) for name in ("origin", "emotion", "valence", "confidence")} == {
        "origin": "INFERRED",
        "emotion": None,
        "valence": None,
        "confidence": 0.0,
    }
    assert read["analysis"] == {"analyser": "wordy", "version": "3", "distribution": {}}
    assert observation_of(read).increments() == {"unclassified": 1}


def test_a_second_reading_leaves_nothing_of_the_first():
    """Reading again is as reading for the first time."""
    row = a_row(text="It is broken.")
    doubtful = dataclasses.replace(ANALYSIS, confidence=0.1, language=None, version="4")
    nothing = dataclasses.replace(ANALYSIS, emotion=None, distribution={}, confidence=0.0, valence=None)
    for again in (doubtful, nothing, ANALYSIS):
        assert read_as(read_as(row, ANALYSIS), again) == read_as(row, again)


@pytest.mark.parametrize(
    "wrong",
    [
        {"confidence": math.nan},
        {"confidence": 1.1},
        {"confidence": -0.1},
        {"valence": math.inf},
        {"valence": -1.2},
        {"distribution": {Emotion.JOY: math.nan}},
        {"distribution": {Emotion.JOY: 2.0}},
    ],
)
def test_numbers_that_are_none_are_refused(wrong):
    """What would spoil a score is never stored."""
    with pytest.raises(ValueError, match="outside"):
        read_as(a_row(text="Hm."), dataclasses.replace(ANALYSIS, **wrong))
