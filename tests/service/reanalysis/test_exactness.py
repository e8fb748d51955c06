"""At random: texts come, go and are read again by one version after the other; every count stays exact."""

import asyncio
from random import Random

import pytest

from service.app.parts import assemble
from service.reanalysis import pages
from service.rollups import recount
from service.settings import Limits
from tests.service.company import Company
from tests.service.reanalysis.oracle import Oracle, divined, reanalyse
from tests.unit.ingestion import random_feedback

STEPS = 12


@pytest.mark.parametrize("seed", range(3))
async def test_counts_follow_what_is_read(mongo, parts, seed, monkeypatch):
    """Whatever order it comes in, at two processes: scores in memory, days, runs and the recount agree."""
    monkeypatch.setattr(pages, "PAGE", 7)
    monkeypatch.setattr(random_feedback, "WORDS", tuple(f"word {number}" for number in range(200)))
    random = Random(seed)
    company = await Company.found(mongo, customers=24)
    async with assemble(mongo, b"r" * 32, Limits()) as other:
        both = [parts, other]
        for step in range(STEPS):
            version = str(step // 3)
            await asyncio.gather(
                company.submit(random.choice(both), random, 20),
                reanalyse(random.choice(both), Oracle(version), company.tenant),
                company.delete(random.choice(both), random),
                company.forget(random.choice(both), random),
            )
            await company.submit(random.choice(both), random, 20)
            await company.check([each.rollups for each in both])
        await reanalyse(other, Oracle("last"), company.tenant)
        await company.check([each.rollups for each in both])
    assert (await recount(mongo)).differences == []
    rows = await mongo.of(company.tenant)["feedback"].find({"analysis": {"$exists": True}})
    assert len(rows) > 5
    for row in rows:
        analysis = divined(row["text"], "last")
        emotion = analysis.emotion.value if analysis.emotion else None
        assert (row["analysis"]["version"], row["origin"], row.get("emotion")) == (
            "last",
            "INFERRED",
            emotion,
        )
