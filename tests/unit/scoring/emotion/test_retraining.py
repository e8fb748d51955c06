"""Retraining helps on texts it did not learn from, or changes nothing."""

from dataclasses import replace
from itertools import product

import numpy as np

from scoring.emotion.lessons import Lessons
from scoring.emotion.model import Model
from scoring.emotion.retraining import Retrained, retrained
from scoring.emotion.weights import save_weights
from tests.unit.scoring.emotion.small import model

TEXTS = tuple(
    product(("tram", "bus", "train"), ("was", "is"), ("late", "full", "clean", "new"), ("", "!", "?"))
)
CODES = np.array([{"late": 16, "full": 16, "clean": 4, "new": 4}[text[2]] for text in TEXTS])
LESSONS = Lessons(TEXTS, CODES)
LEARNED, CALIBRATING = LESSONS.chosen(np.arange(0, 72, 2)), LESSONS.chosen(np.arange(1, 72, 2))


def right(model: Model, lessons: Lessons) -> float:
    """Which share it names rightly."""
    return float((model.probabilities(lessons.texts)[0].argmax(axis=1) == lessons.codes).mean())


def loss(model: Model, lessons: Lessons) -> float:
    """Mean log loss."""
    found = model.probabilities(lessons.texts)[0][np.arange(len(lessons)), lessons.codes]
    return float(-np.log(np.maximum(found, 1e-6)).mean())


def taught(start: Model, learned: Lessons = LEARNED, seed: int = 0, epochs: int = 20) -> Retrained:
    """Teach it by the lessons above."""
    return retrained(start, learned, CALIBRATING, seed=seed, epochs=epochs)


def test_it_learns_what_it_is_taught():
    """Texts that nobody learned from are read better; the networks of chat stay."""
    start = model()
    made = taught(start)
    assert made.changed
    assert made.epoch > 0
    assert right(made.model, CALIBRATING) > right(start, CALIBRATING)
    assert loss(made.model, CALIBRATING) < loss(start, CALIBRATING)
    assert made.model.networks[1:] == start.networks[1:]


def test_the_same_makes_the_same_bytes(tmp_path):
    """And another seed another model, under another version."""
    one, again, other = taught(model()), taught(model()), taught(model(), seed=1)
    for number, made in enumerate((one, again, other)):
        save_weights(made.model, tmp_path / str(number))
    files = [(tmp_path / str(number)).read_bytes() for number in range(3)]
    assert files[0] == files[1] != files[2]
    assert one.model.version == again.model.version != other.model.version


def test_a_version_tells_where_it_comes_from():
    """The version it began with, + and eight digits; never a second +."""
    made = taught(model()).model
    shipped, digits = made.version.split("+")
    assert (shipped, len(digits)) == ("small", 8)
    assert taught(made, epochs=40).model.version.split("+")[0] == "small"


def test_what_does_not_help_is_not_kept():
    """Lessons that contradict what a model surely knows to be so: it stays the very same."""
    start = model()
    sure = Model(start.networks, replace(start.calibration, sharpness=1000.0), "sure")
    known = sure.probabilities(TEXTS)[0].argmax(axis=1)
    made = retrained(sure, Lessons(TEXTS, (known + 1) % 18), Lessons(TEXTS, known), seed=0, epochs=2)
    assert (made.changed, made.epoch) == (False, 0)
    assert made.model is sure


def test_confidence_is_corrected_even_where_nothing_is_learned():
    """A model far too sure of what is wrong becomes less sure."""
    start = model()
    sure = Model(start.networks, replace(start.calibration, sharpness=8.0), "sure")
    wrong = Lessons(LEARNED.texts, np.full(len(LEARNED), 9))
    made = retrained(sure, wrong, CALIBRATING, seed=0, epochs=1)
    assert made.changed
    assert made.model.calibration.sharpness < 8


def test_progress_is_told():
    """Each text as often as it is used."""
    heard: list[int] = []
    retrained(model(), LEARNED, CALIBRATING, seed=0, epochs=3, tick=heard.append)
    assert sum(heard) == 3 * len(LEARNED)
