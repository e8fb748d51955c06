"""Networks learn what they are taught, the same from the same, and go on from where they are."""

from dataclasses import fields, replace

import numpy as np
import pytest

from scoring.emotion.batch import rows_of
from scoring.emotion.buckets import Floats, bag_of
from scoring.emotion.corpus import Corpus
from scoring.emotion.gradient import Dropout, Targets
from scoring.emotion.learning import Recipe, learn
from scoring.emotion.network import EMOTIONS, GATE, OUTPUTS, Layers, Network, softmax
from tests.unit.scoring.emotion.small import network, outputs

TAUGHT = (
    ("the", "tram", "stood"),
    ("the", "tram", "ran"),
    ("the", "bus", "stood"),
    ("the", "bus", "ran"),
    ("no", "tram", "ran"),
    ("no", "bus", "stood"),
    (),
    ("no",),
)
TRUTH = (0, 1, 2, 3, 4, 5, 6, 7)
CORPUS = Corpus(TAUGHT)
SMALL = Recipe(seed=3, epochs=60, vectors=8, findings=8, vector_rate=0.03, layer_rate=0.03, batch=4)
SMALL = replace(SMALL, dropout=Dropout(0, 0, 0))


def targets(customers: tuple[int, ...] = (0, 1) * 4) -> Targets:
    """Give each text its own emotion, and by turns to a customer."""
    mine = np.array(customers, np.float32)
    return Targets(np.eye(EMOTIONS, dtype=np.float32)[list(TRUTH)], mine, np.ones(len(TRUTH), np.float32))


def answers_of(network: Network) -> Floats:
    """Answer all that was taught."""
    answers: Floats = outputs([network], TAUGHT)[0]
    return answers


def loss(network: Network) -> float:
    """Mean cross-entropy of each text's emotion, by its own head."""
    answers = answers_of(network)
    heads = [answers[at, EMOTIONS * (at % 2) : EMOTIONS * (at % 2 + 1)] for at in range(len(TAUGHT))]
    return float(-np.mean([np.log(softmax(head[None])[0, at]) for at, head in enumerate(heads)]))


def arrays(network: Network) -> list[Floats]:
    """Give all that a network is."""
    return [
        network.vectors,
        network.scales,
        *(getattr(network.layers, named.name) for named in fields(Layers)),
    ]


def same(one: Network, other: Network) -> bool:
    """Whether two networks are the same to the last bit."""
    return all(np.array_equal(mine, its) for mine, its in zip(arrays(one), arrays(other), strict=True))


def test_it_learns_what_it_is_taught() -> None:
    """Eight texts of few words, that only together tell their emotion, and whose they are: all right."""
    answers = answers_of(learn(CORPUS, targets(), SMALL))
    chat, customers = answers[::2, :EMOTIONS], answers[1::2, EMOTIONS:GATE]
    assert chat.argmax(axis=1).tolist() == [0, 2, 4, 6]
    assert customers.argmax(axis=1).tolist() == [1, 3, 5, 7]
    assert (answers[:, GATE] > 0).tolist() == [False, True] * 4


def test_learning_lowers_the_loss() -> None:
    """From about log 18, where nothing is known, further with every few epochs."""
    losses = [loss(learn(CORPUS, targets(), replace(SMALL, epochs=epochs))) for epochs in (0, 4, 15, 60)]
    assert losses[0] == pytest.approx(np.log(18), abs=0.3)
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.05


def test_it_learns_with_something_left_out() -> None:
    """The usual dropout only slows it."""
    taught = learn(CORPUS, targets(), replace(SMALL, dropout=Dropout()))
    assert loss(taught) < loss(learn(CORPUS, targets(), replace(SMALL, epochs=0))) / 2


def test_the_same_seed_makes_the_same_network() -> None:
    """To the last bit; another seed another one."""
    recipe = replace(SMALL, epochs=2, dropout=Dropout())
    first = learn(CORPUS, targets(), recipe)
    assert same(first, learn(CORPUS, targets(), recipe))
    assert not same(first, learn(CORPUS, targets(), replace(recipe, seed=4)))


def test_a_network_has_the_recipes_size() -> None:
    """Vectors of so many numbers, so many findings."""
    made = learn(CORPUS, targets(), replace(SMALL, epochs=1, vectors=3, findings=4))
    assert made.vectors.shape == (32_768, 3)
    assert (made.layers.spans.shape, made.layers.heads.shape) == ((9, 4), (3 + 8 + 22, OUTPUTS))


def test_a_start_keeps_its_answers_until_the_first_step() -> None:
    """Where nothing more is taught it answers as before; it is not changed itself."""
    start, untouched = network(), network()
    kept = learn(CORPUS, targets(), replace(SMALL, epochs=0), start=start)
    assert np.array_equal(kept.vectors, start.vectors)
    np.testing.assert_allclose(answers_of(kept), answers_of(start), rtol=1e-5, atol=1e-5)
    learn(CORPUS, targets(), replace(SMALL, epochs=1), start=start)
    assert same(start, untouched)


def test_it_goes_on_from_a_start() -> None:
    """A network that has learned is better after one more step than a new one after its first."""
    learned = learn(CORPUS, targets(), SMALL)
    once = replace(SMALL, epochs=1)
    assert loss(learn(CORPUS, targets(), once, start=learned)) < loss(learn(CORPUS, targets(), once)) / 5


def test_only_words_it_meets_change() -> None:
    """The features of others stay what they were."""
    start = network()
    taught = learn(CORPUS, targets(), replace(SMALL, epochs=1), start=start)
    changed = np.flatnonzero((taught.vectors != start.vectors).any(axis=1))
    assert set(changed.tolist()) <= set(bag_of(rows_of(TAUGHT)).features.tolist())
    assert len(changed) > 0


def test_progress_is_told() -> None:
    """Every text of every epoch is counted, in batches of at most the recipe's."""
    heard: list[int] = []
    learn(CORPUS, targets(), replace(SMALL, epochs=3, batch=3), heard.append)
    assert sum(heard) == 3 * len(TAUGHT)
    assert sorted(set(heard)) == [2, 3]
