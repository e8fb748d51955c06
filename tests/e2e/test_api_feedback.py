"""A feedback from a phone: said once, however often sent, by whatever clock, and shown as it was said."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.e2e.maps import SUBMIT, make_journey, make_persona, noon, places, said, submit
from tests.e2e.scores import HEADLINE

SHOWN = """query($id: ID!) { node(id: $id) { ... on Feedback { id channel source emotion origin intensity
    valence confidence nps csat ces importance text triggers occurredAt receivedAt utcOffsetMinutes
    touchpoint { id } journey { id } persona { id } } } }"""


def moment(text):
    """Read a DateTime of the API."""
    assert text.endswith("Z")
    return datetime.fromisoformat(text)


def test_every_field_comes_back(company):
    """All that can be said is shown as it was said; references are not."""
    persona, journey = make_persona(company), make_journey(company)
    place = places(journey)[1]
    before = datetime.now(UTC)
    told = {
        "channel": "APP",
        "source": "INTERVIEW",
        "emotion": "ANXIETY",
        "origin": "INFERRED",
        "confidence": 0.75,
        "intensity": 0.25,
        "nps": 0,
        "csat": 1,
        "ces": 7,
        "importance": 5,
        "text": "Line one\nline two\t\u00e9 😀",
        "triggers": ["long-wait", "0_bug"],
    }
    sent = {**told, "personaId": persona, "customerRef": "al", "runRef": "trip"}
    mumbai = timezone(timedelta(hours=5, minutes=30))
    local = (before - timedelta(days=2)).replace(microsecond=123_000).astimezone(mumbai).isoformat()
    id_ = submit(company, place, **sent, occurredAt=local)["id"]
    shown = company.ask(SHOWN, id=id_)
    received = moment(shown.pop("receivedAt"))
    assert timedelta(0) <= received - before.replace(microsecond=0) < timedelta(seconds=30)
    assert moment(shown.pop("occurredAt")) == datetime.fromisoformat(local)
    here = {
        "id": id_,
        "touchpoint": {"id": place},
        "journey": {"id": journey["id"]},
        "persona": {"id": persona},
    }
    assert shown == {**told, **here, "valence": -0.1625, "utcOffsetMinutes": 330}


def test_the_least_that_can_be_said(company):
    """Each of emotion, text and the ratings is enough alone; the rest is null. No words say no emotion."""
    place = places(make_journey(company))[0]
    nothing = dict.fromkeys(
        (
            "emotion",
            "intensity",
            "valence",
            "confidence",
            "nps",
            "csat",
            "ces",
            "importance",
            "text",
            "persona",
        )
    )
    for alone, shown in (
        ({"emotion": "NEUTRAL"}, {"emotion": "NEUTRAL", "intensity": 1, "valence": 0}),
        ({"text": "--"}, {"text": "--", "confidence": 0}),
        *(({rating: 1}, {rating: 1}) for rating in ("nps", "csat", "ces", "importance")),
    ):
        id_ = submit(company, place, **{"emotion": ..., **alone})["id"]
        found = company.ask(SHOWN, id=id_)
        assert {name: found[name] for name in nothing} == {**nothing, **shown}
        origin = "INFERRED" if "text" in alone else "REPORTED"
        assert (found["origin"], found["source"], found["triggers"]) == (origin, "IN_APP", [])
        assert (found["utcOffsetMinutes"], found["occurredAt"]) == (None, found["receivedAt"])


def test_a_retry_is_a_duplicate(company, stored):
    """The same key and content, however written: the same feedback, duplicate, nothing stored."""
    place = places(make_journey(company))[0]
    sent = said(place, text="Caf\u00e9", occurredAt=noon(3), triggers=["a", "b"])
    first = company.ask(SUBMIT, input=sent)
    before = stored()
    rio = timezone(timedelta(hours=-3))
    elsewhere = datetime.fromisoformat(sent["occurredAt"]).astimezone(rio).isoformat()
    retries = [
        sent,
        {**sent, "text": "Cafe\u0301"},
        {**sent, "occurredAt": elsewhere},
        {**sent, "source": "IN_APP", "intensity": 1, "origin": "REPORTED"},
        {**sent, "nps": None, "personaId": None, "confidence": None},
        {**sent, "triggers": ["a", "b", "a"]},
    ]
    for retry in retries:
        again = company.ask(SUBMIT, input=retry)
        assert again == {**first, "duplicate": True}, retry
    for clock in (noon(0), noon(400), "2099-01-01T00:00:00Z"):
        assert company.ask(SUBMIT, input=sent, sentAt=clock) == {**first, "duplicate": True}
    assert stored() == before


OTHERWISE = {
    "touchpointId": ...,
    "channel": "APP",
    "source": "SURVEY",
    "emotion": "ANGER",
    "intensity": 0.5,
    "text": "Other words",
    "nps": 1,
    "csat": 1,
    "ces": 1,
    "importance": 1,
    "triggers": ["b", "a"],
    "customerRef": "bo",
    "runRef": "other",
    "occurredAt": None,
}


@pytest.mark.parametrize("field", OTHERWISE)
def test_a_key_says_one_thing(company, stored, field):
    """The same key with any field changed is a Conflict, KEY_REUSED, and nothing is stored."""
    first, second, _ = places(make_journey(company))
    told = {"nps": 9, "csat": 4, "ces": 4, "importance": 4, "text": "Words", "triggers": ["a", "b"]}
    sent = said(first, **told, customerRef="al", runRef="trip", occurredAt=noon(1))
    company.ask(SUBMIT, input=sent)
    before = stored()
    other = second if field == "touchpointId" else OTHERWISE[field]
    refused = company.ask(SUBMIT, input={**sent, field: other})
    assert (refused["__typename"], refused["code"]) == ("Conflict", "KEY_REUSED")
    assert (refused["path"], refused["retryable"]) == (["input", "idempotencyKey"], False)
    assert refused["currentRevision"] is None
    assert stored() == before


def test_a_hundred_phones_with_one_key(company):
    """Sent at once over many connections: one is new, all name the same feedback, one is counted."""
    journey = make_journey(company)
    sent = said(places(journey)[0])
    with ThreadPoolExecutor(20) as phones:
        answers = list(phones.map(lambda _: company.ask(SUBMIT, input=sent), range(100)))
    assert len({answer["feedback"]["id"] for answer in answers}) == 1
    assert sum(not answer["duplicate"] for answer in answers) == 1
    assert company.ask(HEADLINE, id=journey["id"])["score"]["n"] == 1


def test_two_companies_may_use_one_key(service, company):
    """Each has its own feedback under it."""
    rival = service.newcomer()
    ids = {submit(each, places(make_journey(each))[0], idempotencyKey="k")["id"] for each in (company, rival)}
    assert len(ids) == 2


@pytest.mark.parametrize(
    "wrong", [timedelta(days=3), timedelta(days=-3), timedelta(days=4_000), timedelta(minutes=-7)]
)
def test_a_wrong_clock_loses_nothing(company, wrong):
    """The phone says when it sends: what happened an hour before that happened an hour ago."""
    clock = datetime.now(UTC) + wrong
    sent = said(places(make_journey(company))[0], occurredAt=(clock - timedelta(hours=1)).isoformat())
    answer = company.ask(SUBMIT, input=sent, sentAt=clock.isoformat())
    shown = company.ask(SHOWN, id=answer["feedback"]["id"])
    ago = moment(shown["receivedAt"]) - moment(shown["occurredAt"])
    assert abs(ago - timedelta(hours=1)) <= timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("age", "code"),
    [
        (timedelta(minutes=-4, seconds=-30), None),
        (timedelta(minutes=-5, seconds=-30), "TOO_FAR_AHEAD"),
        (timedelta(days=364, hours=23), None),
        (timedelta(days=365, hours=1), "TOO_OLD"),
    ],
)
def test_how_far_from_now(company, age, code):
    """Five minutes ahead and 365 days back, and no further; the same with a corrected clock."""
    place = places(make_journey(company))[0]
    for wrong in (timedelta(0), timedelta(days=50)):
        clock = datetime.now(UTC) + wrong
        sent = said(place, occurredAt=(clock - age).isoformat())
        answer = company.ask(SUBMIT, input=sent, sentAt=clock.isoformat())
        assert answer.get("code") == code
        if code:
            assert answer["path"] == ["input", "occurredAt"]


def test_a_retry_after_the_world_changed(company):
    """Weeks later the key still answers: archived journey, removed touchpoint, deleted persona."""
    persona, journey = make_persona(company), make_journey(company)
    first, second, _ = places(journey)
    sent = [said(place, personaId=persona) for place in (first, second)]
    answers = [company.ask(SUBMIT, input=each) for each in sent]
    company.ask("mutation($id: ID!) { removeTouchpoint(id: $id) { __typename } }", id=first)
    company.ask("mutation($id: ID!) { archiveJourney(id: $id) { __typename } }", id=journey["id"])
    company.ask("mutation($id: ID!) { deletePersona(id: $id) { __typename } }", id=persona)
    for each, answer in zip(sent, answers, strict=True):
        assert company.ask(SUBMIT, input=each) == {**answer, "duplicate": True}
        changed = company.ask(SUBMIT, input={**each, "nps": 1})
        assert (changed["__typename"], changed["code"]) == ("Conflict", "KEY_REUSED")


def test_what_takes_no_feedback_says_since_when(company):
    """A removed touchpoint and an archived journey: NotFound with the moment."""
    journey = make_journey(company)
    first, second, _ = places(journey)
    today = datetime.now(UTC).date().isoformat()
    company.ask("mutation($id: ID!) { removeTouchpoint(id: $id) { __typename } }", id=first)
    refused = company.ask(SUBMIT, input=said(first))
    assert (refused["__typename"], refused["path"]) == ("NotFound", ["input", "touchpointId"])
    assert "removed" in refused["message"]
    assert today in refused["message"]
    company.ask("mutation($id: ID!) { archiveJourney(id: $id) { __typename } }", id=journey["id"])
    refused = company.ask(SUBMIT, input=said(second))
    assert refused["__typename"] == "NotFound"
    assert "archived" in refused["message"]
    assert today in refused["message"]
    company.ask("mutation($id: ID!) { restoreJourney(id: $id) { __typename } }", id=journey["id"])
    assert submit(company, second)


def test_a_channel_that_was_not_declared(company):
    """Is accepted, and shown beside the declared ones in the order of the enum."""
    journey = make_journey(company)
    submit(company, places(journey)[0], channel="KIOSK")
    submit(company, places(journey)[0], channel="EMAIL")
    text = "query($id: ID!) { touchpoint(id: $id) { score { channels { channel n } } } }"
    shown = company.ask(text, id=places(journey)[0])["score"]["channels"]
    assert [(each["channel"], each["n"]) for each in shown] == [
        ("WEB", 0),
        ("APP", 0),
        ("EMAIL", 1),
        ("KIOSK", 1),
    ]
