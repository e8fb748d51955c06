"""Any text has words, and they are what a person would call its words."""

from time import perf_counter

import pytest
from hypothesis import given

from scoring.emotion.words import MOST_CHARACTERS, MOST_DIFFERENT, MOST_WORDS, read_words
from tests.unit.scoring.emotion.small import ANYTHING


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I LOVE it!!! :)", "i love it !!! :)"),
        ("wait... ?!?", "wait ... ?!?"),
        ("it\u2019s don't 'quoted'", "it's don't ' quoted '"),
        ("snake_case well-known", "snake case well known"),
        ("1,000.50 at 12:30", "1,000.50 at 12:30"),
        ("thanks:)", "thanks :)"),
        ("<3 :-( ;) :D =] :/", "<3 :-( ;) :d =] :/"),
        ("naïve CAFE\u0301", "naïve café"),
        ("مرحبا", "مرحبا"),
    ],
)
def test_words_are_words(text: str, words: str) -> None:
    """Letters with their apostrophes, numbers, emoticons, runs of ! and ?; capitals do not matter."""
    assert read_words(text).words == tuple(words.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("soooooo good", "soo good"),
        ("soo good", "soo good"),
        ("nooo WAAAAY", "noo waay"),
        ("1000 ....", "1000 ...."),
    ],
)
def test_drawn_out_letters_are_two(text: str, words: str) -> None:
    """However long it is drawn out, it is one word; zeros and dots are left alone."""
    assert read_words(text).words == tuple(words.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<b>bold</b><br/>new", "bold new"),
        ("a < b and c > d", "a < b and c > d"),
        ("less <3 more", "less <3 more"),
        ("x &amp; y &lt;3 &#128512;", "x & y <3 😀"),
        ("see https://a.example/c?x=1 or www.x.example now", "see url or url now"),
        ("and/or", "and / or"),
        ("@airline hi me@x", "user hi me @ x"),
    ],
)
def test_what_is_no_word_goes(text: str, words: str) -> None:
    """Markup is no text, an address is "url" and a handle "user"; a lone < or @ is neither."""
    assert read_words(text).words == tuple(words.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("👍🏽❤️", "👍 ❤"),
        ("👩\u200d💻", "👩 💻"),
        ("ﬁne ①", "fine 1"),
        ("go\u200bod", "good"),
        ("\ud800bad\udfff", "bad"),
    ],
)
def test_odd_letters_are_plain(text: str, words: str) -> None:
    """Skin tones, joiners, ligatures and lone surrogates do not make another word."""
    assert read_words(text).words == tuple(words.split())


def test_the_plain_form_keeps_case() -> None:
    """What tells a language is the text as written, without its markup."""
    reading = read_words("<p>Der Zug KAM</p> nie")
    assert reading.plain == " Der Zug KAM  nie"
    assert not reading.truncated


@pytest.mark.parametrize(
    ("text", "truncated"),
    [
        ("a" * MOST_CHARACTERS, False),
        ("a" * (MOST_CHARACTERS + 1), True),
        ("é" * MOST_CHARACTERS, False),
        ("é" * (MOST_CHARACTERS + 1), True),
        ("a " * MOST_WORDS, False),
        ("a " * (MOST_WORDS + 1), True),
        ("ﷺ" * (MOST_CHARACTERS // 18), False),
        ("ﷺ" * (MOST_CHARACTERS // 18 + 1), True),
    ],
)
def test_what_is_cut_says_so(text: str, *, truncated: bool) -> None:
    """Exactly where the last character, word, or letter that becomes eighteen, no longer fits."""
    assert read_words(text).truncated is truncated


def test_no_more_is_read() -> None:
    """Words after the bounds are not there."""
    assert len(read_words("a " * 1_999).words) == MOST_WORDS
    assert "late" not in read_words("é" * MOST_CHARACTERS + " late").words
    assert len(read_words("ﷺ" * MOST_CHARACTERS).plain) == MOST_CHARACTERS


@given(ANYTHING)
def test_anything_has_words(text: str) -> None:
    """No string fails; no word is empty, has a space or a surrogate."""
    reading = read_words(text)
    assert all(word and not set(word) & set(" \t\n") for word in reading.words)
    assert "".join(reading.words).encode().decode() == "".join(reading.words)


@given(ANYTHING)
def test_spaces_around_do_not_matter(text: str) -> None:
    """A text is the same with a line before and after."""
    assert read_words(f"\n{text}\n").words == read_words(text).words


@pytest.mark.parametrize(
    "piece", ["<a", "&", "@a", ":(", "www.", "'a", "a'", "1.", "ﷺ", "\u0301", "<a&@:ﷺ", "😀", "(", "\ud800"]
)
def test_a_hostile_text_takes_no_longer(piece: str) -> None:
    """A million characters made to be slow are read within a tenth of a second."""
    text = piece * (1_000_000 // len(piece))
    before = perf_counter()
    assert read_words(text).truncated
    assert perf_counter() - before < 0.1


def test_so_many_different_words_are_read() -> None:
    """Prose has fewer: what has more was made to take time, and is cut where they end."""
    words = [
        f"{first}{second}{third}" for first in "abcdefgh" for second in "ijklmnop" for third in "qrstuvwxyz"
    ]
    fits = read_words(" ".join(words[:MOST_DIFFERENT]) + " aiq" * 100)
    assert (len(fits.words), fits.truncated) == (MOST_DIFFERENT + 100, False)
    cut = read_words(" ".join(words))
    assert (cut.words, cut.truncated) == (tuple(words[:MOST_DIFFERENT]), True)
