"""Which texts are read again, what becomes of them, and what is left alone."""

import pytest

from scoring.vocabulary import Emotion, EmotionOrigin
from service.app.parts import Parts
from service.reanalysis import reanalysis
from service.rollups import recount
from tests.service.drafting import announced
from tests.service.reanalysis.oracle import Oracle, divined, reanalyse


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Wait for nobody."""
    monkeypatch.setattr(reanalysis, "ABSENCES", (0, 0))


async def rows(parts: Parts, tenant: str = "acme"):
    """Read all feedback by id."""
    return {row["_id"]: row for row in await parts.mongo.of(tenant)["feedback"].find({})}


async def test_a_text_nobody_read_is_read(parts, say):
    """Its row says who read it, and what else is stored of it stays to the last byte."""
    id_ = await say("a", nps=9, run_ref="trip", customer_ref="Maya", occurred_at=None)
    before = (await rows(parts))[id_]
    assert str(await reanalyse(parts, Oracle())) == "read 1, changed 1, left 0"
    after, analysis = (await rows(parts))[id_], divined("text a", "1")
    assert (after["analysis"]["analyser"], after["analysis"]["version"]) == ("oracle", "1")
    assert (after["origin"], after["emotion"]) == ("INFERRED", analysis.emotion.value)
    kept = before.keys() - {"origin"}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert after.keys() - kept <= {"origin", "emotion", "intensity", "valence", "confidence", "analysis"}
    assert (await recount(parts.mongo)).differences == []


async def test_what_was_read_is_not_read_again(parts, say):
    """By the same analyser and version, unless everything is; another version reads it."""
    await say("a")
    await reanalyse(parts, Oracle())
    again, everything, newer = Oracle(), Oracle(), Oracle("2")
    seen = await rows(parts)
    assert str(await reanalyse(parts, again)) == "read 0, changed 0, left 0"
    assert str(await reanalyse(parts, everything, everything=True)) == "read 1, changed 0, left 0"
    assert await rows(parts) == seen
    assert len(await announced(parts.mongo, "acme")) == 2  # what was said, and read
    assert (await reanalyse(parts, newer)).read == 1
    assert (again.texts, everything.texts, newer.texts) == ([], ["text a"], ["text a"])


async def test_what_is_no_business_of_an_analyser(parts, say):
    """What people say they feel, what a partner's model named or failed to, ratings alone, and the erased."""
    told = {"origin": EmotionOrigin.INFERRED, "confidence": 0.9}
    await say("self", emotion=Emotion.JOY)
    await say("model", emotion=Emotion.ANGER, **told)
    await say("failed", **told)
    await say("rated", text=None, csat=3)
    await parts.ingestion.delete("acme", await say("erased"))
    before, oracle = await rows(parts), Oracle()
    assert str(await reanalyse(parts, oracle, everything=True)) == "read 0, changed 0, left 0"
    assert (await rows(parts), oracle.texts) == (before, [])


async def test_changed_is_what_counts_otherwise(parts, say):
    """Another confidence in the same emotion is stored, and moves no score: no change is announced."""
    id_ = await say("a")
    oracle = Oracle()
    await reanalyse(parts, oracle)
    feedback = parts.mongo.of("acme")["feedback"]
    row = (await rows(parts))[id_]
    surer = {**row, "confidence": 0.99, "analysis": {**row["analysis"], "version": "0"}}
    assert row["confidence"] >= 0.5
    await feedback.replace({"_id": id_}, surer)
    heard = await announced(parts.mongo, "acme")
    assert str(await reanalyse(parts, oracle)) == "read 1, changed 0, left 0"
    assert (await rows(parts))[id_] == row
    assert await announced(parts.mongo, "acme") == heard


async def test_a_rehearsal_changes_nothing(parts, say):
    """It tells what would."""
    await say("a")
    seen = await rows(parts)
    assert str(await reanalyse(parts, Oracle(), rehearsed=True)) == "read 1, changed 1, left 0"
    assert await rows(parts) == seen


async def test_what_cannot_be_read_is_left(parts, say):
    """As it is, and the rest is read."""
    id_ = await say("a", text="a riddle")
    await say("b")
    before = (await rows(parts))[id_]
    outcome = await reanalyse(parts, Oracle())
    assert (str(outcome), outcome.away) == ("read 1, changed 1, left 1", 0)
    assert (await rows(parts))[id_] == before


async def test_an_analyser_that_is_away_is_waited_for(parts, say):
    """It comes back, and reads."""
    await say("a")
    oracle = Oracle(absent=2)
    assert str(await reanalyse(parts, oracle)) == "read 1, changed 1, left 0"
    assert len(oracle.texts) == 3


async def test_what_an_absent_analyser_did_not_read_is_left(parts, say):
    """What the spare one reads instead is not stored; the next run completes it."""
    id_ = await say("a")
    before = (await rows(parts))[id_]
    outcome = await reanalyse(parts, Oracle(absent=3))
    assert (str(outcome), outcome.away) == ("read 0, changed 0, left 1", 1)
    assert (await rows(parts))[id_] == before
    assert str(await reanalyse(parts, Oracle())) == "read 1, changed 1, left 0"


async def test_tenants_are_read_apart(parts, say, mongo):
    """Of one that is named nothing of another is read; unnamed, all are."""
    id_ = await say("a")
    row = (await rows(parts))[id_]
    await mongo.of("other")["feedback"].insert(
        {**row, "_id": id_[::-1], "tenant": "other", "journey": "theirs"}
    )
    before = await rows(parts)
    assert (await reanalyse(parts, Oracle(), "other")).read == 1
    assert await rows(parts) == before
    assert (await reanalyse(parts, Oracle(), "nobody")).read == 0
    assert (await reanalyse(parts, Oracle())).read == 1
    assert {"analysis"} <= (await rows(parts))[id_].keys()
