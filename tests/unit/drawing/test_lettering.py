"""Words on the picture, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.drawing.lettering import clip, clusters, harmless, measure, wrap, xml


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  a\x00b\n\tc  ", "a b c"),
        ("a\u202eb\u2066c", "abc"),
        ("\ud800x\uffff", "\ufffdx\ufffd"),
        ("Zoë 👍🏽", "Zoë 👍🏽"),
    ],
)
def test_what_breaks_text_is_taken_out(text: str, shown: str) -> None:
    """Control characters are blanks, reordering marks go, what XML cannot hold is replaced."""
    assert harmless(text) == shown


def test_markup_is_escaped() -> None:
    """The five characters XML gives a meaning are written as references."""
    assert xml("<a href=\"x\" b='y'>&") == "&lt;a href=&quot;x&quot; b=&#x27;y&#x27;&gt;&amp;"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ae\u0301b", ["a", "e\u0301", "b"]),
        ("👩‍👩‍👧‍👦!", ["👩‍👩‍👧‍👦", "!"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("👍🏽❤️", ["👍🏽", "❤️"]),
    ],
)
def test_what_looks_like_one_character_is_never_split(text: str, seen: list[str]) -> None:
    """Accents, flags, skin tones and joined emoji stay with their base."""
    assert clusters(text) == seen


@given(st.text(max_size=60), st.floats(20, 400), st.integers(1, 4))
def test_lines_fit(text: str, width: float, lines: int) -> None:
    """No more lines than allowed, none wider than allowed, and nothing lost where all fits."""
    clean = harmless(text)
    rows = wrap(clean, 12, width, lines)
    assert len(rows) <= lines
    assert all(measure(row, 12) <= width for row in rows)
    if not rows[-1].endswith("…"):
        assert "".join("".join(rows).replace("-", "").split()) == "".join(clean.replace("-", "").split())


def test_words_wrap_before_they_break() -> None:
    """A line ends between words; a word too wide for a line is broken with a hyphen."""
    assert wrap("Choose size and colour", 10, 80, 3) == ["Choose size", "and colour"]
    assert wrap("Donaudampfschiff", 10, 60, 3) == ["Donaudam-", "pfschiff"]
    assert wrap("", 10, 80, 3) == [""]


def test_a_clipped_line_ends_with_an_ellipsis() -> None:
    """What fits is left alone, what does not is cut before a whole character."""
    assert clip("short", 10, 80) == "short"
    assert clip("rather too long", 10, 60) == "rather too…"
    assert clip("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 10, 30) == "👩‍👩‍👧‍👦…"
