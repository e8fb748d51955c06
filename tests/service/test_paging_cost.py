"""What a page costs: how often the database is asked, and whether an index answers in order."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo import AsyncMongoClient
from pymongo.monitoring import CommandListener, CommandStartedEvent

from service.documents.ids import Kind, new_id
from service.documents.journey import Journey
from service.documents.persona import Persona
from service.mongo.client import Mongo
from service.queries.atlas import Atlas
from service.queries.cursors import CursorCodec
from service.queries.paging import PageRequest
from service.queries.remarks import FeedbackWhere, Remarks

CODEC = CursorCodec(b"k" * 32)
TENANT = "north"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Ear(CommandListener):
    """Hears every command sent."""

    def __init__(self) -> None:
        self.commands: list[dict[str, Any]] = []

    def started(self, event: CommandStartedEvent) -> None:
        """Keep what is sent."""
        self.commands.append(dict(event.command))

    def succeeded(self, event: object) -> None:
        """Hear nothing."""

    def failed(self, event: object) -> None:
        """Hear nothing."""


@pytest.fixture
def ear() -> Ear:
    """Listen."""
    return Ear()


@pytest.fixture
async def heard(mongo: Mongo, mongo_uri: str, ear: Ear) -> AsyncIterator[Mongo]:
    """Connect once more to the migrated database, listening."""
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(
        mongo_uri, tz_aware=True, event_listeners=[ear]
    )
    heard = Mongo(client, client[mongo.database.name], 3_000)
    await heard.ping()
    ear.commands.clear()
    yield heard
    await heard.aclose()


@pytest.fixture
async def persona(mongo: Mongo) -> str:
    """Store 30 personas and 30 journeys of the first; answer that one."""
    store = mongo.of(TENANT)
    personas = [
        Persona(id=new_id(Kind.PERSONA), tenant=TENANT, name=f"P{n:02}", segment="s") for n in range(30)
    ]
    for each in personas:
        await store["personas"].insert(each.stored())
    for n in range(30):
        journey = Journey(
            id=new_id(Kind.JOURNEY), tenant=TENANT, name=f"J{n:02}", persona_ids=(personas[0].id,)
        )
        await store["journeys"].insert(journey.stored())
    return personas[0].id


@pytest.fixture
async def feedback(mongo: Mongo) -> list[str]:
    """Store 30 feedback, three at each moment, and 10 tombstones; answer the ids, newest first."""
    store, rows = mongo.of(TENANT)["feedback"], []
    for n in range(30):
        row = {
            "_id": new_id(Kind.FEEDBACK),
            "journey": "j",
            "touchpoint": f"t{n % 2}",
            "channel": "WEB",
            "source": "IN_APP",
            "origin": "REPORTED",
            "occurredAt": NOON - timedelta(minutes=n // 3),
        }
        rows.append(row)
        await store.insert(row)
    for _ in range(10):
        await store.insert({"_id": new_id(Kind.FEEDBACK)})
    return [row["_id"] for row in sorted(rows, key=lambda row: (NOON - row["occurredAt"], row["_id"]))]


@pytest.mark.usefixtures("persona")
async def test_a_first_page_is_one_query(heard: Mongo, ear: Ear) -> None:
    """Nothing but one find, of one item more than asked for, in one batch."""
    page = await Atlas(heard, CODEC).journey_page(TENANT, PageRequest(first=5))
    assert [each.name for each in page.items] == ["J00", "J01", "J02", "J03", "J04"]
    assert [(command.get("find"), command.get("limit")) for command in ear.commands] == [("journeys", 6)]


@pytest.mark.usefixtures("persona")
async def test_the_next_page_is_one_query(heard: Mongo, ear: Ear) -> None:
    """The cursor's own item tells that something precedes, without asking."""
    atlas = Atlas(heard, CODEC)
    first = await atlas.journey_page(TENANT, PageRequest(first=5))
    second = await atlas.journey_page(TENANT, PageRequest(first=5, after=first.cursors[-1]))
    assert [each.name for each in second.items] == ["J05", "J06", "J07", "J08", "J09"]
    assert second.has_previous_page
    assert len(ear.commands) == 2


