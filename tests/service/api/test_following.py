"""Following a journey: who is let in, and what is told of an update."""

import asyncio
import json
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pymongo import AsyncMongoClient

from schema.build import build_schema
from schema.execution import Execution
from schema.services import Services
from service.app.parts import assemble
from service.documents.ids import Kind, new_id
from service.live import Unrendered, Update, UpdateKind
from service.mongo.client import Mongo
from service.mongo.embedded import EmbeddedMongo
from service.mongo.migrate import migrate
from service.rollups import Rollups
from service.settings import Limits
from tests.service.api.client import Client, ids

FOLLOW = """subscription($id: ID!, $after: Seq, $every: Int! = 100) {
    scoreUpdated(journeyId: $id, afterSeq: $after, minIntervalMs: $every) { %s } }"""
HEADLINE = "journey { name seq score { seq n valence { value status } crossChannel { score status } } }"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def update(seq=1, kind=UpdateKind.FEEDBACK, touchpoints=frozenset()):
    """Make what the hub tells of."""
    return Update(seq, kind, NOON, touchpoints)


async def told(ask, of=None):
    """Render an update that goes well."""
    answer = json.loads(await ask.render(of or update()))
    assert answer.keys() == {"data"}, answer
    return answer["data"]["scoreUpdated"]


async def refusal(client, text=FOLLOW % "seq", **variables):
    """Subscribe and be refused: the code of the only error, and where."""
    refused = await client.subscribe(text, **variables)
    assert refused.keys() == {"errors"}
    [error] = refused["errors"]
    return error["extensions"]["code"], error.get("path")


@pytest.fixture
async def journey(client):
    """Make the journey Join."""
    return await client.journey()


async def test_what_the_hub_is_asked_for(client, journey):
    """Tenant, journey, the last seq seen and the interval in seconds, 0.1 unless told."""
    ask = await client.follow(FOLLOW % "seq", id=journey["id"])
    assert (ask.tenant, ask.journey, ask.after_seq, ask.min_interval) == ("acme", journey["id"], None, 0.1)
    ask = await client.follow(FOLLOW % "seq", id=journey["id"], after=7, every=2_500)
    assert (ask.after_seq, ask.min_interval) == (7, 2.5)
    for bound in (0, 60_000):
        ask = await client.follow(FOLLOW % "seq", id=journey["id"], after=0, every=bound)
        assert (ask.after_seq, ask.min_interval) == (0, bound / 1_000)


