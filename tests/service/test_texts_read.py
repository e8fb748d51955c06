"""Texts that nobody named an emotion for are read before they are stored, and counted as what they read."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack

import pytest
from structlog.testing import capture_logs

from scoring.emotion import Analysis
from scoring.selection import DEFAULT_SELECTION, Selection
from scoring.vocabulary import Channel, Emotion, EmotionOrigin
from service.analysers import Ignored, Reader
from service.app.parts import Parts, assemble
from service.errors import Conflict
from service.ingestion import Draft
from service.mongo.client import Mongo
from service.rollups import ScoreFilter, recount
from service.settings import Limits
from tests.service.atlas import store_journey
from tests.unit.analysers.wordy import Wordy

Assembled = Callable[[Reader | None], Awaitable[Parts]]


@pytest.fixture
async def assembled(mongo: Mongo) -> AsyncIterator[Assembled]:
    """Run processes on one database, each with a reader of its own."""
    async with AsyncExitStack() as stack:

        async def run(reader: Reader | None) -> Parts:
            return await stack.enter_async_context(assemble(mongo, b"r" * 32, Limits(), reader))

        yield run


@pytest.fixture
async def reading(assembled: Assembled) -> Parts:
    """Run a process that reads."""
    return await assembled(Reader(Wordy()))


def draft(journey, key="k", **fields):
    """Draft what somebody wrote in the app."""
    usual = {"idempotency_key": str(key), "touchpoint_id": journey.present[0].id, "channel": Channel.APP}
    return Draft(**{**usual, "text": "It is broken", **fields})


async def evidence(parts, journey, selection=DEFAULT_SELECTION):
    """Read the mean valence, and how many emotions were reported, inferred and not found."""
    [state] = await parts.rollups.scores(journey.tenant, [(journey, ScoreFilter(selection))])
    seen = state.scores.evidence
    return state.scores.valence.value, (seen.reported, seen.inferred, seen.unclassified)


async def exact(parts):
    """Tell whether cells, runs and pulses are what the feedback says."""
    return (await recount(parts.mongo)).differences == []


async def test_a_text_moves_the_score(reading):
    """Text alone is an inferred emotion, counted apart from reported ones; who read it is stored."""
    journey = await store_journey(reading.mongo)
    answer = await reading.ingestion.submit("acme", draft(journey))
    assert (answer.row["origin"], answer.row["emotion"], answer.row["valence"]) == (
        "INFERRED",
        "ANGER",
        -7000,
    )
    assert await evidence(reading, journey) == (-0.7, (0, 1, 0))
    reported = Selection(origins=frozenset({EmotionOrigin.REPORTED}))
    assert await evidence(reading, journey, reported) == (None, (0, 0, 0))
    [stored] = await reading.mongo.of("acme")["feedback"].find({})
    assert stored == answer.row
    assert stored["analysis"] == {
        "analyser": "wordy",
        "version": "1",
        "language": "en",
        "valence": 0.5,
        "distribution": {"17": 0.8, "9": 0.2},
    }
    assert await exact(reading)


async def test_what_people_said_themselves_is_never_read(assembled):
    """A self-reported emotion stays, whatever the text says, and the analyser never sees it."""
    wordy = Wordy()
    parts = await assembled(Reader(wordy))
    journey = await store_journey(parts.mongo)
    answer = await parts.ingestion.submit("acme", draft(journey, emotion=Emotion.JOY, intensity=0.5))
    assert (answer.row["origin"], answer.row["emotion"], answer.row["valence"]) == ("REPORTED", "JOY", 4250)
    assert "analysis" not in answer.row
    assert wordy.calls == []
    assert await evidence(parts, journey) == (0.425, (1, 0, 0))


async def test_a_partners_reading_stays_theirs(assembled):
    """An emotion, or none, that came with a confidence is not read again."""
    wordy = Wordy()
    parts = await assembled(Reader(wordy))
    journey = await store_journey(parts.mongo)
    theirs = {"origin": EmotionOrigin.INFERRED, "confidence": 0.6}
    named = await parts.ingestion.submit("acme", draft(journey, 1, emotion=Emotion.JOY, **theirs))
    nothing = await parts.ingestion.submit("acme", draft(journey, 2, **theirs))
    assert (named.row["emotion"], named.row["confidence"]) == ("JOY", 0.6)
    assert "emotion" not in nothing.row
    assert wordy.calls == []
    assert await evidence(parts, journey) == (0.85, (0, 1, 1))


@pytest.mark.parametrize("text", ["hm", "C'est cassé"])
async def test_doubt_and_other_languages_are_unclassified(reading, text):
    """Too unsure, or not readable: kept, inferred, and in no score of emotions; ratings beside it count."""
    journey = await store_journey(reading.mongo)
    answer = await reading.ingestion.submit("acme", draft(journey, text=text, nps=9))
    assert answer.row["origin"] == "INFERRED"
    assert answer.row["confidence"] < 0.5
    assert "valence" not in answer.row
    assert await evidence(reading, journey) == (None, (0, 0, 1))
    [state] = await reading.rollups.scores("acme", [(journey, ScoreFilter())])
    assert state.scores.nps.n == 1
    assert await exact(reading)


async def test_without_a_reader_texts_stay_unread(assembled):
    """With the analyser off: reported, unclassified, and nothing of an analysis."""
    parts = await assembled(None)
    journey = await store_journey(parts.mongo)
    answer = await parts.ingestion.submit("acme", draft(journey))
    assert answer.row["origin"] == "REPORTED"
    assert answer.row.keys() & {"emotion", "confidence", "analysis", "valence"} == set()
    assert await evidence(parts, journey) == (None, (0, 0, 1))


async def test_a_retry_is_a_duplicate_whoever_reads_it(assembled):
    """The same under another analyser, another version, or none, is what was stored; other words conflict."""
    parts = await assembled(Reader(Wordy()))
    journey = await store_journey(parts.mongo)
    first = await parts.ingestion.submit("acme", draft(journey))
    for reader in (Reader(Wordy("other", "7")), None):
        process = await assembled(reader)
        again = await process.ingestion.submit("acme", draft(journey))
        assert again.duplicate
        assert again.row == first.row
        with pytest.raises(Conflict):
            await process.ingestion.submit("acme", draft(journey, text="I love it"))
    assert await evidence(parts, journey) == (-0.7, (0, 1, 0))


async def test_a_batch_is_read_together(assembled):
    """Every item is read as it would be alone, in one commit; copies in it are one."""
    wordy = Wordy()
    parts = await assembled(Reader(wordy))
    journey = await store_journey(parts.mongo)
    said = ["I love it", "It is broken", "hm", "rien"] * 10
    drafts = [draft(journey, number % 20, text=text) for number, text in enumerate(said)]
    answers = await parts.ingestion.submit_batch("acme", drafts)
    assert sum(answer.duplicate for answer in answers) == 20
    assert [answer.row.get("emotion") for answer in answers[:4]] == ["DELIGHT", "ANGER", "TRUST", None]
    assert len(wordy.texts) == 20
    _, counts = await evidence(parts, journey)
    assert counts == (0, 10, 10)
    assert await exact(parts)


async def test_a_tenants_names_are_not_feelings(assembled):
    """What is on the tenant's list is not read as a word; what is stored is what was said."""
    parts = await assembled(Reader(Wordy(), ignored=Ignored({"acme": ["Joy"]})))
    ours, theirs = await store_journey(parts.mongo), await store_journey(parts.mongo, "other")
    masked = await parts.ingestion.submit("acme", draft(ours, text="joy called"))
    unmasked = await parts.ingestion.submit("other", draft(theirs, text="joy called"))
    assert (masked.row["text"], masked.row.get("emotion")) == ("joy called", None)
    assert unmasked.row["emotion"] == "JOY"