@pytest.mark.usefixtures("persona")
async def test_a_vanished_cursor_costs_one_query_more(heard: Mongo, ear: Ear, mongo: Mongo) -> None:
    """Only where the cursor's item is gone is the database asked whether something precedes."""
    atlas = Atlas(heard, CODEC)
    first = await atlas.journey_page(TENANT, PageRequest(first=1))
    await mongo.of(TENANT)["journeys"].delete({"_id": first.items[0].id})
    ear.commands.clear()
    second = await atlas.journey_page(TENANT, PageRequest(first=1, after=first.cursors[-1]))
    assert [each.name for each in second.items] == ["J01"]
    assert (second.has_previous_page, second.has_next_page) == (False, True)
    assert [command.get("find") for command in ear.commands] == ["journeys", "journeys"]


async def test_asking_for_nothing_asks_nobody(heard: Mongo, ear: Ear) -> None:
    """Empty batches, empty filters and intervals without a moment send no command."""
    atlas, remarks = Atlas(heard, CODEC), Remarks(heard, CODEC)
    assert await atlas.journeys(TENANT, []) == {}
    assert await atlas.personas(TENANT, ()) == {}
    assert await atlas.journeys_of_touchpoints(TENANT, []) == {}
    assert await atlas.journeys_of_stages(TENANT, []) == {}
    assert await remarks.by_ids(TENANT, []) == {}
    for where in (
        FeedbackWhere(touchpoints=[]),
        FeedbackWhere(channels=frozenset()),
        FeedbackWhere(emotions=()),
        FeedbackWhere(personas=[]),
        FeedbackWhere(sources=[]),
        FeedbackWhere(origins=[]),
        FeedbackWhere(since=NOON, until=NOON),
    ):
        assert (await remarks.feedback_page(TENANT, PageRequest(), where)).items == []
    assert ear.commands == []


def stages_of(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """List the stages of a query plan."""
    inner = [plan[name] for name in ("inputStage",) if name in plan] + plan.get("inputStages", [])
    return [plan, *(stage for each in inner for stage in stages_of(each))]


async def explained(mongo: Mongo, command: dict[str, Any]) -> dict[str, Any]:
    """Ask the database how it runs a find that was heard."""
    names = ("find", "filter", "sort", "limit")
    find = {name: command[name] for name in names if name in command}
    return await mongo.database.command({"explain": find, "verbosity": "executionStats"})


@pytest.mark.usefixtures("feedback")
@pytest.mark.parametrize("sizes", [{"first": 4}, {"last": 4}])
async def test_every_page_is_read_in_an_indexs_order(
    heard: Mongo, ear: Ear, mongo: Mongo, persona: str, sizes: dict[str, int]
) -> None:
    """No list is sorted in memory or scanned, from a cursor on or not, forward or backward."""
    atlas, remarks = Atlas(heard, CODEC), Remarks(heard, CODEC)
    readers = [
        lambda page: atlas.journey_page(TENANT, page),
        lambda page: atlas.journey_page(TENANT, page, persona),
        lambda page: atlas.journey_page(TENANT, page, archived=True),
        lambda page: atlas.persona_page(TENANT, page),
        lambda page: atlas.persona_page(TENANT, page, "s"),
        lambda page: remarks.feedback_page(TENANT, page),
        lambda page: remarks.feedback_page(TENANT, page, FeedbackWhere(journey="j")),
        lambda page: remarks.feedback_page(TENANT, page, FeedbackWhere(touchpoints=["t0", "t1"])),
    ]
    side = "after" if "first" in sizes else "before"
    for read in readers:
        page = await read(PageRequest(**sizes))
        if page.cursors:
            await read(PageRequest(**sizes, **{side: page.cursors[1]}))
    assert len(ear.commands) >= 2 * len(readers) - 1
    for command in ear.commands:
        plan = await explained(mongo, command)
        kinds = {stage["stage"] for stage in stages_of(plan["queryPlanner"]["winningPlan"])}
        assert not kinds & {"SORT", "COLLSCAN"}, command
        assert plan["executionStats"]["totalDocsExamined"] <= 16, command


async def test_tombstones_are_passed_over_in_the_index(
    heard: Mongo, ear: Ear, mongo: Mongo, feedback: list[str]
) -> None:
    """What was erased is in no page and costs no page anything."""
    remarks = Remarks(heard, CODEC)
    page = await remarks.feedback_page(TENANT, PageRequest(last=30))
    assert [row["_id"] for row in page.items] == feedback
    assert not page.has_previous_page
    plan = await explained(mongo, ear.commands[-1])
    assert plan["executionStats"]["totalKeysExamined"] <= 31
