"""The analyser that asks a server, when that one fails: the fallback reads, and nothing is told on."""

import gzip
import time

import pytest
import structlog

from service.analysers.breaker import Breaker
from service.analysers.http import HttpAnalyser
from service.analysers.server import EmotionServer
from tests.unit.analysers.server_of_mine import http, joyful, labelled, running, told
from tests.unit.analysers.spare import Clock, Spare, english

SECRET = "hf_s3cr3t"
TEXTS = ["my card 4929 was eaten", "by the machine"]
SOON = 1.0
"""Where 250 ms are promised: machines that run tests are slow."""
PATIENTLY = 20
"""Where time is not what is tested."""


def asking(server, spare, **more):
    """Make an analyser as it is by default."""
    return HttpAnalyser(EmotionServer(server.url, SECRET), spare, english, **more)


def once(part):
    """Answer so."""
    return lambda _: iter([part])


def hanging(_):
    """Never answer."""
    time.sleep(3)
    yield b""


def dripping(_):
    """Send a byte at a time: each comes soon."""
    for byte in told(labelled(joy=0.9), labelled(joy=0.9)):
        time.sleep(0.05)
        yield bytes([byte])


def head_dripping(_):
    """Begin, and go on for ever."""
    yield b"HTTP/1.1 200 OK\r\n"
    for number in range(60):
        time.sleep(0.05)
        yield b"X-%d: y\r\n" % number


def continuing(_):
    """Say that the answer is to come, for ever."""
    for _ in range(20_000):
        yield b"HTTP/1.1 100 Continue\r\n\r\n" * 50


def a_gigabyte(_):
    """Send it."""
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"
    for _ in range(1_024):
        yield b" " * 1024**2


def endless_chunks(_):
    """Send chunks of a byte."""
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    for _ in range(2_000):
        yield b"1\r\n \r\n" * 1_000


