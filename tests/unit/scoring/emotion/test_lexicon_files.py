"""The lexicons as files: what stands in them, whence it came, and how fast they are read."""

from importlib.resources import files
from time import process_time

import pytest

from scoring.emotion.lexicon_entries import GRAMMAR, LEXICONS, Role, read_lexicon
from scoring.emotion.words import read_words
from scoring.vocabulary import Emotion


def rows(name: str) -> list[list[str]]:
    """Read a lexicon's rows, without its comments."""
    text = files("scoring.emotion").joinpath("lexicons", name).read_text("utf-8")
    return [row.split("\t") for row in text.splitlines() if not row.startswith("#")]


@pytest.mark.parametrize("name", [*LEXICONS, GRAMMAR])
def test_every_file_names_its_source_and_licence(name: str) -> None:
    """Whoever opens a lexicon learns first whose it is."""
    text = files("scoring.emotion").joinpath("lexicons", name).read_text("utf-8")
    head = " ".join(row for row in text.splitlines()[:4] if row.startswith("#"))
    assert "Source: " in head
    assert "Licence: MIT" in head


@pytest.mark.parametrize("name", LEXICONS)
def test_every_entry_can_be_found(name: str) -> None:
    """A valence within -1..1, an emotion that exists, and words as a text's words are read."""
    found = rows(name)
    assert len(found) == len({row[0] for row in found})
    for phrase, amount, *emotion in found:
        assert -1 <= float(amount) <= 1
        assert [Emotion(code) for code in emotion] == emotion
        assert read_words(phrase).words == tuple(phrase.split(" "))


def test_every_bearing_has_a_role() -> None:
    """The grammar's roles exist, and no word has two."""
    found = rows(GRAMMAR)
    assert len(found) == len({row[0] for row in found})
    assert {row[1] for row in found} <= set(Role.__members__)


def test_the_lexicons_are_as_large_as_promised() -> None:
    """Words of chat, some hundreds of emoji, and more than 500 of customers' own words and phrases."""
    sizes = {name: len(rows(name)) for name in LEXICONS}
    assert sizes["valence.tsv"] > 7_000
    assert sizes["customer.tsv"] > 500
    assert sizes["emoji.tsv"] > 150


def test_they_are_read_in_a_blink() -> None:
    """Reading them all takes less than 150 ms of one core; 30 ms where nothing else runs."""
    begun = process_time()
    read_lexicon()
    assert process_time() - begun < 0.15
