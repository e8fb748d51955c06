"""Companies where people wrote a great deal that nobody has read yet."""

import asyncio
from collections import Counter
from typing import Any

import pymongo

from scoring.emotion.lexicon_analyser import LexiconAnalyser
from scoring.vocabulary import Channel
from service.app.parts import assemble
from service.errors import Refusal
from service.ingestion import Draft
from service.mongo.client import connect
from service.mongo.migrate import migrate
from service.rollups import recount
from service.settings import Limits
from tests.service.atlas import store_journey

SENTENCES = (
    "Thank you so much, the technician was wonderful",
    "I am furious, you charged me twice and nobody answers",
    "I have been waiting for three weeks now and I am worried",
    "It works",
    "Der Techniker kam nicht",
    "\U0001f621\U0001f621",
    "...",
)
"""Sure ones, doubtful ones, and what cannot be read."""


def draft(place: str, number: int) -> Draft:
    """Draft the feedback of that number: every seventh also rates, some say themselves what they feel."""
    return Draft(
        idempotency_key=f"{place} {number}",
        touchpoint_id=place,
        channel=(Channel.WEB, Channel.APP)[number % 2],
        text=f"{SENTENCES[number % len(SENTENCES)]} {number}",
        nps=number % 11 if number % 3 else None,
        run_ref=f"run {number % 97}",
        customer_ref=f"customer {number % 53}",
    )


async def write(uri: str, database: str, tenants: tuple[str, ...], many: int) -> None:
    """Migrate a database, and have so many texts of each tenant stored unread."""
    mongo = connect(uri, database)
    await migrate(mongo)
    async with assemble(mongo, b"r" * 32, Limits()) as parts:
        for tenant in tenants:
            journey = await store_journey(mongo, tenant)
            drafts = [draft(journey.present[number % 2].id, number) for number in range(many)]
            hundreds = (drafts[start : start + 100] for start in range(0, many, 100))
            answers = await asyncio.gather(*(parts.ingestion.submit_batch(tenant, part) for part in hundreds))
            assert not any(isinstance(each, Refusal) for answer in answers for each in answer)
    await mongo.aclose()


def differences(uri: str, database: str) -> list[str]:
    """Recount a database."""

    async def compare() -> list[str]:
        mongo = connect(uri, database)
        found = (await recount(mongo)).differences
        await mongo.aclose()
        return found

    return asyncio.run(compare())


def read(database: pymongo.database.Database[dict[str, Any]]) -> int:
    """Count the feedback whose text was read by the version that reads now."""
    by = {"analysis.analyser": LexiconAnalyser.name, "analysis.version": LexiconAnalyser.version}
    return database["feedback"].count_documents(by)


def seqs(database: pymongo.database.Database[dict[str, Any]]) -> Counter[str]:
    """Give each journey's seq."""
    found: Counter[str] = Counter()
    for row in database["pulses"].find({}):
        found[row["journey"]] += row["beat"]
    return found