async def test_a_journey_that_is_not_there(client, journey):
    """An unknown one and another company's are NOT_FOUND, in the same words but for the id."""
    unknown = new_id(Kind.JOURNEY)
    refused = await client.subscribe(FOLLOW % "seq", id=unknown)
    assert refused["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    other = await client.of("rival").subscribe(FOLLOW % "seq", id=journey["id"])
    assert json.dumps(other).replace(journey["id"], unknown) == json.dumps(refused)


@pytest.mark.parametrize(
    ("variables", "path"),
    [
        ({"id": "x"}, ["scoreUpdated"]),
        ({"id": new_id(Kind.PERSONA)}, ["scoreUpdated"]),
        ({"every": -1}, ["scoreUpdated"]),
        ({"every": 60_001}, ["scoreUpdated"]),
        ({"every": None}, None),
        ({"after": -1}, None),
        ({"after": 2**53}, None),
        ({"after": "7"}, None),
        ({"id": None}, None),
    ],
)
async def test_arguments_that_cannot_be_meant(client, journey, variables, path):
    """No id of a journey, an interval out of range, what is no seq: BAD_USER_INPUT."""
    assert await refusal(client, **{"id": journey["id"], **variables}) == ("BAD_USER_INPUT", path)


async def test_an_archived_journey_may_be_followed(client, journey):
    """It may be restored."""
    await client.data("mutation($id: ID!) { archiveJourney(id: $id) { __typename } }", id=journey["id"])
    assert (await told(await client.follow(FOLLOW % "kind", id=journey["id"]))) == {"kind": "FEEDBACK"}


@pytest.mark.parametrize("kind", list(UpdateKind))
async def test_an_update(client, journey, kind):
    """Seq, kind and time are the hub's; the journey is the client's to ask about."""
    ask = await client.follow(FOLLOW % "seq kind occurredAt journey { name }", id=journey["id"])
    assert await told(ask, update(42, kind)) == {
        "seq": 42,
        "kind": kind.value,
        "occurredAt": "2026-03-01T12:00:00.000Z",
        "journey": {"name": "Join"},
    }


async def test_the_touchpoints_of_an_update(client, journey):
    """In travelling order, whatever the hub's; all of a snapshot; a removed one in neither."""
    ask = await client.follow(FOLLOW % "touchpointsWithNewFeedback { id order }", id=journey["id"])
    compare, pay, unpack = ids(journey["touchpoints"])

    async def touched(*touchpoints, kind=UpdateKind.FEEDBACK):
        found = frozenset(touchpoints) if kind is UpdateKind.FEEDBACK else None
        return ids((await told(ask, update(1, kind, found)))["touchpointsWithNewFeedback"])

    assert await touched() == []
    assert await touched(unpack, compare) == [compare, unpack]
    assert await touched(kind=UpdateKind.SNAPSHOT) == [compare, pay, unpack]
    await client.data("mutation($id: ID!) { removeTouchpoint(id: $id) { __typename } }", id=pay)
    assert await touched(unpack, pay) == [unpack]
    assert await touched(kind=UpdateKind.SNAPSHOT) == [compare, unpack]


async def test_scores_are_those_of_the_moment(client, journey):
    """Nothing is null with its status; feedback that was answered is in the next update."""
    ask = await client.follow(FOLLOW % HEADLINE, id=journey["id"])
    assert (await told(ask))["journey"] == {
        "name": "Join",
        "seq": 0,
        "score": {
            "seq": 0,
            "n": 0,
            "valence": {"value": None, "status": "NO_DATA"},
            "crossChannel": {"score": None, "status": "NO_DATA"},
        },
    }
    await client.say(journey["touchpoints"][0]["id"], "JOY")
    assert (await told(ask))["journey"] == {
        "name": "Join",
        "seq": 1,
        "score": {
            "seq": 1,
            "n": 1,
            "valence": {"value": 0.85, "status": "OK"},
            "crossChannel": {"score": None, "status": "SINGLE_GROUP"},
        },
    }


async def test_the_map_is_that_of_the_moment(client, journey):
    """An edit after subscribing is in the next update."""
    ask = await client.follow(FOLLOW % "journey { name revision touchpoints { name } }", id=journey["id"])
    edit = """mutation($id: ID!, $place: ID!) {
        updateJourney(input: {id: $id, expectedRevision: 1, name: "Enter"}) { __typename }
        removeTouchpoint(id: $place) { __typename } }"""
    await client.data(edit, id=journey["id"], place=journey["touchpoints"][1]["id"])
    assert (await told(ask, update(2, UpdateKind.MAP_EDIT)))["journey"] == {
        "name": "Enter",
        "revision": 3,
        "touchpoints": [{"name": "Compare"}, {"name": "Unpack"}],
    }


async def test_a_field_that_is_refused_leaves_the_others_alone(client, journey):
    """As in a query: null, with an error that says where."""
    text = FOLLOW % "seq journey { opportunities(first: -1) { rank } name }"
    answer = json.loads(await (await client.follow(text, id=journey["id"])).render(update()))
    assert answer["data"] == {"scoreUpdated": {"seq": 1, "journey": {"opportunities": None, "name": "Join"}}}
    [error] = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["path"] == ["scoreUpdated", "journey", "opportunities"]


async def test_a_journey_that_vanished(client, journey, parts):
    """It cannot, short of a restored backup: then the answer is NOT_FOUND and no data."""
    ask = await client.follow(FOLLOW % "seq", id=journey["id"])
    await parts.mongo.database["journeys"].delete_one({"_id": journey["id"]})
    answer = json.loads(await ask.render(update()))
    assert answer["data"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_FOUND"]


async def test_the_root_may_have_another_name(client, journey):
    """Under an alias, within fragments, and asked twice the same: one field, one update."""
    text = """subscription($id: ID!) { ... { ...Root } now: scoreUpdated(journeyId: $id) { kind } }
        fragment Root on Subscription { now: scoreUpdated(journeyId: $id) { seq __typename } }"""
    answer = json.loads(await (await client.follow(text, id=journey["id"])).render(update(3)))
    assert answer == {"data": {"now": {"seq": 3, "__typename": "ScoreUpdate", "kind": "FEEDBACK"}}}


async def test_a_database_that_is_away(execution, data_dir):
    """Overloaded and no answer, so that the hub tries again, and then all is told as ever.

    Meanwhile whoever follows what others follow is let in to wait with them.
    """
    with ExitStack() as running:
        uri = running.enter_context(EmbeddedMongo(data_dir)).uri
        async with (
            AsyncMongoClient(uri, tz_aware=True, serverSelectionTimeoutMS=200) as driver,
            the_api(execution, Mongo(driver, driver["away"], 3_000)) as client,
        ):
            ask = await client.follow(FOLLOW % "seq journey { name }", id=(await client.journey())["id"])
            running.close()
            with pytest.raises(Unrendered, match="does not answer"):
                await ask.render(update(9))
            assert (await client.follow(FOLLOW % "seq journey { name }", id=ask.journey)).key == ask.key
            code, _ = await refusal(client, id=new_id(Kind.JOURNEY))
            assert code == "OVERLOADED"
            running.enter_context(EmbeddedMongo(data_dir))
            assert await told_at_last(ask, update(9)) == {"seq": 9, "journey": {"name": "Join"}}


async def told_at_last(ask, of):
    """Try again as the hub does, while the driver has not noticed that its server is back."""
    async with asyncio.timeout(10):
        while True:
            with suppress(Unrendered):
                return await told(ask, of)


@asynccontextmanager
async def the_api(execution, mongo):
    """Serve a database of its own."""
    await migrate(mongo)
    async with assemble(mongo, b"r" * 32, Limits()) as parts:
        yield Client(
            execution,
            Services(parts.atlas, parts.remarks, parts.editing, parts.rollups, parts.ingestion, Limits()),
        )


@pytest.fixture
async def without_scores(client):
    """Ask a service whose scores are in a database that nobody serves; it gives up after a second."""
    async with AsyncMongoClient("mongodb://127.0.0.1:1/", serverSelectionTimeoutMS=1_000) as driver:
        rollups = Rollups(Mongo(driver, driver["nowhere"], 1_000), 0)
        yield replace(client, services=replace(client.services, rollups=rollups))


async def test_what_takes_too_long(journey, without_scores):
    """Cut off at the limit of a query, and worth another try."""
    hasty = replace(without_scores, execution=Execution(build_schema(), Limits(query_seconds=0.2)))
    ask = await hasty.follow(FOLLOW % HEADLINE, id=journey["id"])
    with pytest.raises(Unrendered, match=r"took longer than 0\.2 s") as caught:
        await ask.render(update())
    assert json.loads(caught.value.payload)["errors"][0]["extensions"] == {"code": "OVERLOADED"}


async def test_one_score_that_cannot_be_read(journey, without_scores):
    """A query would answer the rest; an update waits, for the next one may be long in coming."""
    ask = await without_scores.follow(FOLLOW % "seq journey { name score { n } }", id=journey["id"])
    with pytest.raises(Unrendered, match="does not answer"):
        await ask.render(update())
    ask = await without_scores.follow(FOLLOW % "seq journey { name }", id=journey["id"])
    assert await told(ask) == {"seq": 1, "journey": {"name": "Join"}}
