"""Which feedback a score counts: every field of the filter, alone and together."""

import pytest

from tests.e2e.maps import day, make_journey, make_persona, noon, places, submit
from tests.e2e.scores import HEADLINE

ALL_BUT_SOCIAL = ["IN_APP", "SURVEY", "INTERVIEW", "SUPPORT", "OTHER"]


@pytest.fixture(scope="module")
def told(service):
    """Tell one thing of each kind, at noon of days far apart."""
    caller = service.newcomer()
    maya, john = make_persona(caller, "Maya"), make_persona(caller, "John")
    journey = make_journey(caller)
    place = places(journey)[0]
    submit(caller, place, emotion="JOY", personaId=maya, occurredAt=noon(1), nps=10)
    submit(
        caller, place, emotion="ANGER", channel="PHONE", source="SUPPORT", personaId=john, occurredAt=noon(10)
    )
    inferred = {"origin": "INFERRED", "confidence": 0.8}
    submit(caller, place, emotion="TRUST", channel="APP", occurredAt=noon(20), **inferred)
    submit(caller, place, emotion="SADNESS", source="SOCIAL", occurredAt=noon(30))
    submit(caller, place, emotion=..., nps=3, source="SURVEY", occurredAt=noon(40))
    submit(caller, place, emotion="DELIGHT", channel="SHOP", occurredAt=noon(200))
    return caller, journey["id"], {"maya": maya, "john": john}


def scored(told, **chosen):
    """Score under a filter."""
    caller, journey, _ = told
    return caller.ask(HEADLINE, id=journey, filter=chosen or None)["score"]


FILTERS = [
    ({}, 3, 0.70),
    ({"channels": ["WEB"]}, 1, 0.85),
    ({"channels": ["PHONE", "APP"]}, 2, -0.15),
    ({"channels": ["KIOSK"]}, 0, None),
    ({"sources": ["SUPPORT"]}, 1, -0.70),
    ({"sources": ["SOCIAL"]}, 1, -0.65),
    ({"sources": [*ALL_BUT_SOCIAL, "SOCIAL"]}, 4, 0.05),
    ({"origins": ["REPORTED"]}, 2, 0.15),
    ({"origins": ["INFERRED"]}, 1, 0.55),
    ({"since": day(10)}, 2, 0.15),
    ({"since": day(9)}, 1, 0.85),
    ({"until": day(10)}, 3, 0.65),
    ({"until": day(11)}, 2, 1.35),
    ({"since": day(20), "until": day(10)}, 2, -0.15),
    ({"since": day(200), "until": day(200)}, 1, 0.80),
    ({"since": "0001-01-01", "until": "9999-12-31"}, 4, 1.50),
    ({"since": day(300), "channels": ["WEB", "SHOP"]}, 2, 1.65),
    ({"channels": ["APP"], "origins": ["REPORTED"]}, 0, None),
    ({"channels": []}, 0, None),
    ({"personaIds": []}, 0, None),
    ({"sources": []}, 0, None),
    ({"origins": []}, 0, None),
    (
        {
            "channels": None,
            "personaIds": None,
            "sources": None,
            "origins": None,
            "since": None,
            "until": None,
        },
        3,
        0.7,
    ),
]


@pytest.mark.parametrize(("chosen", "n", "total"), FILTERS)
def test_a_filter(told, chosen, n, total):
    """Every condition must hold; an empty list matches nothing, null all (but SOCIAL); days are inclusive."""
    valence = scored(told, **chosen)["valence"]
    assert valence["n"] == n
    if n:
        assert (valence["status"], valence["value"]) == ("OK", pytest.approx(total / n))
    else:
        assert (valence["status"], valence["value"]) == ("NO_DATA", None)


def test_a_filter_by_persona(told):
    """One, both, and one that nobody is like; feedback without a persona only where none is asked for."""
    _, _, personas = told
    counted = [
        scored(told, personaIds=chosen)["n"]
        for chosen in ([personas["maya"]], [*personas.values()], ["lA" + "A" * 22])
    ]
    assert counted == [1, 2, 0]