def halfway(_):
    """Hang up in the middle."""
    yield b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[[{"label"'
    yield None


def silent(_):
    """Hang up at once."""
    yield None


BOMB = http(gzip.compress(b" " * 10_000_000), Content_Encoding="gzip")
UNKNOWN = "no label that is an emotion's name or one of GoEmotions'"

SLOW = {
    "hangs": hanging,
    "drips": dripping,
    "drips its head": head_dripping,
    "says 100 for ever": continuing,
    "sends a gigabyte": a_gigabyte,
    "sends chunks for ever": endless_chunks,
}
WRONG = {
    "sends too much": (once(http(b" " * 24_577)), "answered more than 24576 bytes"),
    "hangs up": (silent, "broke off (RemoteProtocolError)"),
    "hangs up halfway": (halfway, "broke off (RemoteProtocolError)"),
    "speaks no HTTP": (once(b"joy joy joy\r\n\r\n"), "broke off (RemoteProtocolError)"),
    "sends HTML": (once(http(b"<html>my card 4929</html>")), "answered what is no JSON"),
    "is wrong about the number": (once(told(labelled(joy=1))), "answered 1 entries for 2 texts"),
    "knows NaN": (once(http(b'[{"joy": NaN}, {"joy": 1}]')), "answered what is no JSON"),
    "knows negative scores": (once(told({"joy": -1}, {"joy": 1})), "answered a score outside 0..1"),
    "has no names": (once(told({"LABEL_0": 1}, {"LABEL_0": 1})), f"answered {UNKNOWN}"),
    "zips": (once(BOMB), "compressed its answer, unasked"),
    "is elsewhere": (
        once(http(b"", "307 Temporary Redirect", Location="/read")),
        "answered with the status 307",
    ),
    "wants another token": (once(http(b"", "401 Unauthorized")), "answered with the status 401"),
    "is loading": (once(http(b"[]", "503 Service Unavailable")), "answered with the status 503"),
    "says nothing": (once(b"HTTP/1.1 204 No Content\r\n\r\n"), "answered with the status 204"),
}


@pytest.mark.parametrize("behave", SLOW.values(), ids=SLOW.keys())
def test_no_server_takes_longer_than_its_time(behave):
    """However it spends it: then the fallback reads all, and says so."""
    spare = Spare()
    with running(behave) as server:
        analyser = asking(server, spare)
        began = time.monotonic()
        analyses = analyser.analyse(TEXTS)
        assert time.monotonic() - began < SOON
        analyser.close()
    assert [each.analyser for each in analyses] == ["spare"] * 2
    late, too_much = "did not answer within 250 ms", "answered more than 24576 bytes"
    assert analyser.health() in {f"The emotion server {late}.", f"The emotion server {too_much}."}


@pytest.mark.parametrize(("behave", "fact"), WRONG.values(), ids=WRONG.keys())
def test_the_fallback_reads_all_and_says_so(behave, fact):
    """In order, under its own name; health and log say what was wrong, and nothing that was said."""
    spare = Spare()
    with running(behave) as server, structlog.testing.capture_logs() as logs:
        analyser = asking(server, spare, seconds=PATIENTLY)
        analyses = analyser.analyse(TEXTS)
        analyser.close()
    assert [(each.analyser, each.version) for each in analyses] == [("spare", "7")] * 2
    assert spare.read == [TEXTS]
    assert len(server.asked) == 1
    assert analyser.health() == f"The emotion server {fact}."
    assert logs == [
        {"event": "emotion_server.failed", "log_level": "warning", "fact": fact, "read_by": "spare"}
    ]
    assert SECRET not in repr(logs)


def test_a_server_that_is_away():
    """Nobody listens: the fallback reads at once."""
    with running() as server:
        pass
    analyser = asking(server, Spare(), seconds=PATIENTLY)
    assert [each.analyser for each in analyser.analyse(TEXTS)] == ["spare"] * 2
    assert analyser.health() == "The emotion server cannot be reached."
    analyser.close()


def test_one_batch_that_fails_fails_all():
    """Who reads a commit's texts is one and the same, even if only the last batch was not answered."""

    def selective(asked):
        yield from joyful(asked) if asked.texts != ["four"] else once(http(b"", "500 Oh"))(asked)

    spare = Spare()
    with running(selective) as server:
        analyser = asking(server, spare, batch_size=1, seconds=PATIENTLY)
        assert {each.analyser for each in analyser.analyse(["one", "two", "three", "four"])} == {"spare"}
        analyser.close()
    assert spare.read == [["one", "two", "three", "four"]]


def test_one_deadline_for_all_batches():
    """However many batches wait for a connection, the time is that of one."""
    with running(hanging) as server:
        analyser = asking(server, Spare(), batch_size=1)
        began = time.monotonic()
        analyser.analyse([f"text {number}" for number in range(100)])
        assert time.monotonic() - began < SOON
        analyser.close()


def test_what_was_given_up_has_ended():
    """A request does not linger: the server sees its caller hang up."""

    def waiting(_):
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"
        for _ in range(100):
            time.sleep(0.02)
            yield b" "

    with running(waiting) as server:
        analyser = asking(server, Spare())
        analyser.analyse(TEXTS)
        assert server.left.acquire(timeout=SOON)
        analyser.close()


def test_a_bug_costs_nobody_a_reading():
    """Whatever is raised while asking: the fallback reads, and its words are not told."""

    class Broken(EmotionServer):
        def ask(self, batches, *_):
            raise ZeroDivisionError(*batches[0])

    spare = Spare()
    server = Broken("http://127.0.0.1:1/")
    analyser = HttpAnalyser(server, spare, english)
    assert [each.analyser for each in analyser.analyse(TEXTS)] == ["spare"] * 2
    assert analyser.health() == "The emotion server met ZeroDivisionError."
    analyser.close()


def test_it_is_well_again():
    """After a failure the next answer counts."""
    with running(once(http(b"", "500 Oh"))) as server:
        analyser = asking(server, Spare(), seconds=PATIENTLY)
        assert analyser.analyse(["fun"])[0].analyser == "spare"
        server.behave = joyful
        assert analyser.analyse(["fun"])[0].analyser == "http"
        assert analyser.health() is None
        analyser.close()


def test_a_server_that_fails_is_left_alone():
    """After three failures nothing is asked for ten seconds; then one trial, and all again if it succeeds."""
    clock = Clock()
    with running(once(http(b"", "500 Oh"))) as server:
        analyser = asking(server, Spare(), breaker=Breaker(clock=clock), seconds=PATIENTLY)

        def read_by():
            return analyser.analyse(["fun"])[0].analyser, len(server.asked)

        assert [read_by() for _ in range(5)] == [("spare", n) for n in (1, 2, 3, 3, 3)]
        assert analyser.health() == "The emotion server answered with the status 500."
        clock.forward(10)
        assert [read_by() for _ in range(2)] == [("spare", 4)] * 2
        server.behave = joyful
        assert read_by() == ("spare", 4)
        clock.forward(10)
        assert [read_by() for _ in range(2)] == [("http", 5), ("http", 6)]
        assert analyser.health() is None
        analyser.close()
