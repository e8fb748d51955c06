"""A first import may make the journey and touchpoints that its rows name."""

import asyncio

import pytest

from scoring.vocabulary import Channel
from service.errors import BadUserInput, InvalidInput
from service.importing.rehearsal import Rehearsal
from service.ingestion import Refs
from service.settings import Limits
from tests.service.atlas import store_journey
from tests.service.importing import TENANT, carry_out, order, refusals

WIDE = "where,how,stars\nCheckout,web,5\ncheck  out,app,4\nDelivery,,3\nCheckout,app,2\n,web,1\n"
COLUMNS = {"touchpoint": "where", "channel": "how", "csat": "stars"}


async def journeys(parts):
    """Read all journeys."""
    found = await parts.mongo.of(TENANT)["journeys"].find({}, {"_id": 1})
    return list((await parts.atlas.journeys(TENANT, [row["_id"] for row in found])).values())


async def test_a_journey_is_made_once(parts, tmp_path):
    """Its touchpoints in the order of the rows, with the channels they tell; its scores look at all time."""
    path = tmp_path / "survey.csv"
    path.write_text(WIDE)
    told = order(path, COLUMNS, journey="Shop", create=True)
    assert await carry_out(told, parts) == (4, 0, 1)
    assert await carry_out(told, parts) == (0, 4, 1)
    [journey] = await journeys(parts)
    assert (journey.name, journey.score_window_days, journey.revision) == ("Shop", None, 1)
    assert [stage.name for stage in journey.stages] == ["Imported"]
    assert [(place.name, place.channels) for place in journey.present] == [
        ("Checkout", (Channel.WEB, Channel.APP)),
        ("check out", (Channel.APP,)),
        ("Delivery", (Channel.OTHER,)),
    ]
    assert refusals(path)[0]["reasons"][0]["field"] == "touchpoint"


async def test_a_journey_that_is_there_gains_what_it_lacks(parts, tmp_path):
    """In a stage of its own, made once; its other touchpoints are used as they are."""
    journey = await store_journey(parts.mongo, TENANT)
    path = tmp_path / "survey.csv"
    path.write_text("where,stars\nStep 0,5\nKiosk,4\n")
    columns = {"touchpoint": "where", "csat": "stars"}
    told = order(path, columns, {"channel": "kiosk"}, journey="try", create=True)
    assert await carry_out(told, parts) == (2, 0, 0)
    path.write_text("where,stars\nStep 0,5\nKiosk,4\nTill,3\n")
    assert await carry_out(told, parts) == (1, 2, 0)
    [after] = await journeys(parts)
    assert after.id == journey.id
    assert [stage.name for stage in after.stages] == ["Use", "Imported"]
    assert [place.name for place in after.present] == ["Step 0", "Step 1", "Kiosk", "Till"]
    assert after.present[3].channels == (Channel.KIOSK,)


async def test_rows_that_will_be_refused_leave_no_trace_on_the_map(parts, tmp_path):
    """A line that is no row makes nothing; a channel that is none is not declared."""
    path = tmp_path / "survey.csv"
    path.write_text("where,how,stars\nDoor,web\nTill,fax,5\nTill,shop,4\n")
    told = order(path, COLUMNS, journey="Shop", create=True)
    assert await carry_out(told, parts) == (1, 0, 2)
    [journey] = await journeys(parts)
    assert [(place.name, place.channels) for place in journey.present] == [("Till", (Channel.SHOP,))]


async def test_a_touchpoint_for_all_rows_is_made_too(parts, tmp_path):
    """By its name."""
    path = tmp_path / "survey.csv"
    path.write_text("stars\n5\n")
    told = order(path, {"csat": "stars"}, {"touchpoint": "Review"}, journey="Shop", create=True)
    assert await carry_out(told, parts) == (1, 0, 0)
    [journey] = await journeys(parts)
    assert [place.name for place in journey.present] == ["Review"]


async def test_two_first_imports_at_once_make_one_journey(parts, tmp_path):
    """And count every row once."""
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(WIDE)
    told = [order(tmp_path / name, COLUMNS, journey="Shop", create=True) for name in ("a.csv", "b.csv")]
    done = await asyncio.gather(*(carry_out(each, parts) for each in told))
    assert sum(accepted for accepted, _, _ in done) == 4
    assert len(await journeys(parts)) == 1


async def test_nothing_is_made_of_what_cannot_be_a_map(parts, tmp_path):
    """A column of comments, a name too long: the whole run is refused."""
    path = tmp_path / "survey.csv"
    path.write_text("where,stars\n" + "".join(f"Comment {number},5\n" for number in range(300)))
    columns = {"touchpoint": "where", "csat": "stars"}
    with pytest.raises(BadUserInput, match="touchpoint has more than 200 values, such as 'Comment 200'"):
        await carry_out(order(path, columns, journey="Shop", create=True), parts)
    path.write_text(f"where,stars\n{'x' * 5_000},5\n")
    with pytest.raises(InvalidInput):
        await carry_out(order(path, columns, journey="Shop", create=True), parts)
    assert await journeys(parts) == []


async def test_a_rehearsal_makes_nothing(parts, tmp_path):
    """Rows are checked as if the map were made."""
    path = tmp_path / "survey.csv"
    path.write_text(WIDE)
    told = order(path, COLUMNS, journey="Shop", create=True)
    rehearsal = Rehearsal(parts.mongo, parts.outbox, Refs(b"r" * 32), Limits())
    assert await carry_out(told, parts, rehearsal) == (4, 0, 1)
    assert await journeys(parts) == []
