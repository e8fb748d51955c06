"""The settings choose who reads; what cannot be used stops the start, by the name of its setting."""

import pytest

from service.analysers import Ignored, analyser_of, reader_of
from service.analysers.http import HttpAnalyser
from service.errors import ConfigurationError
from service.settings import Settings


def let_go(*readers):
    """End the threads of analysers that ask a server."""
    for reader in readers:
        analyser = getattr(reader, "_analyser", reader)
        if isinstance(analyser, HttpAnalyser):
            analyser.close()


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({}, "linear"),
        ({"emotion_analyser": "linear"}, "linear"),
        ({"emotion_analyser": "lexicon"}, "lexicon"),
        ({"emotion_analyser": "http", "emotion_url": "http://127.0.0.1:1/"}, "http"),
    ],
)
def test_each_has_its_name(settings, name):
    """The setting's word is the name that is stored with what was read."""
    analyser, reader = analyser_of(Settings(**settings)), reader_of(Settings(**settings))
    assert analyser
    assert analyser.name == name
    assert reader.well
    let_go(analyser, reader)


def test_off_is_nobody():
    """Texts stay unread."""
    assert analyser_of(Settings(emotion_analyser="off")) is None
    assert reader_of(Settings(emotion_analyser="off")) is None


def test_weights_are_loaded_once():
    """However many ask, a process has one."""
    assert analyser_of(Settings()) is analyser_of(Settings())


@pytest.mark.parametrize("content", [None, b"", b"no weights"])
def test_weights_that_are_none_stop_the_start(tmp_path, content):
    """A file that is missing, or something else, is named with its setting."""
    file = tmp_path / "weights.bin"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"HEARTLINE_EMOTION_WEIGHTS: .*weights\.bin"):
        analyser_of(Settings(emotion_weights=file))


def test_a_reader_has_the_lists_of_its_file(monkeypatch, tmp_path):
    """The file is read when the reader is made."""
    file = tmp_path / "names.json"
    file.write_text("[]")
    with pytest.raises(ConfigurationError, match="HEARTLINE_EMOTION_IGNORE"):
        reader_of(Settings(emotion_ignore=file))
    read = []
    monkeypatch.setattr(Ignored, "read", classmethod(lambda cls, path: read.append(path) or cls({})))
    reader_of(Settings(emotion_ignore=file))
    assert read == [file]


async def test_a_server_that_is_away_leaves_the_default():
    """Nobody listens there: the default analyser reads, and is named."""
    settings = Settings(emotion_analyser="http", emotion_url="http://127.0.0.1:1/")
    row = {"_id": "f", "tenant": "acme", "text": "Thank you so much for your help!", "origin": "REPORTED"}
    reader = reader_of(settings)
    [read] = await reader.read([row])
    let_go(reader)
    assert read["analysis"]["analyser"] == "linear"
