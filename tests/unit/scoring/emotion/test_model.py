"""A model's answers are probabilities, the same whatever was asked before, beside or at the same time."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.emotion.batch import laid_out
from scoring.emotion.buckets import Floats
from scoring.emotion.feelings import VALENCE, WIDTH
from scoring.emotion.model import MOST_KEPT, PLAIN, Calibration, Model, mixed, raised
from scoring.emotion.network import EMOTIONS, GATE, OUTPUTS
from scoring.emotions import VALENCE as VALENCES
from tests.unit.scoring.emotion.small import ANYTHING, TELLING, WORDS, model, outputs

MODEL = model()
SURE_OF_CHAT, SURE_OF_CUSTOMERS = -1e9, 1e9


def answers(gate: float, *chats: list[float]) -> Floats:
    """Make networks' outputs for one text: chat as given, customers sure of the first emotion."""
    made = np.zeros((len(chats), 1, OUTPUTS), np.float32)
    for row, chat in zip(made[:, 0], chats, strict=True):
        row[: len(chat)] = chat
        row[EMOTIONS], row[GATE] = 100, gate
    return made


def texts_of(random: random.Random, count: int) -> list[list[str]]:
    """Draw texts."""
    return [random.choices(TELLING, k=random.randrange(9)) for _ in range(count)]


def one(answers: Floats, calibration: Calibration = PLAIN, valence: float = 0) -> list[float]:
    """Mix the answers for one text, in which the lexicons found a valence."""
    felt = np.zeros((1, WIDTH), np.float32)
    felt[0, VALENCE] = valence
    found: list[list[float]] = mixed(answers, felt, calibration).tolist()
    assert len(found) == 1
    return found[0]


def test_a_customer_is_read_by_the_first_network_alone() -> None:
    """What the others think of chat does not matter then."""
    assert one(answers(SURE_OF_CUSTOMERS, [0, 50], [0, 50])) == pytest.approx([1, *[0] * 17])


def test_chat_is_read_by_all_networks() -> None:
    """The mean of their probabilities, not of their logits."""
    assert one(answers(SURE_OF_CHAT, [100], [0, 100])) == pytest.approx([0.5, 0.5, *[0] * 16])


def test_doubt_whose_it_is_mixes_both() -> None:
    """At a logit of log 3, three quarters are the customers' answer."""
    assert one(answers(log(3), [0, 100])) == pytest.approx([0.75, 0.25, *[0] * 16])


def test_only_the_first_network_tells_whose_it_is() -> None:
    """The second may be as sure as it likes."""
    made = answers(SURE_OF_CHAT, [0, 100], [0, 100])
    made[1, 0, GATE] = SURE_OF_CUSTOMERS
    assert one(made) == pytest.approx([0, 1, *[0] * 16])


def test_sharpness_and_decision_multiply() -> None:
    """As if all logits were so much larger."""
    made = answers(0.3, [0.1, 0.2, 0.9])
    twice = replace(PLAIN, sharpness=2.0, decision=2.0)
    assert one(made, twice) == pytest.approx(one(made * 2))


def test_leanings_change_chat_alone() -> None:
    """They are added to its logits; a customer's answer stays."""
    leaning = replace(PLAIN, leanings=(0.0, log(5), *[0.0] * 16))
    assert one(answers(SURE_OF_CHAT, [50, 50]), leaning)[:2] == pytest.approx([1 / 6, 5 / 6], abs=1e-5)
    customers = answers(SURE_OF_CUSTOMERS, [50, 50])
    assert one(customers, leaning) == one(customers)


@pytest.mark.parametrize(("gate", "pull"), [(SURE_OF_CUSTOMERS, 3.0), (SURE_OF_CHAT, 0.5), (0.0, 1.75)])
def test_what_the_lexicons_found_pulls(gate: float, pull: float) -> None:
    """Emotions gain by e to the power of both valences and the pull: customers' 3, chat's .5, or between."""
    made = answers(gate, [])
    made[:, :, :GATE] = 0
    found = one(made, replace(PLAIN, lexicon=3.0, lexicon_in_chat=0.5), valence=-0.8)
    expected = [exp(pull * -0.8 * valence) for valence in VALENCES]
    assert found == pytest.approx([each / sum(expected) for each in expected], rel=1e-5)