def test_ratings_are_filtered_with_their_feedback(told):
    """A rating alone is REPORTED, and is filtered as its feedback is."""
    nps = [
        scored(told, **chosen)["nps"]["value"]
        for chosen in ({}, {"sources": ["SURVEY"]}, {"origins": ["REPORTED"]}, {"origins": ["INFERRED"]})
    ]
    assert nps == [0, -100, 0, None]


def test_evidence_follows_the_filter(told):
    """Even of a source that is left out by default."""
    evidence = scored(told, sources=["SOCIAL"])["evidence"]
    assert evidence["bySource"] == [{"source": "SOCIAL", "n": 1}]


def test_the_id_of_a_score_is_that_of_its_filter(told):
    """The same however a filter is written, and another for another one."""
    _, _, personas = told
    usual = scored(told)["id"]
    same = [{"sources": ALL_BUT_SOCIAL}, {"sources": [*reversed(ALL_BUT_SOCIAL)]}, {"channels": None}]
    assert {scored(told, **chosen)["id"] for chosen in same} == {usual}
    twice = scored(told, channels=["WEB", "APP", "WEB"])["id"]
    assert twice == scored(told, channels=["APP", "WEB"])["id"]
    others = [
        {"channels": []},
        {"channels": ["WEB"]},
        {"channels": ["WEB", "APP"]},
        {"sources": ["SURVEY"]},
        {"origins": ["REPORTED"]},
        {"personaIds": [personas["maya"]]},
        {"since": day(10)},
        {"until": day(10)},
    ]
    assert len({usual, *(scored(told, **chosen)["id"] for chosen in others)}) == len(others) + 1


def test_the_journeys_window(company):
    """90 days unless told, today included; a week, or null for all time, at the next read."""
    journey = make_journey(company)
    for days in (0, 6, 7, 89, 90, 300):
        submit(company, places(journey)[0], occurredAt=noon(days) if days else ...)
    revision = journey["revision"]
    text = """mutation($id: ID!, $revision: Int!, $days: Int) { updateJourney(input: {
        id: $id, expectedRevision: $revision, scoreWindowDays: $days}) {
        ... on JourneySaved { journey { revision score { n } } } } }"""
    assert company.ask(HEADLINE, id=journey["id"], filter=None)["score"]["n"] == 4
    for days, n in ((7, 2), (8, 3), (91, 5), (None, 6), (1, 1)):
        saved = company.ask(text, id=journey["id"], revision=revision, days=days)["journey"]
        assert saved["score"]["n"] == n
        revision = saved["revision"]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"since": day(1), "until": day(2)}, "since"),
        ({"personaIds": ["x"]}, "personaIds[0]"),
        ({"since": "2026-02-30"}, "A Date is a day of the calendar"),
        ({"since": "2026-01-01T00:00:00Z"}, "A Date is a day of the calendar"),
        ({"since": 20260101}, "A Date is a day of the calendar"),
        ({"channels": ["FAX"]}, "FAX"),
        ({"channels": [None]}, "channels[0]"),
        ({"sources": {"$ne": "SOCIAL"}}, "sources"),
        ({"personaIds": [{"$gt": ""}]}, "personaIds[0]"),
        ({"touchpointIds": []}, "touchpointIds"),
    ],
)
def test_a_filter_that_cannot_be_meant(told, chosen, said):
    """BAD_USER_INPUT that names what is wrong, wherever a filter goes."""
    caller, journey, _ = told
    fields = ("score", "emotionCurve", "opportunities")
    text = " ".join(f"{field}(filter: $filter) {{ __typename }}" for field in fields)
    answer = caller.answer(
        f"query($id: ID!, $filter: ScoreFilter) {{ journey(id: $id) {{ {text} }} }}",
        id=journey,
        filter=chosen,
    )
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"BAD_USER_INPUT"}
    assert all(said in error["message"] for error in answer["errors"])
