"""The recipe: two networks, one of chat and customers, one of chat alone, and how they are calibrated."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np

from scoring.cell import CONFIDENT
from scoring.emotion.batch import laid_out
from scoring.emotion.buckets import Floats
from scoring.emotion.corpus import Corpus
from scoring.emotion.figures import calibration_error
from scoring.emotion.gradient import Dropout, Targets
from scoring.emotion.learning import Recipe, learn
from scoring.emotion.model import PLAIN, Calibration, Model, mixed, raised
from scoring.emotion.network import Network
from scoring.emotion.words import read_words
from training.texts import Labelled

VERSION: Final = "1"
CUSTOMERS: Final = Recipe(seed=0, epochs=4, vectors=96)
CHAT: Final = Recipe(seed=7, epochs=5, vectors=64, dropout=Dropout(features=0.4))

CUSTOMER_WEIGHT: Final = 3.0
"""What a customer's sentence counts for beside one of chat."""

RARE: Final = 0.35
"""How the chat network's texts are weighted: by the frequency of their emotion to the minus this power."""

LEANING: Final = 0.1
"""As `RARE`, for the answers: what a logit gains for its emotion's rarity."""

SHARPNESS: Final = 1.1
DECISION: Final = 1.6
LEXICON: Final = 3.0
LEXICON_IN_CHAT: Final = 0.3
"""Chosen by teaching without two files of sentences and looking at those."""

RISES: Final = np.arange(1.2, 1.71, 0.02)
FALLS: Final = np.arange(0.2, 0.81, 0.02)

LEAST_RIGHT: Final = 0.724
"""How many of dev's scored texts are to be right: doubt is preferred to a wrong answer."""


def teach(chat: Labelled, customers: Labelled, tick: Callable[[int], object]) -> tuple[Network, Network]:
    """Teach both networks; 20 minutes of one core at most."""
    both = Corpus([read_words(text).words for text in (*chat.texts, *customers.texts)])
    mine = np.repeat(np.array([0, 1], np.float32), [len(chat.texts), len(customers.texts)])
    shares = np.concatenate((chat.shares, customers.shares))
    first = learn(both, Targets(shares, mine, 1 + mine * (CUSTOMER_WEIGHT - 1)), CUSTOMERS, tick)
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
    """Choose the rise and fall whose confidence is nearest to what is right on dev, `LEAST_RIGHT` kept."""
    share = taught.shares.mean(axis=0) + 1e-3
    leanings = tuple(round(float(number), 4) for number in -LEANING * np.log(share))
    plain = replace(
        PLAIN,
        sharpness=SHARPNESS,
        decision=DECISION,
        leanings=leanings,
        lexicon=LEXICON,
        lexicon_in_chat=LEXICON_IN_CHAT,
    )
    words = [read_words(text).words for text in dev.texts]
    batch = laid_out(words)
    answers = Model(networks, plain, VERSION).answers(words, batch)
    found = mixed(answers, batch.felt, plain)
    right = found.argmax(axis=1) == dev.codes

    def misses(calibration: Calibration) -> tuple[bool, float]:
        confidence = raised(found, calibration).max(axis=1)
        few = right[confidence >= CONFIDENT].mean() < LEAST_RIGHT
        return bool(few), calibration_error(right, confidence)

    tried = [
        replace(plain, rise=round(float(rise), 2), fall=round(float(fall), 2))
        for rise in RISES
        for fall in FALLS
    ]
    return Model(networks, min(tried, key=misses), VERSION)
