"""Labels of models as emotions of ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.emotion.goemotions import GOEMOTIONS
from scoring.vocabulary import Emotion
from service.analysers.failure import ServerFailed
from service.analysers.labels import LABELS, weigh

JOY, DELIGHT, ANGER = Emotion.JOY, Emotion.DELIGHT, Emotion.ANGER


@pytest.mark.parametrize("emotion", list(Emotion))
@pytest.mark.parametrize("written", [str.upper, str.lower, str.title, " {} ".format])
def test_our_own_names_are_known_in_any_case(emotion, written):
    """A model trained on our own names needs no map."""
    assert weigh([(written(emotion.value), 0.75)]) == {emotion: 0.75}


def test_all_of_goemotions_is_known():
    """Each of the 28 labels has one emotion; every emotion but indifference has one of them."""
    labels = " ".join(GOEMOTIONS.values()).split()
    assert (len(labels), len(set(labels))) == (28, 28)
    assert set(Emotion) - set(GOEMOTIONS) == {Emotion.INDIFFERENCE}
    assert [LABELS[label] for label in ("remorse", "Caring".lower(), "desire")] == [
        Emotion.SADNESS,
        Emotion.TRUST,
        Emotion.INTEREST,
    ]


def test_labels_of_one_emotion_are_added():
    """Amusement and love are both delight."""
    assert weigh([("amusement", 0.25), ("Love", 0.5), ("anger", 0.25)]) == {DELIGHT: 0.75, ANGER: 0.25}


def test_a_label_that_is_not_known_keeps_its_share():
    """Joy at a quarter beside much sarcasm is no joy to count on."""
    assert weigh([("sarcasm", 0.75), ("joy", 0.25)]) == {JOY: 0.25}


def test_scores_over_one_are_scaled():
    """Independent heads may all say yes: their shares count."""
    assert weigh([("joy", 1.0), ("anger", 0.5), ("sarcasm", 0.5)]) == {JOY: 0.5, ANGER: 0.25}


def test_scores_under_one_are_left():
    """What a server keeps to itself is not given to what it tells."""
    assert weigh([("joy", 0.5)]) == {JOY: 0.5}


def test_sixteen_bits_may_exceed_one_a_little():
    """Rounding is no failure; the probability is 1."""
    assert weigh([("joy", 1.0005)]) == {JOY: 1.0}


@pytest.mark.parametrize("score", [-0.01, 1.01, float("nan"), float("inf"), 10**400, -(10**400)])
def test_no_score_outside_zero_to_one(score):
    """Logits are refused, not read as certainty."""
    with pytest.raises(ServerFailed, match=r"a score outside 0\.\.1"):
        weigh([("joy", score)])


@pytest.mark.parametrize("scores", [[], [("LABEL_0", 0.9)], [("joy", 0.0)], [("LABEL_0", 0.9), ("joy", 0)]])
def test_none_that_is_known_is_a_failure(scores):
    """A model without names is told so, instead of being read as silence."""
    with pytest.raises(ServerFailed, match="answered no label that is"):
        weigh(scores)


@given(
    st.lists(
        st.tuples(st.sampled_from([*LABELS, "other", "label_1"]), st.floats(0, 1)), min_size=1, max_size=60
    )
)
def test_weights_are_probabilities(scores):
    """Whatever is told within 0..1: at most 1 together, none 0, in enum order."""
    try:
        weights = weigh(scores)
    except ServerFailed:
        return
    assert 0 < sum(weights.values()) <= 1 + 1e-9
    assert all(weight > 0 for weight in weights.values())
    assert list(weights) == [emotion for emotion in Emotion if emotion in weights]
