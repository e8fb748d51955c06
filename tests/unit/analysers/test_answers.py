"""Answers of emotion servers: read without believing any of it."""

import pytest

from scoring.vocabulary import Emotion
from service.analysers.answers import read_answer
from service.analysers.failure import ServerFailed


def test_lists_of_labels_and_scores():
    """The common answer: a list for each text."""
    first = b'[{"label": "joy", "score": 0.5}, {"label": "anger", "score": 0.25, "id": 3}]'
    body = b"[" + first + b', [{"label": "FEAR", "score": 1}]]'
    assert read_answer(body, 2) == [{Emotion.JOY: 0.5, Emotion.ANGER: 0.25}, {Emotion.ANXIETY: 1.0}]


def test_objects_of_scores():
    """The short one: an object for each text."""
    assert read_answer(b'[{"joy": 0.5, "anger": 0.25}]', 1) == [{Emotion.JOY: 0.5, Emotion.ANGER: 0.25}]


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        (b"", "answered what is no JSON"),
        (b"<html>It works!</html>", "answered what is no JSON"),
        (b'[[{"label": "joy", "score": NaN}]]', "answered what is no JSON"),
        (b'[[{"label": "joy", "score": 1e999}]]', "answered what is no JSON"),
        (b"[" * 50_000, "answered what is no JSON"),
        (b'[[{"label": "joy\xff", "score": 1}]]', "answered what is no JSON"),
        (b'{"error": "loading"}', "answered no list"),
        (b"[]", "answered 0 entries for 1 texts"),
        (b'[{"joy": 1}, {"joy": 1}]', "answered 2 entries for 1 texts"),
        (b'[{"label": "joy", "score": 1}]', "answered a label that is no text or a score that is no number"),
        (b'["joy"]', "answered an entry that is neither a list nor an object"),
        (b"[null]", "answered an entry that is neither a list nor an object"),
        (b"[[[]]]", "answered an item without a label and a score"),
        (b'[[{"label": "joy"}]]', "answered an item without a label and a score"),
        (b'[[{"label": 3, "score": 1}]]', "answered a label that is no text or a score that is no number"),
        (b'[{"joy": "1"}]', "answered a label that is no text or a score that is no number"),
        (b'[{"joy": true}]', "answered a label that is no text or a score that is no number"),
        (b'[{"joy": null}]', "answered a label that is no text or a score that is no number"),
        (b'[{"joy": -0.1}]', "answered a score outside 0..1"),
        (b'[{"LABEL_1": 0.9}]', "answered no label that is an emotion's name or one of GoEmotions'"),
        (b"[{}]", "answered no label that is an emotion's name or one of GoEmotions'"),
        (b"[[]]", "answered no label that is an emotion's name or one of GoEmotions'"),
    ],
)
def test_anything_else_is_a_failure_that_says_what(body, fact):
    """The fact names what is wrong, never what was said."""
    with pytest.raises(ServerFailed) as failure:
        read_answer(body, 1)
    assert str(failure.value) == fact
