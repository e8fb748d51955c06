"""Figures: how good an analyser's answers are, on texts whose emotion is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from scoring.cell import CONFIDENT
from scoring.emotion.analysis import Analyser
from scoring.emotion.buckets import Floats, Ints
from scoring.emotions import CODES, VALENCE

BINS: Final = 10
_VALENCE: Final = np.array(VALENCE)


@dataclass(frozen=True, slots=True)
class Figures:
    """All shares 0..1 over `n` texts. Undefined ones (nothing to divide by) are nan.

    `f1` is the mean F1 of the emotions that occur, by the likeliest emotion; `error` the expected calibration
    error over ten bins of confidence (Guo et al. 2017, arXiv:1706.04599); `coverage` the share with a
    confidence of .5 or more and `scored` how many of those are right; `inverted` the share of negative texts
    that are scored as positive, `signs` how often the valence has the right sign where there is one.
    """

    n: int
    accuracy: float
    f1: float
    error: float
    scored: float
    coverage: float
    inverted: float
    signs: float


def read_by(analyser: Analyser, texts: Sequence[str]) -> tuple[Floats, Floats]:
    """Have texts read: each one's probability of each emotion, by code, and its valence; 0 where unread."""
    analyses = analyser.analyse(texts)
    rows = [[each.distribution.get(emotion, 0.0) for emotion in CODES] for each in analyses]
    return np.array(rows), np.array([each.valence or 0.0 for each in analyses])


def figures(truth: Ints, probabilities: Floats, valences: Floats) -> Figures:
    """Measure probabilities (a row per text, by emotion code) and valences against the true codes."""
    likeliest, confidence = probabilities.argmax(axis=1), probabilities.max(axis=1)
    right, sure = likeliest == truth, confidence >= CONFIDENT
    real = _VALENCE[truth]
    negative = real < 0
    return Figures(
        len(truth),
        float(right.mean()),
        float(np.mean(list(f1_by_emotion(truth, likeliest).values()))),
        calibration_error(right, confidence),
        _mean(right[sure]),
        float(sure.mean()),
        _mean((sure & (_VALENCE[likeliest] > 0))[negative]),
        _mean((np.sign(valences) == np.sign(real))[real != 0]),
    )


def _mean(values: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
    return float(values.mean()) if len(values) else float("nan")


def f1_by_emotion(truth: Ints, answers: Ints) -> dict[int, float]:
    """Give the F1 of each emotion that occurs, by code: 2 right / (answered + true)."""
    return {
        int(code): 2
        * float(((truth == code) & (answers == code)).sum())
        / float((truth == code).sum() + (answers == code).sum())
        for code in np.unique(truth)
    }


def calibration_curve(
    right: np.ndarray[tuple[int], np.dtype[np.bool_]], confidence: Floats
) -> list[tuple[float, float, int]]:
    """Part answers into ten bins of confidence: of each that has any, mean confidence, share right and n."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    parts = [bins == number for number in range(BINS)]
    return [
        (float(confidence[part].mean()), float(right[part].mean()), int(part.sum()))
        for part in parts
        if part.any()
    ]


def calibration_error(right: np.ndarray[tuple[int], np.dtype[np.bool_]], confidence: Floats) -> float:
    """Mean distance of confidence and share right, over bins by their n."""
    curve = calibration_curve(right, confidence)
    return sum(n * abs(mean - share) for mean, share, n in curve) / len(right)
