"""Pages: all that was said, once, newest first, each read in an index's order from where the last ended."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from pymongo import AsyncMongoClient

from service.mongo.client import Mongo
from service.reanalysis import pages as module
from service.reanalysis import tenants_of
from service.reanalysis.pages import pages
from tests.service.ear import Ear
from tests.service.reanalysis.conftest import NOON
from tests.service.test_paging_cost import explained, stages_of

SIZE = 4
AT_ONCE = (1, 3, 4, 5, 9, 1, 12)
"""How many were said at each moment: less than a page, as many, more, several pages full."""


class KeepingEar(Ear):
    """Keeps whole commands."""

    def started(self, event):
        """Note a command."""
        self.calls.append(dict(event.command))


@pytest.fixture
async def heard(mongo: Mongo, mongo_uri: str) -> AsyncIterator[tuple[Mongo, KeepingEar]]:
    """Connect once more to the migrated database, listening."""
    ear = KeepingEar()
    client: AsyncMongoClient = AsyncMongoClient(mongo_uri, tz_aware=True, event_listeners=[ear])
    heard = Mongo(client, client[mongo.database.name], 3_000)
    await heard.ping()
    ear.heard()
    yield heard, ear
    await heard.aclose()


@pytest.fixture
async def told(mongo: Mongo) -> list[str]:
    """Store feedback of two tenants, and tombstones; give acme's ids in their order."""
    said = [(number, place) for number, many in enumerate(AT_ONCE) for place in range(many)]
    for tenant in ("acme", "other"):
        feedback = mongo.of(tenant)["feedback"]
        for number, place in reversed(said):
            row = {"_id": f"{tenant} {number} {place:02}", "occurredAt": NOON - timedelta(minutes=number)}
            await feedback.insert(row)
        for gone in range(6):
            await feedback.insert({"_id": f"{tenant} gone {gone}"})
    return [f"acme {number} {place:02}" for number, place in said]


async def test_every_feedback_is_given_once_in_order(mongo, told, monkeypatch):
    """However many share a moment; tombstones have none."""
    monkeypatch.setattr(module, "PAGE", SIZE)
    given = [page async for page in pages(mongo, "acme")]
    assert [row["_id"] for page in given for row in page] == told
    assert [len(page) for page in given] == [SIZE] * 8 + [3]
    assert [page async for page in pages(mongo, "nobody")] == []


@pytest.mark.usefixtures("told")
async def test_no_page_reads_more_than_itself(mongo, heard, monkeypatch):
    """Each is found in the index of what was said newest first: nothing is sorted, scanned or read over."""
    monkeypatch.setattr(module, "PAGE", SIZE)
    listening, ear = heard
    assert len([page async for page in pages(listening, "acme")]) == 9
    for command in ear.heard():
        plan = await explained(mongo, command)
        stages = {stage["stage"]: stage for stage in stages_of(plan["queryPlanner"]["winningPlan"])}
        assert stages.keys() == {"LIMIT", "FETCH", "IXSCAN"}
        assert stages["IXSCAN"]["indexName"] == "what was said, newest first"
        assert plan["executionStats"]["totalDocsExamined"] <= SIZE
        assert plan["executionStats"]["totalKeysExamined"] <= SIZE


@pytest.mark.usefixtures("told")
async def test_tenants_are_named_from_an_index(mongo):
    """Some keys are looked at, no feedback."""
    assert await tenants_of(mongo) == ["acme", "other"]
    asked = {"distinct": "feedback", "key": "tenant"}
    plan = await mongo.database.command({"explain": asked, "verbosity": "executionStats"})
    assert plan["executionStats"]["totalKeysExamined"] <= 3
    assert plan["executionStats"]["totalDocsExamined"] == 0
