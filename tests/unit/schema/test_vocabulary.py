"""Every word has a meaning, and every code a name to show."""

from enum import StrEnum

import pytest

from schema.vocabulary import Channel, FeedbackSource, publish, spelled


class Pet(StrEnum):
    """Words for the tests."""

    CAT = "CAT"
    DOG = "DOG"


def test_a_word_without_a_meaning_is_refused():
    """Whoever adds a word is reminded of its meaning."""
    with pytest.raises(KeyError, match="DOG"):
        publish(Pet, "Pets.", CAT="Purrs.")


def test_a_meaning_without_a_word_is_refused():
    """A misspelt word does not go unseen."""
    with pytest.raises(LookupError, match="COW"):
        publish(Pet, "Pets.", CAT="Purrs.", DOG="Barks.", COW="Moos.")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (Channel.WEB, "Web"),
        (Channel.SMS, "SMS"),
        (Channel.EMAIL, "E-mail"),
        (Channel.IN_PERSON, "In person"),
        (FeedbackSource.IN_APP, "In-app"),
        (FeedbackSource.OTHER, "Other"),
    ],
)
def test_codes_are_spelled_for_people(code, name):
    """As an English reader writes them."""
    assert spelled(code) == name
