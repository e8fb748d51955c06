"""The analyser that asks a server of the user's own, while that one is well."""

import threading

import pytest

from scoring.emotion import Analysis
from scoring.vocabulary import Emotion
from service.analysers.http import HttpAnalyser
from service.errors import ConfigurationError
from service.settings import Settings
from tests.unit.analysers.server_of_mine import joyful, labelled, running, told
from tests.unit.analysers.spare import Spare, english


@pytest.fixture
def server():
    """Run a server that reads joy in everything."""
    with running() as server:
        yield server


@pytest.fixture
def spare():
    """Have one to fall back on."""
    return Spare()


@pytest.fixture
def analyser(server, spare):
    """Make an analyser that asks it, patiently: these tests are not about time."""
    analyser = made(server, spare)
    yield analyser
    analyser.close()


def made(server, spare, identify=english, **settings):
    """Make an analyser of settings."""
    settings = {"emotion_url": server.url, "emotion_ms": 20_000} | settings
    return HttpAnalyser.of(Settings(**settings), spare, identify)


def test_an_answer_becomes_an_analysis(spare):
    """Emotion, shares, valence and confidence are the server's; name and version tell who read it."""
    with running(lambda _: iter([told(labelled(joy=0.5, anger=0.25, sarcasm=0.25))])) as server:
        analyser = made(server, spare, emotion_model="roberta-go 2")
        assert analyser.analyse(["Such fun"]) == [
            Analysis(
                emotion=Emotion.JOY,
                distribution={Emotion.JOY: 2 / 3, Emotion.ANGER: 1 / 3},
                valence=pytest.approx((2 * 0.85 - 0.70) / 3),
                confidence=0.5,
                language="en",
                truncated=False,
                analyser="http",
                version="roberta-go 2",
            )
        ]
        analyser.close()
    assert spare.read == []


def test_the_request_is_the_common_one(analyser, server):
    """Texts as inputs, all labels wanted, nothing compressed, no token where none is set."""
    analyser.analyse(["Such fun"])
    [asked] = server.asked
    assert asked.line == "POST /read HTTP/1.1"
    assert asked.body == {"inputs": ["Such fun"], "parameters": {"top_k": None}}
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["accept-encoding"] == "identity"
    assert "authorization" not in asked.headers


def test_the_token_is_sent_as_a_bearer(server, spare):
    """As the servers want it."""
    analyser = made(server, spare, emotion_token="hf_abc")
    analyser.analyse(["Such fun"])
    analyser.close()
    assert server.asked[0].headers["authorization"] == "Bearer hf_abc"


def test_many_texts_are_parted_and_keep_their_order(spare):
    """Batches of the set size, each text with its own answer."""

    def own(asked):
        yield told(*({"joy": int(text[2:]) / 100} for text in asked.texts))

    with running(own) as server:
        analyser = made(server, spare, emotion_batch=8)
        assert analyser.batch_size == 8
        analyses = analyser.analyse([f"No{number}" for number in range(1, 51)])
        analyser.close()
    assert [analysis.confidence for analysis in analyses] == [number / 100 for number in range(1, 51)]
    assert sorted(len(asked.texts) for asked in server.asked) == [2, 8, 8, 8, 8, 8, 8]


def test_batches_are_asked_side_by_side(spare):
    """The server sees four requests before it answers the first."""
    together = threading.Barrier(4)

    def patient(asked):
        together.wait(20)
        yield from joyful(asked)

    with running(patient) as server:
        analyser = made(server, spare, emotion_batch=1)
        assert {each.analyser for each in analyser.analyse(["one", "two", "three", "four"])} == {"http"}
        analyser.close()


def test_connections_are_kept(analyser, server):
    """One batch after the other comes over the same connection."""
    for _ in range(5):
        analyser.analyse(["Such fun"])
    assert len(server.asked) == 5
    assert len({asked.caller for asked in server.asked}) == 1


