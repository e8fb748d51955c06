"""Answers: what an emotion server says about a batch of texts, read without believing any of it."""

from collections.abc import Iterator

import orjson

from scoring.vocabulary import Emotion
from service.analysers.failure import ServerFailed
from service.analysers.labels import weigh


def read_answer(body: bytes, texts: int) -> list[dict[Emotion, float]]:
    """Read each text's emotions with their probabilities (see `weigh`) from the body of an answer.

    It is a JSON list with one entry for each of `texts`: a list of {"label": ..., "score": ...}, or an object
    of scores by label. Raises ServerFailed for anything else.
    """
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise ServerFailed("answered what is no JSON") from None
    if not isinstance(answer, list):
        raise ServerFailed("answered no list")
    if len(answer) != texts:
        raise ServerFailed(f"answered {len(answer)} entries for {texts} texts")
    return [weigh(_scores(entry)) for entry in answer]


def _scores(entry: object) -> Iterator[tuple[str, float]]:
    match entry:
        case dict():
            yield from (_score(label, score) for label, score in entry.items())
        case list():
            yield from (_labelled(item) for item in entry)
        case _:
            raise ServerFailed("answered an entry that is neither a list nor an object")


def _labelled(item: object) -> tuple[str, float]:
    match item:
        case {"label": label, "score": score}:
            return _score(label, score)
    raise ServerFailed("answered an item without a label and a score")


def _score(label: object, score: object) -> tuple[str, float]:
    if isinstance(label, str) and isinstance(score, int | float) and not isinstance(score, bool):
        return label, score
    raise ServerFailed("answered a label that is no text or a score that is no number")
