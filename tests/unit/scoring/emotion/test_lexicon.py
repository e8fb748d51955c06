"""What the lexicons find in a customer's words."""

from scoring.emotion.lexicon import felt
from scoring.emotion.words import read_words
from scoring.vocabulary import Emotion


def test_nothing_found_has_no_valence() -> None:
    """Words that say nothing of feelings leave the valence open, not zero."""
    assert felt(read_words("Gate 4 to Carrow").words).valence is None


def test_negation_turns_praise() -> None:
    """A complaint: "not helpful"; praise: "not only helpful"; minding what follows."""
    assert (felt(["not", "helpful"]).valence or 0) < 0
    assert (felt(["not", "only", "helpful"]).valence or 0) > 0


def test_what_works_at_last_is_a_relief() -> None:
    """Relief speaks where "finally" stands beside "works"."""
    assert Emotion.RELIEF in felt(["finally", "works"]).emotions
