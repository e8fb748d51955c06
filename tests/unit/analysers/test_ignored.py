"""A tenant's names are passed over by its analyser, as whole words; other tenants' are not."""

import pytest

from service.analysers import Ignored
from service.errors import ConfigurationError

NAMES = Ignored({"acme": ["Joy", "Bliss", "Bliss Hotels", "Hate & Co. (UK)", "Cafe\u0301 Amour"]})


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Joy never answers", "[NAME] never answers"),
        ("I called JOY, joy and Joy's boss", "I called [NAME], [NAME] and [NAME]'s boss"),
        ("Enjoy! joyful killjoy joy_1", "Enjoy! joyful killjoy joy_1"),
        ("Bliss  \n hotels are bad", "[NAME] are bad"),
        ("Bliss is a hotel", "[NAME] is a hotel"),
        ("hate & co. (uk) lost it", "[NAME] lost it"),
        ("Caf\u00e9 amour was closed", "[NAME] was closed"),
        ("", ""),
    ],
)
def test_names_are_masked(text, masked):
    """Whole words in any case, the longest name first; what merely holds a name stays."""
    assert NAMES.masked("acme", text) == masked


def test_another_tenants_names_are_words():
    """Who has no list has its texts read as they are."""
    assert NAMES.masked("other", "What a joy") == "What a joy"


def test_a_list_is_read_from_a_file(tmp_path):
    """One file holds every tenant's; a tenant may have none, and there may be no file."""
    file = tmp_path / "names.json"
    file.write_text('{"acme": ["Joy"], "other": []}')
    ignored = Ignored.read(file)
    assert ignored.masked("acme", "Joy!") == "[NAME]!"
    assert ignored.masked("other", "Joy!") == "Joy!"
    assert Ignored.read(None).masked("acme", "Joy!") == "Joy!"


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "{",
        "[]",
        '{"acme": "Joy"}',
        '{"acme": [1]}',
        '{"acme": [" "]}',
        '{"acme": [""]}',
        '{"acme": ["' + "x" * 101 + '"]}',
        '{"acme": [' + ",".join(['"x"'] * 201) + "]}",
        b"\xff",
    ],
)
def test_a_file_that_says_something_else_is_named(tmp_path, written):
    """The start is refused with the setting and the file."""
    file = tmp_path / "names.json"
    if written is not None:
        file.write_bytes(written if isinstance(written, bytes) else written.encode())
    with pytest.raises(ConfigurationError, match=r"HEARTLINE_EMOTION_IGNORE: .*names\.json"):
        Ignored.read(file)


def test_two_hundred_names_are_looked_for_quickly(benchmark_ms):
    """The longest text and the longest list cost less than 10 ms."""
    names = Ignored({"acme": [f"aaaa{number} aaaa" for number in range(200)]})
    assert benchmark_ms(lambda: names.masked("acme", "aaaa " * 800)) < 10
