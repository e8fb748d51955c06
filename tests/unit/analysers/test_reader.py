"""The reader reads what is to be read, within its budget; whatever goes wrong, every feedback comes back."""

import asyncio
import dataclasses
import threading
import time
from typing import ClassVar

import pytest
from prometheus_client import REGISTRY, generate_latest
from structlog.testing import capture_logs

from service.analysers import Ignored, Reader
from service.analysers.pace import ON_LOOP_CHARACTERS
from tests.unit.analysers.rows import a_row
from tests.unit.analysers.wordy import Wordy

HERE = threading.current_thread().name
SECRET = "my card is 4111 and it is broken"


def texts(*said, **fields):
    """Write a row for each text."""
    return [a_row(_id=f"f{number}", text=text, **fields) for number, text in enumerate(said)]


def emotions(rows):
    """Tell who read each row, and as what."""
    return [(row.get("analysis", {}).get("analyser"), row.get("emotion")) for row in rows]


def counted(**labels):
    """Tell how many texts were counted so."""
    return REGISTRY.get_sample_value("heartline_texts_read_total", labels) or 0


async def test_only_texts_that_nobody_named_are_read():
    """Rows come back in their order; what people and partners said is the very same, and never seen."""
    rows = [
        a_row(text="I love it", emotion="ANGER"),
        a_row(text="I love it"),
        a_row(nps=3),
        a_row(text="I love it", emotion="JOY", origin="INFERRED", confidence=0.1),
        a_row(text="It is broken"),
    ]
    wordy = Wordy()
    read = await Reader(wordy).read(rows)
    assert wordy.texts == ["I love it", "It is broken"]
    assert [read[place] is rows[place] for place in (0, 2, 3)] == [True] * 3
    assert emotions(read)[1::3] == [("wordy", "DELIGHT"), ("wordy", "ANGER")]


async def test_nothing_to_read_asks_nobody():
    """A commit of ratings costs no reading."""
    wordy = Wordy()
    assert await Reader(wordy).read([a_row(nps=3)]) == [a_row(nps=3)]
    assert wordy.calls == []


async def test_a_tenants_names_are_masked_for_the_analyser_alone():
    """It reads [NAME]; what is stored is what was said."""
    wordy = Wordy()
    reader = Reader(wordy, ignored=Ignored({"acme": ["Joy"]}))
    [ours] = await reader.read(texts("Joy is here"))
    [theirs] = await reader.read(texts("Joy is here", tenant="other"))
    assert wordy.texts == ["[NAME] is here", "Joy is here"]
    assert (ours["text"], "emotion" in ours, theirs["emotion"]) == ("Joy is here", False, "JOY")