def test_threads_may_ask_at_once(analyser):
    """Each gets the answers to its own texts, and one thread does the asking for all."""
    got = []
    threads = [
        threading.Thread(target=lambda n=n: got.append((n, len(analyser.analyse(["fun"] * n)))))
        for n in range(1, 30)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [(n, n) for n in range(1, 30)]
    assert [each.name for each in threading.enumerate()].count("emotion-server") == 1


def test_texts_that_say_nothing_are_not_sent(analyser, server):
    """Blanks, numbers and signs are no emotion: a server would answer one all the same."""
    assert analyser.analyse(["", " \n ", "\ud800", "10/10?!", "...", "-"]) == [unread(None)] * 6
    assert analyser.analyse([]) == []
    assert server.asked == []


def unread(language):
    """Tell what is known of a text that was not read."""
    return Analysis(None, {}, None, 0.0, language, truncated=False, analyser="http", version="1")


def language_of(text):
    """Tell the language of a text that begins with its code."""
    return text[:2], 0.9


def test_other_languages_stay_unread(server, spare):
    """A server that reads English is sent English; a German text is not guessed at."""
    analyser = made(server, spare, language_of)
    german, english = analyser.analyse(["de alles gut", "en all is well"])
    analyser.close()
    assert german == unread("de")
    assert (english.emotion, english.language) == (Emotion.JOY, "en")
    assert [asked.texts for asked in server.asked] == [["en all is well"]]


@pytest.mark.parametrize("smile", ["😀", ":)", "<3"])
def test_emoji_have_no_language_and_are_sent(server, spare, smile):
    """They carry emotion wherever they come from."""
    analyser = made(server, spare, lambda _: ("zh", 1.0))
    [analysis] = analyser.analyse([smile])
    analyser.close()
    assert (analysis.emotion, analysis.language) == (Emotion.JOY, None)


@pytest.mark.parametrize(("share", "language"), [(0.49, "en"), (0.5, "de")])
def test_a_doubtful_language_is_the_servers_own(server, spare, share, language):
    """A few words are not another language because they might be: `Such fun` looks German, at .29."""
    analyser = made(server, spare, lambda _: ("de", share))
    [analysis] = analyser.analyse(["Such fun"])
    analyser.close()
    assert (analysis.language, len(server.asked)) == (language, int(language == "en"))


@pytest.mark.parametrize("languages", ["en de", "de,en", "*"])
def test_a_server_may_read_more(monkeypatch, server, spare, languages):
    """Its languages are set by their codes; * is all."""
    monkeypatch.setenv("HEARTLINE_EMOTION_LANGUAGES", languages)
    analyser = made(server, spare, language_of)
    analyser.analyse(["de alles gut", "en all is well"])
    analyser.close()
    assert [asked.texts for asked in server.asked] == [["de alles gut", "en all is well"]]


def test_what_is_sent_is_plain(analyser, server):
    """No markup, addresses, handles or lone surrogates; 4,000 characters at most, which is told."""
    [analysis] = analyser.analyse(["<b>Ask</b> @bob\ud800 at https://x.example/y?z " + "fun " * 2_000])
    [text] = server.asked[0].texts
    assert text.split()[:4] == ["Ask", "user", "at", "url"]
    assert len(text) <= 4_000
    assert analysis.truncated


def test_it_is_well(analyser):
    """Before it was asked, and after."""
    assert analyser.health() is None
    analyser.analyse(["Such fun"])
    assert analyser.health() is None


def test_a_missing_address_is_named(spare):
    """The one setting that the analyser cannot do without."""
    with pytest.raises(ConfigurationError, match="HEARTLINE_EMOTION_URL"):
        HttpAnalyser.of(Settings(), spare, english)


def test_its_thread_ends_with_it(server, spare):
    """Who lets go of an analyser leaves no thread behind, closed or not."""
    analyser = made(server, spare)
    analyser.analyse(["Such fun"])
    thread = next(each for each in threading.enumerate() if each.name == "emotion-server")
    del analyser
    thread.join(5)
    assert not thread.is_alive()
