"""An offline phone's queue: each item on its own, in the order it was sent."""

from datetime import UTC, datetime, timedelta

import pytest

from service.documents.ids import Kind, new_id
from tests.e2e.maps import SUBMIT_BATCH, make_journey, noon, places, said, submit
from tests.e2e.scores import HEADLINE


@pytest.fixture
def journey(company):
    """Have a journey."""
    return make_journey(company)


def send(company, *items, **more):
    """Send a queue."""
    return company.ask(SUBMIT_BATCH, input={"items": items, **more})


def test_a_mixed_queue(company, journey):
    """New, repeated, refused in every way: disjoint counts that sum, in order, paths relative to the item."""
    place = places(journey)[0]
    known = submit(company, place, idempotencyKey="known")
    new = said(place, idempotencyKey="new")
    items = [
        new,
        said(place, idempotencyKey="known"),
        new,
        {**new, "emotion": "ANGER"},
        said(place, idempotencyKey="bad", nps=11, csat=0),
        said(new_id(Kind.TOUCHPOINT), idempotencyKey="lost"),
        said(place, idempotencyKey="", emotion=...),
        said(place, idempotencyKey="last"),
    ]
    done = send(company, *items)
    assert (done["accepted"], done["duplicates"], done["refused"]) == (2, 2, 4)
    assert [each["index"] for each in done["items"]] == list(range(8))
    assert [each["idempotencyKey"] for each in done["items"]] == [item["idempotencyKey"] for item in items]
    results = [each["result"] for each in done["items"]]
    kinds = [result["__typename"] for result in results]
    accepted, refused = "FeedbackAccepted", ["Conflict", "InvalidInput", "NotFound", "InvalidInput"]
    assert kinds == [accepted, accepted, accepted, *refused, accepted]
    assert results[1]["feedback"]["id"] == known["id"]
    assert results[2] == {**results[0], "duplicate": True}
    assert [(each["code"], each["path"]) for each in results[3:7]] == [
        ("KEY_REUSED", ["idempotencyKey"]),
        ("OUT_OF_RANGE", ["nps"]),
        ("NOT_FOUND", ["touchpointId"]),
        ("REQUIRED", ["idempotencyKey"]),
    ]
    assert [issue["path"] for issue in results[4]["issues"]] == [["nps"], ["csat"]]
    assert [issue["path"] for issue in results[6]["issues"]] == [["idempotencyKey"], []]
    assert company.ask(HEADLINE, id=journey["id"])["score"]["n"] == 3


def test_the_same_queue_again(company, journey):
    """All duplicates, and nothing counted twice."""
    items = [said(places(journey)[0]) for _ in range(100)]
    first, again = send(company, *items), send(company, *items)
    assert (first["accepted"], first["duplicates"]) == (100, 0)
    assert (again["accepted"], again["duplicates"], again["refused"]) == (0, 100, 0)
    ids = [[each["result"]["feedback"]["id"] for each in done["items"]] for done in (first, again)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 100
    assert company.ask(HEADLINE, id=journey["id"])["score"]["n"] == 100


@pytest.mark.parametrize(("size", "code"), [(0, "REQUIRED"), (101, "TOO_MANY")])
def test_none_and_too_many(company, journey, stored, size, code):
    """0 and 101 items are InvalidInput as a whole."""
    before = stored()
    refused = send(company, *(said(places(journey)[0]) for _ in range(size)))
    assert (refused["__typename"], refused["code"], refused["path"]) == (
        "InvalidInput",
        code,
        ["input", "items"],
    )
    assert f"{size} entries" in refused["message"]
    assert stored() == before


def test_one_clock_for_the_queue(company, journey):
    """sentAt corrects every item that tells a time; without it the far future is refused, item by item."""
    clock = datetime.now(UTC) + timedelta(days=30)
    hours = (1, 2, 50)
    items = [
        said(places(journey)[0], occurredAt=(clock - timedelta(hours=each)).isoformat()) for each in hours
    ]
    items.append(said(places(journey)[0]))
    refused = send(company, *items)
    assert [each["result"].get("code") for each in refused["items"]] == [*["TOO_FAR_AHEAD"] * 3, None]
    items[3]["idempotencyKey"] = "fresh"
    done = send(company, *items, sentAt=clock.isoformat())
    assert done["accepted"] == 4
    text = "query($id: ID!) { node(id: $id) { ... on Feedback { occurredAt receivedAt } } }"
    for item, before in zip(done["items"], (*hours, 0), strict=True):
        shown = company.ask(text, id=item["result"]["feedback"]["id"])
        moments = [datetime.fromisoformat(shown[name]) for name in ("receivedAt", "occurredAt")]
        assert abs(moments[0] - moments[1] - timedelta(hours=before)) <= timedelta(milliseconds=1)


def test_what_is_no_graphql_refuses_the_request(company, journey, stored):
    """An unknown channel in one item: BAD_USER_INPUT naming it, and none is stored."""
    before = stored()
    items = [said(places(journey)[0]), said(places(journey)[0], channel="FAX")]
    answer = company.answer(SUBMIT_BATCH, input={"items": items})
    [error] = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert ".items[1].channel" in error["message"]
    assert "data" not in answer
    assert stored() == before


def test_a_full_queue_of_long_texts(company, journey):
    """A hundred times 4,000 characters of four bytes each is within the body's bound."""
    items = [said(places(journey)[0], text="😀" * 4_000) for _ in range(100)]
    assert send(company, *items)["accepted"] == 100


def test_a_queue_over_several_journeys(company, journey):
    """Each item counts where it belongs."""
    other = make_journey(company, name="Leave")
    items = [said(places(each)[0], occurredAt=noon(1)) for each in (journey, other, journey)]
    assert send(company, *items)["accepted"] == 3
    heard = [company.ask(HEADLINE, id=each["id"])["score"]["n"] for each in (journey, other)]
    assert heard == [2, 1]