async def test_few_texts_are_read_here_and_many_beside():
    """A long reading does not hold the loop up."""
    wordy = Wordy()
    reader = Reader(wordy)
    await reader.read(texts("love " * 10))
    assert wordy.threads == {HERE}
    wordy.threads.clear()
    read = await reader.read(texts(*["love " * 100] * (ON_LOOP_CHARACTERS // 100)))
    assert len(wordy.threads) == 1
    assert HERE not in wordy.threads
    assert set(emotions(read)) == {("wordy", "DELIGHT")}
    assert max(len(call) for call in wordy.calls) == wordy.batch_size


async def test_many_short_texts_are_read_beside_too():
    """Five hundred texts of a word or two are as much work as a few long ones."""
    wordy = Wordy()
    await Reader(wordy).read(texts(*["love"] * 500))
    assert HERE not in wordy.threads


async def test_names_are_looked_for_beside_and_only_as_long_as_there_is_time():
    """The longest texts of a commit and a long list would hold the loop up for a second."""

    class Watched(Ignored):
        threads: ClassVar[list[str]] = []

        def masked(self, tenant, text):
            self.threads.append(threading.current_thread().name)
            return super().masked(tenant, text)

    slow = Wordy(before=lambda said: time.sleep(0.03 * len(said)))
    await Reader(slow, ignored=Watched({"acme": ["Joy"]})).read(texts(*["love " * 800] * 50), 0.1)
    assert HERE not in Watched.threads
    assert 0 < len(Watched.threads) < 50


async def test_what_there_is_no_time_for_stays_unread():
    """The shortest are read first; the rest is stored as it came, to be read again one day."""
    slow = Wordy(before=lambda said: time.sleep(0.03 * len(said)))
    rows = texts(*["love " * 1_000] * 10, "love")
    before = counted(analyser="wordy", outcome="unread")
    began = time.monotonic()
    with capture_logs() as logs:
        read = await Reader(slow).read(rows, budget_seconds=0.1)
    assert time.monotonic() - began < 0.3
    assert emotions(read)[-1] == ("wordy", "DELIGHT")
    left = [row for row in read if "analysis" not in row]
    assert left
    assert all(row in rows for row in left)
    assert counted(analyser="wordy", outcome="unread") - before == len(left)
    assert [(each["event"], each["items"]) for each in logs] == [("texts.no_time", len(left))]


async def test_a_bug_costs_the_text_that_it_is_about():
    """One text raises: it is stored unread, the others are read, and the log has no word of it."""

    def trip(said):
        if SECRET in said:
            raise RuntimeError(SECRET)

    with capture_logs() as logs:
        read = await Reader(Wordy(before=trip)).read(texts("I love it", SECRET, "hm"))
    assert emotions(read) == [("wordy", "DELIGHT"), (None, None), ("wordy", "TRUST")]
    [told] = logs
    assert told.pop("exc_info")
    assert told == {"event": "text.unreadable", "log_level": "error", "analyser": "wordy"}


async def test_an_analyser_that_answers_too_little_is_not_believed():
    """One analysis fewer than texts: nobody can say whose is missing, so each is asked again alone."""

    class Forgetful(Wordy):
        def analyse(self, texts):
            return super().analyse(texts)[1:] if len(texts) > 1 else super().analyse(texts)

    read = await Reader(Forgetful()).read(texts("I love it", "broken"))
    assert emotions(read) == [("wordy", "DELIGHT"), ("wordy", "ANGER")]


async def test_numbers_that_are_none_are_not_stored():
    """An analyser's nonsense leaves the feedback as it was said."""

    class Sure(Wordy):
        def analyse(self, texts):
            return [dataclasses.replace(each, confidence=7.0) for each in super().analyse(texts)]

    rows = texts("I love it")
    with capture_logs() as logs:
        assert await Reader(Sure()).read(rows) == rows
    assert [each["event"] for each in logs] == ["text.unreadable"]


async def test_no_thread_to_be_had_loses_nothing(monkeypatch):
    """Whatever the machine lacks, the rows come back."""
    reader = Reader(Wordy())

    def refuse(*_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(reader._pace._beside, "submit", refuse)  # noqa: SLF001  # as if the machine had no more
    rows = texts("love " * ON_LOOP_CHARACTERS)
    with capture_logs() as logs:
        assert await reader.read(rows) == rows
    assert [each["event"] for each in logs] == ["texts.unread"]


async def test_an_analyser_elsewhere_is_waited_for_beside():
    """However few texts there are, a server is never waited for on the loop."""
    far, spare = Wordy("far"), Wordy("spare")
    read = await Reader(far, spare).read(texts("I love it"))
    assert emotions(read) == [("far", "DELIGHT")]
    assert HERE not in far.threads
    assert spare.calls == []


async def test_the_spare_reads_what_the_one_elsewhere_does_not():
    """It raised: the spare one reads, and the analysis says so; the log tells when it went and came back."""
    ill = threading.Event()

    def fail(_):
        if ill.is_set():
            raise OSError(SECRET)

    reader = Reader(Wordy("far", before=fail), Wordy("spare"))
    with capture_logs() as logs:
        ill.set()
        for _ in range(3):
            assert emotions(await reader.read(texts("I love it"))) == [("spare", "DELIGHT")]
        ill.clear()
        assert emotions(await reader.read(texts("I love it"))) == [("far", "DELIGHT")]
    assert logs == [
        {"event": "analyser.away", "log_level": "warning", "analyser": "far", "error": "OSError"},
        {"event": "analyser.back", "log_level": "info", "analyser": "far"},
    ]


async def test_a_slow_one_elsewhere_holds_nobody_up():
    """After its time the spare one reads; while the late answer is out, nobody waits for it again."""
    late = threading.Event()
    far = Wordy("far", before=lambda _: late.wait(10) and None)
    reader = Reader(far, Wordy("spare"))
    try:
        for most in (1, 0.1):
            began = time.monotonic()
            assert emotions(await reader.read(texts("I love it"))) == [("spare", "DELIGHT")]
            assert time.monotonic() - began < most
        assert len(far.calls) == 1
    finally:
        late.set()
    while not reader._away._asked.done():  # noqa: ASYNC110, SLF001  # it tells no event
        await asyncio.sleep(0.01)
    assert emotions(await reader.read(texts("I love it"))) == [("far", "DELIGHT")]


async def test_giving_up_stops_the_waiting():
    """A stopping service does not wait for a server."""
    late = threading.Event()
    reader = Reader(Wordy("far", before=lambda _: late.wait(10) and None), Wordy("spare"))
    reading = asyncio.create_task(reader.read(texts("I love it")))
    await asyncio.sleep(0.02)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    late.set()


async def test_what_came_of_it_is_counted():
    """Texts by who read them and as what; nothing of a text is in the numbers."""
    outcomes = ("scored", "doubtful", "unread")
    before = [counted(analyser="counting", outcome=each) for each in outcomes]
    await Reader(Wordy("counting")).read(texts(SECRET, "I love it", "hm", "rien"))
    after = [counted(analyser="counting", outcome=each) for each in outcomes]
    assert [now - then for then, now in zip(before, after, strict=True)] == [2, 1, 1]
    assert b"4111" not in generate_latest()


def test_it_is_well_while_its_analyser_is():
    """The spare one's health does not count."""
    far, spare = Wordy("far"), Wordy("spare")
    reader = Reader(far, spare)
    spare.ill = "no"
    assert reader.well
    far.ill = "The server cannot be reached."
    assert not reader.well