def test_where_the_lexicons_found_nothing_they_do_not_pull() -> None:
    """However much they are trusted."""
    made = answers(0.3, [0.1, 0.2, 0.9])
    trusting = replace(PLAIN, lexicon=9.0, lexicon_in_chat=9.0)
    assert one(made, trusting) == pytest.approx(one(made))


def test_rows_are_raised_by_their_largest() -> None:
    """.6 and .4 to the power 2.6 - .6 = 2 are .36 and .16; .8 and .2 are raised to 2.6 - .8 = 1.8."""
    found = raised(np.array([[0.6, 0.4], [0.8, 0.2]]), replace(PLAIN, rise=2.6, fall=1.0))
    assert found.dtype == np.float32
    assert found.tolist() == [
        pytest.approx([0.36 / 0.52, 0.16 / 0.52]),
        pytest.approx([0.8**1.8 / (0.8**1.8 + 0.2**1.8), 0.2**1.8 / (0.8**1.8 + 0.2**1.8)]),
    ]


def test_plain_raises_nothing() -> None:
    """A calibration of nothing leaves probabilities what they are."""
    assert raised(np.array([[0.6, 0.3, 0.1]]), PLAIN).tolist() == [pytest.approx([0.6, 0.3, 0.1])]


@given(st.lists(st.lists(ANYTHING, max_size=6), min_size=1, max_size=5))
def test_probabilities_sum_to_one(texts: list[list[str]]) -> None:
    """Eighteen for each text, whatever its words; none below 0."""
    found, batch = MODEL.probabilities(texts)
    assert found.shape == (len(texts), 18)
    assert found.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert found.min() >= 0
    assert batch.lengths.tolist() == [len(words) + 2 for words in texts]


def test_answers_are_of_each_network() -> None:
    """A model gives what each of its networks says, in their order, as exactly as it keeps words' shares."""
    texts = [["not", "good"], []]
    found = MODEL.answers(texts, laid_out(texts))
    np.testing.assert_allclose(found, outputs(MODEL.networks, texts), rtol=0.01, atol=0.02)


@given(st.lists(WORDS, min_size=1, max_size=8), st.randoms())
def test_neither_order_nor_company_matters(texts: list[list[str]], random: random.Random) -> None:
    """A text is read the same by itself, among others, and wherever it stands."""
    order = random.sample(range(len(texts)), len(texts))
    together = MODEL.probabilities(texts)[0]
    shuffled = MODEL.probabilities([texts[at] for at in order])[0]
    alone = np.vstack([MODEL.probabilities([words])[0] for words in texts])
    np.testing.assert_allclose(shuffled, together[order], atol=1e-5)
    np.testing.assert_allclose(alone, together, atol=1e-5)


def test_what_is_kept_does_not_matter() -> None:
    """Read anew, read again, and read after more words than are kept: the same."""
    texts = texts_of(random.Random(1), 20)
    busy = model()
    before = busy.probabilities(texts)[0]
    again = busy.probabilities(texts)[0]
    for first in range(0, 3 * MOST_KEPT, 500):
        busy.probabilities([[f"word{number}" for number in range(first, first + 500)]])
        np.testing.assert_allclose(busy.probabilities(texts[:1])[0], before[:1], atol=1e-5)
    np.testing.assert_allclose(again, before, atol=1e-5)
    np.testing.assert_allclose(busy.probabilities(texts)[0], before, atol=1e-5)
    np.testing.assert_allclose(model().probabilities(texts)[0], before, atol=1e-5)


def test_threads_do_not_disturb_each_other() -> None:
    """Eight threads, words coming and going: everyone has the answer of one who is alone."""
    texts = texts_of(random.Random(2), 60)
    alone = model().probabilities(texts)[0]
    shared = model()

    def read(thread: int) -> float:
        drawn, worst = random.Random(thread), 0.0
        for turn in range(40):
            at = drawn.randrange(50)
            shared.probabilities([[f"{thread}of{turn}at{number}" for number in range(80)]])
            found = shared.probabilities(texts[at : at + 10])[0]
            worst = max(worst, float(np.abs(found - alone[at : at + 10]).max()))
        return worst

    with ThreadPoolExecutor(8) as threads:
        assert max(threads.map(read, range(8))) < 1e-5


def test_a_model_is_what_it_was_made_of() -> None:
    """Networks, calibration and version are there to be written."""
    made = Model([MODEL.networks[0]], PLAIN, "7")
    assert (made.networks, made.calibration, made.version) == (MODEL.networks[:1], PLAIN, "7")
