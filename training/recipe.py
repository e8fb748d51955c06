"""The recipe: two networks, one of chat and customers, one of chat alone, and how they are calibrated."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Final

import numpy as np

from scoring.cell import CONFIDENT
from scoring.emotion.batch import laid_out
from scoring.emotion.buckets import Floats, Ints
from scoring.emotion.corpus import Corpus
from scoring.emotion.figures import calibration_error, f1_by_emotion
from scoring.emotion.gradient import Dropout, Targets
from scoring.emotion.learning import Recipe, learn
from scoring.emotion.model import PLAIN, Calibration, Model, mixed, raised
from scoring.emotion.network import Network
from scoring.emotion.words import read_words
from training.texts import Labelled

VERSION: Final = "1"
CUSTOMERS: Final = Recipe(seed=3, epochs=4, vectors=96)
CHAT: Final = Recipe(seed=8, epochs=5, vectors=64, dropout=Dropout(features=0.4))

CUSTOMER_WEIGHT: Final = 1.6
"""What a customer's sentence counts for beside one of chat; as much for each emotion in all."""

RARE: Final = 0.25
"""How the chat network's texts are weighted: by the frequency of their emotion to the minus this power."""

SHARPNESSES: Final = (1.0, 1.1, 1.2, 1.3)
LEANINGS: Final = (0.05, 0.1)
"""As `RARE`, for the answers: what a logit gains for its emotion's rarity."""

DECISION: Final = 1.6
LEXICON: Final = 3.0
LEXICON_IN_CHAT: Final = 0.3
CAUTION: Final = 0.15
FIRST_IN_CHAT: Final = 0.35
"""Chosen by teaching without two files of sentences and looking at those."""

RISES: Final = np.arange(1.2, 1.71, 0.02)
FALLS: Final = np.arange(0.2, 0.81, 0.02)

RIGHT: Final = 0.7205
COVERAGE: Final = 0.602
ERROR: Final = 0.036
"""What is asked of the confidence on dev: how many of what is scored are right, how many are scored, how far
confidence may be from the share that is right."""


def teach(chat: Labelled, customers: Labelled, tick: Callable[[int], object]) -> tuple[Network, Network]:
    """Teach both networks; about two minutes of one core."""
    both = Corpus([read_words(text).words for text in (*chat.texts, *customers.texts)])
    mine = np.repeat(np.array([0, 1], np.float32), [len(chat.texts), len(customers.texts)])
    shares = np.concatenate((chat.shares, customers.shares))
    counts = np.concatenate((np.ones(len(chat.texts), np.float32), CUSTOMER_WEIGHT * weights(customers, 1)))
    first = learn(both, Targets(shares, mine, counts), CUSTOMERS, tick)
    alone = Corpus([read_words(text).words for text in chat.texts])
    none = np.zeros(len(chat.texts), np.float32)
    return first, learn(alone, Targets(chat.shares, none, weights(chat, RARE)), CHAT, tick)


def texts_taught(chat: Labelled, customers: Labelled) -> int:
    """How many texts `teach` will use, each as often as it does."""
    return CUSTOMERS.epochs * (len(chat.texts) + len(customers.texts)) + CHAT.epochs * len(chat.texts)


def weights(texts: Labelled, power: float) -> Floats:
    """Weigh texts by their emotions' rarity; the mean is 1."""
    sums = texts.shares.sum(axis=0) + 1
    weight = texts.shares @ (sums.sum() / sums) ** power
    answer: Floats = (weight / weight.mean()).astype(np.float32)
    return answer


def calibrated(networks: tuple[Network, ...], taught: Labelled, dev: Labelled) -> Model:
    """Choose the calibration with the best F1 on dev that gives what is asked; else the most truthful one."""
    words = [read_words(text).words for text in dev.texts]
    batch = laid_out(words)
    answers = Model(networks, PLAIN, VERSION).answers(words, batch)
    tried = [
        (_misses(found, candidate, dev.codes), candidate)
        for plain in _plain_ones(taught)
        for found in [mixed(answers, batch.felt, plain)]
        for candidate in _candidates(plain)
    ]
    best = min(tried, key=lambda each: each[0])[1]
    return Model(networks, replace(best, caution=CAUTION), VERSION)


def _plain_ones(taught: Labelled) -> Iterator[Calibration]:
    logarithms = np.log(taught.shares.mean(axis=0) + 1e-3)
    for sharpness, leaning in product(SHARPNESSES, LEANINGS):
        yield replace(
            PLAIN,
            sharpness=sharpness,
            decision=DECISION,
            leanings=tuple(round(float(number), 4) for number in -leaning * logarithms),
            lexicon=LEXICON,
            lexicon_in_chat=LEXICON_IN_CHAT,
            first_in_chat=FIRST_IN_CHAT,
        )


def _candidates(plain: Calibration) -> Iterator[Calibration]:
    for rise, fall in product(RISES, FALLS):
        yield replace(plain, rise=round(float(rise), 2), fall=round(float(fall), 2))


def _misses(found: Floats, calibration: Calibration, truth: Ints) -> tuple[bool, float]:
    """Say whether something that is asked is missed, and what is to be as small as possible then."""
    confidence = raised(found, calibration).max(axis=1)
    answers, sure = found.argmax(axis=1), confidence >= CONFIDENT
    right = answers == truth
    error = calibration_error(right, confidence)
    kept = error <= ERROR and sure.mean() >= COVERAGE and right[sure].mean() >= RIGHT
    return (False, -_f1(truth, answers)) if kept else (True, error)


def _f1(truth: Ints, answers: Ints) -> float:
    return float(np.mean(list(f1_by_emotion(truth, answers).values())))
