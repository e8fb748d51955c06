"""Measures: how well an analyser reads texts whose emotion is known, as the model card tells it."""

import hashlib
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np

from scoring.cell import CONFIDENT
from scoring.emotion.buckets import Ints
from scoring.emotion.figures import calibration_curve, f1_by_emotion, figures, read_by
from scoring.emotion.languages import Identify
from scoring.emotion.lexicon_analyser import LexiconAnalyser
from scoring.emotion.linear import LinearAnalyser
from scoring.emotion.weights import ENGLISH
from scoring.emotions import EMOTIONS, VALENCE
from scoring.vocabulary import Emotion
from training.texts import Labelled

THRESHOLDS: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Confidences from which on answers are counted, in the table of what that leaves."""

PAIRS: Final = 8
"""How many confusions are told."""

FEW: Final = 30
"""An emotion with fewer texts is not among them: each would be three of a hundred."""

ROUNDS: Final = 3

_CODES: Final = tuple(info.code for info in EMOTIONS)


@dataclass(frozen=True, slots=True)
class Part:
    """What was measured on one collection of texts. Shares are 0..1, rounded to four digits.

    `weights` is the beginning of the SHA-256 of the weights that were measured, `figures` and `lexicon` those
    of `scoring.emotion.figures`, of the model and of the lexicons alone. `emotions` has n, F1 and, of the
    answers that are scored, how many there are and how many are right. `curve` has confidence, share right
    and n of each bin, `thresholds` the confidence, the share that reaches it and how much of that is right.
    `confused` are emotions, what they were taken for, and by which share; `sides` where the wrong answers
    that are scored lie: same side of neutral, neutral on one hand, opposite.
    """

    weights: str
    figures: dict[str, float]
    lexicon: dict[str, float]
    emotions: dict[str, list[float | None]]
    curve: list[list[float]]
    thresholds: list[list[float]]
    confused: list[tuple[str, str, float]]
    sides: list[float]


def english(_: str) -> tuple[str, float]:
    """Take every text for English."""
    return "en", 1.0


def weights_id(path: Path = ENGLISH) -> str:
    """Name the weights by what they are."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def part(texts: Labelled) -> Part:
    """Measure the shipped weights, whatever language a text looks like."""
    truth = texts.codes
    probabilities, valences = read_by(LinearAnalyser.load(identify=english), texts.texts)
    likeliest, confidence = probabilities.argmax(axis=1), probabilities.max(axis=1)
    right = likeliest == truth
    return Part(
        weights_id(),
        _rounded(asdict(figures(truth, probabilities, valences))),
        _rounded(asdict(figures(truth, *read_by(LexiconAnalyser(english), texts.texts)))),
        _emotions(truth, likeliest, confidence >= CONFIDENT),
        [[round(mean, 4), round(share, 4), n] for mean, share, n in calibration_curve(right, confidence)],
        [
            [least, round(float(sure.mean()), 4), round(float(right[sure].mean()), 4)]
            for least in THRESHOLDS
            if (sure := confidence >= least).any()
        ],
        _confused(truth, likeliest),
        _sides(truth, likeliest, confidence >= CONFIDENT),
    )


def cost(texts: Labelled, identify: Identify) -> dict[str, float]:
    """Measure what it costs: MB of weights, seconds to load them, ms of a core for a text alone.

    The least of some rounds, each with words that were not met before: what else runs here only adds.
    """
    identify("")
    load, middle, late = np.min([_round(texts, identify) for _ in range(ROUNDS)], axis=0).tolist()
    return {
        "megabytes": round(ENGLISH.stat().st_size / 1e6, 1),
        "load": round(load, 3),
        "p50": round(middle, 2),
        "p99": round(late, 2),
    }


def _round(texts: Labelled, identify: Identify) -> tuple[float, float, float]:
    began = time.perf_counter()
    analyser = LinearAnalyser.load(identify=identify)
    loaded = time.perf_counter() - began
    took = []
    for text in texts.texts:
        began = time.thread_time()
        analyser.analyse([text])
        took.append((time.thread_time() - began) * 1e3)
    middle, late = np.percentile(took, (50, 99))
    return loaded, float(middle), float(late)


def _rounded(told: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in told.items()}


def _emotions(
    truth: Ints, answers: Ints, sure: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> dict[str, list[float | None]]:
    told: dict[str, list[float | None]] = {}
    for code, f1 in f1_by_emotion(truth, answers).items():
        said = sure & (answers == code)
        exact = round(float((truth[said] == code).mean()), 4) if said.any() else None
        told[_CODES[code].value] = [int((truth == code).sum()), round(f1, 4), int(said.sum()), exact]
    return told


def _confused(truth: Ints, answers: Ints) -> list[tuple[str, str, float]]:
    counts = np.zeros((len(Emotion), len(Emotion)))
    np.add.at(counts, (truth, answers), 1)
    whole = counts.sum(axis=1, keepdims=True)
    shares = np.where(whole >= FEW, counts / np.maximum(whole, 1), 0)
    np.fill_diagonal(shares, 0)
    most = np.argsort(-shares, axis=None, kind="stable")[:PAIRS]
    pairs = zip(*np.unravel_index(most, shares.shape), strict=True)
    return [
        (_CODES[true].value, _CODES[taken].value, round(float(shares[true, taken]), 4))
        for true, taken in pairs
    ]


def _sides(truth: Ints, answers: Ints, sure: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[float]:
    wrong = sure & (answers != truth)
    signs = np.sign(np.array(VALENCE))
    product = signs[truth[wrong]] * signs[answers[wrong]]
    return [round(float((product == side).mean()), 4) for side in (1, 0, -1)]
