"""docs/emotion-server.md, tried: its request is the one that is sent, its answer is read, its server runs."""

import json
import re
import socket
import sys
import threading
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
import uvicorn

from scoring.emotion.goemotions import GOEMOTIONS
from scoring.vocabulary import Emotion
from service.analysers.http import HttpAnalyser
from service.settings import Settings
from tests.unit.analysers.server_of_mine import http, running
from tests.unit.analysers.spare import Spare, english

PAGE = (Path(__file__).parents[3] / "docs/emotion-server.md").read_text()
TEXTS = ["Thank you for your help", "Still waiting for my refund"]


def block(language):
    """Take the page's one block in this language."""
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found


def analysed(url, **settings):
    """Have a server read the page's texts."""
    analyser = HttpAnalyser.of(Settings(emotion_url=url, emotion_ms=20_000, **settings), Spare(), english)
    analyses = analyser.analyse(TEXTS)
    analyser.close()
    return [(each.emotion, each.confidence, each.analyser) for each in analyses]


READ = [(Emotion.GRATITUDE, 0.97, "http"), (Emotion.FRUSTRATION, 0.75, "http")]


def test_the_request_and_its_answer():
    """Who writes a server by this page is asked so, and understood."""
    head, _, body = block("http").partition("\n\n")
    with running(lambda _: iter([http(block("json").encode())])) as server:
        assert analysed(server.url.removesuffix("read")) == READ
    [asked] = server.asked
    line, *headers = head.splitlines()
    assert (asked.line, asked.body) == (line, json.loads(body))
    assert {tuple(each.lower().split(": ")) for each in headers} <= set(asked.headers.items())


def test_the_table_of_labels():
    """The page knows the map that the code has."""
    rows = re.findall(r"^\| ([A-Z]+) \| ([a-z, ]+) \|$", PAGE, re.MULTILINE)
    assert rows == [(emotion, labels.replace(" ", ", ")) for emotion, labels in GOEMOTIONS.items()]


def pipeline(task, model):
    """Stand in for transformers' own: it reads gratitude in thanks, and annoyance in everything else."""
    assert (task, model) == ("text-classification", "SamLowe/roberta-base-go_emotions")

    def read(texts, top_k, truncation, batch_size):
        assert (top_k, truncation, batch_size) == (None, True, 2)
        scores = [("gratitude", 0.97) if "Thank" in text else ("annoyance", 0.75) for text in texts]
        return [
            [{"label": label, "score": score}, {"label": "joy", "score": 0.01}] for label, score in scores
        ]

    return read


@pytest.fixture
def example(monkeypatch):
    """Run the page's server as written, with that in the place of a model; tell its address."""
    transformers = ModuleType("transformers")
    transformers.pipeline = pipeline
    monkeypatch.setitem(sys.modules, "transformers", transformers)
    monkeypatch.setenv("EMOTION_TOKEN", "hf_abc")
    module = module_from_spec(spec_from_loader("emotion_server", loader=None))
    exec(block("python"), vars(module))  # noqa: S102  # our own page
    door = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(module.app, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, args=([door],))
    thread.start()
    yield f"http://127.0.0.1:{door.getsockname()[1]}/"
    server.should_exit = True
    thread.join()
    door.close()


def test_the_server(example):
    """It is asked, and its answers are read."""
    assert analysed(example, emotion_token="hf_abc") == READ


def test_the_server_wants_the_token(example):
    """With another one the fallback reads."""
    assert [analyser for _, _, analyser in analysed(example, emotion_token="hf_abd")] == ["spare"] * 2


def test_the_server_is_short():
    """25 lines at most: it is an example, no product."""
    assert len(block("python").splitlines()) <= 25
