"""Which feedback a page shows, under which filter, and how a cursor goes from one to another."""

from datetime import UTC, datetime, timedelta

import pytest

from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
from service.documents.ids import Kind, new_id
from service.errors import BadUserInput
from service.mongo.client import Mongo
from service.queries.cursors import CursorCodec
from service.queries.paging import PageRequest
from service.queries.remarks import FeedbackWhere, Remarks

CODEC = CursorCodec(b"k" * 32)
TENANT = "north"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


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


async def test_where_narrows_by_every_field(mongo: Mongo, feedback: list[str]) -> None:
    """Each condition of the filter reaches its field; since is in, until is out."""
    remarks = Remarks(mongo, CODEC)
    odd = {
        "_id": new_id(Kind.FEEDBACK),
        "journey": "other",
        "touchpoint": "other",
        "channel": "SHOP",
        "emotion": "JOY",
        "persona": "p",
        "source": "SOCIAL",
        "origin": "INFERRED",
        "occurredAt": NOON + timedelta(hours=1),
    }
    await mongo.of(TENANT)["feedback"].insert(odd)
    for where in (
        FeedbackWhere(journey="other"),
        FeedbackWhere(touchpoints=["other", "none"]),
        FeedbackWhere(channels=[Channel.SHOP]),
        FeedbackWhere(emotions={Emotion.JOY}),
        FeedbackWhere(personas=["p"]),
        FeedbackWhere(sources=[FeedbackSource.SOCIAL]),
        FeedbackWhere(origins=[EmotionOrigin.INFERRED]),
        FeedbackWhere(since=NOON + timedelta(hours=1)),
        FeedbackWhere(since=NOON + timedelta(hours=1), until=NOON + timedelta(hours=2)),
    ):
        page = await remarks.feedback_page(TENANT, PageRequest(), where)
        assert [row["_id"] for row in page.items] == [odd["_id"]]
    before = await remarks.feedback_page(
        TENANT, PageRequest(first=100), FeedbackWhere(until=NOON + timedelta(hours=1))
    )
    assert [row["_id"] for row in before.items] == feedback


@pytest.mark.usefixtures("feedback")
async def test_a_cursor_stays_valid_when_the_filter_changes(mongo: Mongo) -> None:
    """A cursor is a place in time, not in a result: the next page is what the new filter lets through."""
    remarks = Remarks(mongo, CODEC)
    first = await remarks.feedback_page(TENANT, PageRequest(first=4), FeedbackWhere(touchpoints=["t0"]))
    rest = await remarks.feedback_page(
        TENANT, PageRequest(first=100, after=first.cursors[-1]), FeedbackWhere(touchpoints=["t1"])
    )
    everything = await remarks.feedback_page(TENANT, PageRequest(first=100))
    place = [row["_id"] for row in everything.items].index(first.items[-1]["_id"])
    expected = [row["_id"] for row in everything.items[place + 1 :] if row["touchpoint"] == "t1"]
    assert [row["_id"] for row in rest.items] == expected
    assert rest.has_previous_page


async def test_a_bad_cursor_is_refused_under_a_filter_that_matches_nothing(mongo: Mongo) -> None:
    """An empty list is no excuse for a cursor of elsewhere."""
    with pytest.raises(BadUserInput, match=r"^after is not a cursor of this list"):
        await Remarks(mongo, CODEC).feedback_page(TENANT, PageRequest(after="x"), FeedbackWhere(channels=[]))


async def test_what_was_erased_is_found_by_no_id(mongo: Mongo, feedback: list[str]) -> None:
    """A tombstone is nothing that can be shown."""
    rows = await mongo.of(TENANT)["feedback"].find({"occurredAt": {"$exists": False}})
    found = await Remarks(mongo, CODEC).by_ids(TENANT, [rows[0]["_id"], feedback[0], "unknown"])
    assert list(found) == [feedback[0]]
