"""Entries: the words and phrases a lexicon knows, each with its role and how much it says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Final

from scoring.vocabulary import Emotion

LEXICONS: Final = ("valence.tsv", "customer.tsv", "emoji.tsv")
"""Whose entries say how somebody feels; a later one overrules an earlier one."""

GRAMMAR: Final = "grammar.tsv"
"""Whose entries say what becomes of the feelings beside them; it overrules all lexicons."""


class Role(IntEnum):
    """What an entry does; `amount` means another thing for each."""

    FEELING = 0
    """Says how somebody feels: the amount is the valence, -1..1, and 0 says nothing."""
    NEGATE = 1
    """Turns the feelings of the next words round: how many words."""
    LACK = 2
    """Negates so, and is a lack itself where it finds nothing to negate."""
    BOOST = 3
    """Makes the next feeling stronger (above 1) or weaker: the factor."""
    EXCESS = 4
    """"Too": makes a pleasant quality an unpleasant one: the factor."""
    BUT = 5
    """What was said before weighs less: the factor."""
    ALTHOUGH = 6
    """What follows up to the next comma weighs less: the factor."""
    UNREAL = 7
    """What follows in the clause did not happen: the factor, below 0."""
    HOPED = 14
    """As UNREAL, and a disappointment itself: the factor."""
    WISH = 8
    """What is praised in the clause is wished for, not met: the factor."""
    FINALLY = 9
    """What is good in the sentence comes as a relief; the amount says nothing."""
    COMMA = 10
    """A clause ends."""
    STOP = 11
    """A sentence ends: the factor of its feelings."""
    ASK = 12
    """A question ends: the factor of its pleasant feelings."""
    SIGN = 13
    """Shows how somebody feels, as emoji do, whatever the words around it: the amount is the valence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing known of a word or a phrase."""

    role: Role
    amount: float
    emotion: Emotion | None = None


@dataclass(slots=True)
class Node:
    """A place within phrases: what ends here, and how it may go on."""

    entry: Entry | None = None
    more: dict[str, "Node"] = field(default_factory=dict)


class Lexicon:
    """Entries by their words, single ones apart from phrases; the order they are added in is irrelevant."""

    __slots__ = ("phrases", "words")

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.words: Final[dict[str, Entry]] = {}
        self.phrases: Final[dict[str, Node]] = {}
        for phrase, entry in entries.items():
            if " " not in phrase:
                self.words[phrase] = entry
        for phrase in (phrase for phrase in entries if " " in phrase):
            for spelling in _spellings(phrase):
                if spelling == phrase or spelling not in entries:
                    self._add(spelling.split(" "), entries[phrase])

    def longest(self, words: Sequence[str], at: int) -> tuple[Entry | None, int]:
        """Return what the longest phrase beginning at `at` says, and where it ends."""
        found, end = self.words.get(words[at]), at + 1
        node = self.phrases.get(words[at])
        while node is not None:
            at += 1
            if node.entry is not None:
                found, end = node.entry, at
            node = node.more.get(words[at]) if at < len(words) else None
        return found, end

    def _add(self, words: Sequence[str], entry: Entry) -> None:
        first, *others = words
        node = self.phrases.setdefault(first, Node())
        for word in others:
            node = node.more.setdefault(word, Node())
        node.entry = entry


@cache
def read_lexicon() -> Lexicon:
    """Read all lexicons and the grammar, once."""
    entries: dict[str, Entry] = {}
    for name in LEXICONS:
        for phrase, said in _rows(name):
            entries[phrase] = _feeling(Role.FEELING if phrase[0].isalnum() else Role.SIGN, said)
    for phrase, said in _rows(GRAMMAR):
        entries[phrase] = _bearing(said)
    return Lexicon(entries)


def _rows(name: str) -> Iterator[tuple[str, str]]:
    text = files("scoring.emotion").joinpath("lexicons", name).read_text("utf-8")
    for row in text.splitlines():
        if not row.startswith("#"):
            phrase, _, said = row.partition("\t")
            yield phrase, said


@cache
def _feeling(role: Role, said: str) -> Entry:
    valence, _, emotion = said.partition("\t")
    return Entry(role, float(valence), Emotion(emotion) if emotion else None)


@cache
def _bearing(said: str) -> Entry:
    role, _, amount = said.partition("\t")
    return Entry(Role[role], float(amount))


def _spellings(phrase: str) -> Iterable[str]:
    """Yield the phrase as it is, without its apostrophes, and with its n't written out."""
    yield phrase
    if "'" in phrase:
        yield phrase.replace("'", "")
        if "n't" in phrase:
            yield phrase.replace("can't", "cannot").replace("won't", "will not").replace("n't", " not")
