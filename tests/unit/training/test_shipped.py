"""The model that comes with Heartline is as good, and as honest, as its card says."""

import pytest

from scoring.emotion.figures import Figures, read_by
from scoring.emotion.figures import figures as measured
from scoring.emotion.linear import LinearAnalyser
from training.measures import english
from training.texts import sentences


@pytest.fixture(scope="module")
def figures() -> Figures:
    """Measure the shipped model on sentences it was not taught."""
    texts = sentences("held_out")
    return measured(texts.codes, *read_by(LinearAnalyser.load(identify=english), texts.texts))


def test_it_is_measured_on_all(figures: Figures) -> None:
    """None of the sentences is left out, and they are many."""
    assert figures.n == len(sentences("held_out").texts) > 3_000


def test_it_rarely_turns_anger_into_joy(figures: Figures) -> None:
    """Less than one negative text in twenty is scored as positive."""
    assert figures.inverted < 0.05


def test_it_means_what_its_confidence_says(figures: Figures) -> None:
    """Expected calibration error below .08: what is .7 sure is right about 7 times in 10."""
    assert figures.error < 0.08


def test_it_scores_most_texts(figures: Figures) -> None:
    """More than .58 are sure enough, and three in four of these are right."""
    assert figures.coverage > 0.58
    assert figures.scored > 0.75


def test_its_valence_has_the_right_sign(figures: Figures) -> None:
    """More often than 6 times in 7."""
    assert figures.signs > 0.86


def test_it_knows_eighteen_emotions(figures: Figures) -> None:
    """The mean F1 of all is above .6, and so many are right: one in eighteen would be chance."""
    assert figures.f1 > 0.6
    assert figures.accuracy > 0.6