async def test_erasing_a_reading_subtracts_it(reading):
    """What an analyser added goes with the feedback."""
    journey = await store_journey(reading.mongo)
    await reading.ingestion.submit("acme", draft(journey, customer_ref="al", run_ref="r"))
    await reading.ingestion.forget("acme", "al")
    assert await evidence(reading, journey) == (None, (0, 0, 0))
    assert await exact(reading)


class Broken(Wordy):
    """Has a bug that quotes what it reads."""

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Fail."""
        raise ZeroDivisionError(*texts)


async def test_a_broken_analyser_loses_nothing_and_tells_nothing(assembled):
    """Every feedback is stored and counted, unread; the log names the bug and no word of any text."""
    parts = await assembled(Reader(Broken()))
    journey = await store_journey(parts.mongo)
    with capture_logs() as logs:
        answers = await parts.ingestion.submit_batch("acme", [draft(journey, key) for key in range(5)])
    assert [answer.duplicate for answer in answers] == [False] * 5
    assert await evidence(parts, journey) == (None, (0, 0, 5))
    assert {each["event"] for each in logs} == {"text.unreadable"}
    assert "broken" not in str([{**each, "exc_info": None} for each in logs])
    assert await exact(parts)


async def test_many_processes_and_many_texts_stay_exact(assembled):
    """Two processes with analysers of their own, hundreds of texts at once: every one counted once."""
    processes = [await assembled(Reader(Wordy(version=version))) for version in ("1", "2")]
    journey = await store_journey(processes[0].mongo)
    said = ["I love it", "It is broken " * 50, "hm", "rien"]
    drafts = [draft(journey, number, text=said[number % 4]) for number in range(400)]
    both = (process.ingestion.submit("acme", each) for each in drafts for process in processes)
    answers = await asyncio.gather(*both)
    assert sum(not answer.duplicate for answer in answers) == 400
    assert (await evidence(processes[0], journey))[1] == (0, 200, 200)
    assert await exact(processes[1])
