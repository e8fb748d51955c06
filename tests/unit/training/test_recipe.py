"""The recipe teaches two networks, each its own, and calibrates them to be believed."""

from dataclasses import replace

import numpy as np
import pytest

from scoring.emotion.batch import laid_out
from scoring.emotion.figures import calibration_error
from scoring.emotion.model import Model
from scoring.emotion.network import OUTPUTS, Network
from scoring.emotion.weights import load_weights
from scoring.emotion.words import read_words
from scoring.emotions import CODES
from scoring.vocabulary import Emotion
from training.recipe import CHAT, CUSTOMERS, FALLS, RISES, VERSION, calibrated, teach, texts_taught, weights
from training.texts import Labelled, sentences

JOY, ANGER = CODES[Emotion.JOY], CODES[Emotion.ANGER]


def labelled(*codes: int, text: str = "so it is {}") -> Labelled:
    """Give texts of one emotion each."""
    return Labelled(
        tuple(text.format(at) for at in range(len(codes))), np.eye(18, dtype=np.float32)[list(codes)]
    )


def some(count: int) -> Labelled:
    """Give every so manieth of the held out sentences."""
    every = sentences("held_out")
    chosen = np.linspace(0, len(every.texts) - 1, count).astype(int)
    return Labelled(tuple(every.texts[at] for at in chosen), every.shares[chosen])


def same(one: Network, other: Network) -> bool:
    """Whether two networks have the same vectors and heads."""
    return np.array_equal(one.vectors, other.vectors) and np.array_equal(one.layers.heads, other.layers.heads)


def test_a_rare_emotion_weighs_more() -> None:
    """Three joys, one anger, each emotion counted once more: weights are as 22/4 to 22/2, their mean 1."""
    found = weights(labelled(JOY, JOY, JOY, ANGER), 1.0)
    assert found.tolist() == pytest.approx([0.8, 0.8, 0.8, 1.6])
    assert found.dtype == np.float32


def test_no_power_weighs_all_alike() -> None:
    """To the power 0 rarity does not matter."""
    assert weights(labelled(JOY, JOY, ANGER), 0.0).tolist() == [1, 1, 1]


def test_a_shared_text_weighs_between() -> None:
    """Half of either emotion: the mean of both."""
    shares = np.eye(18, dtype=np.float32)[[JOY, JOY, JOY, ANGER, JOY]]
    shares[4, [JOY, ANGER]] = 0.5
    joy, *_, anger, both = weights(Labelled(("",) * 5, shares), 1.0).tolist()
    assert both == pytest.approx((joy + anger) / 2)
    assert joy < both < anger


def test_each_emotion_of_customers_counts_as_much() -> None:
    """However many sentences it has, to the power 1 they weigh together what another's do, to 1 in 100."""
    customers = sentences("learn")
    whole = customers.shares.T @ weights(customers, 1.0)
    assert whole == pytest.approx(np.full(18, len(customers.texts) / 18), rel=0.01)


def test_two_networks_are_taught() -> None:
    """The first has the customers' size, the second that of chat and hears no customer; all are told."""
    chat, few, more = some(40), labelled(JOY, ANGER), labelled(*[ANGER] * 30, text="that is my number {}")
    heard: list[int] = []
    first, second = teach(chat, few, heard.append)
    assert sum(heard) == texts_taught(chat, few) == CUSTOMERS.epochs * 42 + CHAT.epochs * 40
    assert first.vectors.shape[1] == CUSTOMERS.vectors
    assert second.vectors.shape[1] == CHAT.vectors
    assert first.layers.heads.shape[1] == second.layers.heads.shape[1] == OUTPUTS
    other, unheard = teach(chat, more, lambda _: None)
    assert same(unheard, second)
    assert not same(other, first)


def test_calibration_leaves_the_networks() -> None:
    """It says how far they are to be believed, with the recipe's version; the rare emotion is leant to."""
    networks = load_weights().networks
    model = calibrated(networks, labelled(*[JOY] * 9, ANGER), some(150))
    leanings = model.calibration.leanings
    assert (model.networks, model.version) == (networks, VERSION)
    assert leanings[ANGER] > leanings[JOY]
    assert all(each == round(each, 4) for each in leanings)


def test_calibration_is_the_best_there_is() -> None:
    """No rise and fall that was to be tried has a smaller error on the texts it is chosen by.

    But for those by which too few of the scored texts would be right: here all are.
    """
    networks = load_weights().networks
    dev = some(150)
    words = [read_words(text).words for text in dev.texts]
    batch = laid_out(words)
    answered = Model(networks, load_weights().calibration, "").probabilities(words)[0].argmax(axis=1)
    likely = Labelled(dev.texts, np.eye(18, dtype=np.float32)[answered])
    model = calibrated(networks, labelled(*range(18)), likely)

    def error(model: Model) -> float:
        found = model.probabilities(words)[0]
        return calibration_error(found.argmax(axis=1) == likely.codes, found.max(axis=1))

    others = [
        replace(model.calibration, rise=float(rise), fall=float(fall))
        for rise in (RISES[0], RISES[-1], model.calibration.rise)
        for fall in (FALLS[0], FALLS[-1], model.calibration.fall)
    ]
    assert len(batch.lengths) == 150
    assert error(model) <= min(error(Model(networks, other, "")) for other in others) + 1e-6
