"""How a metric goes over time: every metric, every bucket, and what cannot be cut."""

from datetime import date, timedelta

import pytest

from tests.e2e.maps import day, make_journey, noon, places, submit
from tests.e2e.scores import TREND


@pytest.fixture(scope="module")
def told(service):
    """Speak 15 days ago (two channels), 14 days ago, and today; post on a social network; ask nobody else."""
    caller = service.newcomer()
    journey = make_journey(caller)
    place = places(journey)[0]
    submit(caller, place, emotion="JOY", occurredAt=noon(15), nps=10, csat=5, ces=7)
    submit(caller, place, emotion="ANGER", channel="APP", occurredAt=noon(15), nps=0, csat=2, ces=1)
    submit(caller, place, emotion="TRUST", intensity=0.5, occurredAt=noon(14), nps=9)
    submit(caller, place, emotion="JOY")
    submit(caller, place, emotion="ANGER", source="SOCIAL", occurredAt=noon(15))
    return caller, journey["id"]


def trend(told, metric, since, until, bucket="DAY", chosen=None):
    """Ask for a trend."""
    caller, journey = told
    days = {"since": since, "until": until, "bucket": bucket}
    return caller.ask(TREND, id=journey, metric=metric, **days, filter=chosen)["trend"]


def figures(points):
    """Give what is not null of the buckets: by position, value and n."""
    return {
        place: (each["value"], each["n"]) for place, each in enumerate(points) if each["status"] != "NO_DATA"
    }


def midnight(number):
    """Write down the moment a day begins."""
    return f"{day(number)}T00:00:00.000Z"


def test_days_have_no_gaps(told):
    """A bucket for each day, half open; a day on which nobody spoke is null, which is not 0."""
    found = trend(told, "VALENCE", day(16), day(13))
    assert [(each["start"], each["end"]) for each in found["points"]] == [
        (midnight(number), midnight(number - 1)) for number in (16, 15, 14, 13)
    ]
    assert figures(found["points"]) == {1: (pytest.approx(0.075), 2), 2: (pytest.approx(0.275), 1)}
    silent = {"value": None, "low": None, "high": None, "n": 0, "status": "NO_DATA"}
    assert {name: found["points"][0][name] for name in silent} == silent
    assert found["seq"] == 5


def test_one_day(told):
    """The first day may be the last one."""
    [point] = trend(told, "VALENCE", day(14), day(14))["points"]
    assert (point["start"], point["end"], point["n"]) == (midnight(14), midnight(13), 1)


WEB, APP = 2 / 7, 1 / 6


@pytest.mark.parametrize(
    ("metric", "value", "n", "interval"),
    [
        ("VALENCE", (0.85 - 0.70 + 0.275) / 3, 3, True),
        ("CONSISTENCY", 1 - WEB * APP / (WEB + APP) * 1.4, 3, False),
        ("NPS", 100 / 3, 3, True),
        ("CSAT", 1 / 2, 2, True),
        ("EFFORT", (7 - 4) / 6, 2, False),
    ],
)
def test_each_metric_over_a_week(told, metric, value, n, interval):
    """Its own n; CONSISTENCY and EFFORT without an interval."""
    [point] = trend(told, metric, day(16), day(13), "WEEK")["points"]
    assert (point["value"], point["n"], point["status"]) == (pytest.approx(value), n, "OK")
    assert (point["low"] is not None, point["high"] is not None) == (interval, interval)


def test_one_channel_alone_is_not_consistent(told):
    """A bucket in which one channel was heard is SINGLE_GROUP."""
    points = trend(told, "CONSISTENCY", day(15), day(13))["points"]
    assert [(each["status"], each["value"] is None) for each in points] == [
        ("OK", False),
        ("SINGLE_GROUP", True),
        ("NO_DATA", True),
    ]


def test_weeks_are_counted_from_since(told):
    """Seven days each; the last is cut at until."""
    points = trend(told, "VALENCE", day(21), day(2), "WEEK")["points"]
    assert [(each["start"], each["end"]) for each in points] == [
        (midnight(21), midnight(14)),
        (midnight(14), midnight(7)),
        (midnight(7), midnight(1)),
    ]
    assert [each["n"] for each in points] == [2, 1, 0]


def test_months_are_of_the_calendar(told):
    """The first begins at since, the last ends at until."""
    since, until = date.fromisoformat(day(70)), date.fromisoformat(day(0))
    points = trend(told, "VALENCE", since.isoformat(), until.isoformat(), "MONTH")["points"]
    days = [since + timedelta(days=number) for number in range(71)]
    firsts = [each for each in days if each == since or each.day == 1]
    assert [each["start"][:10] for each in points] == [each.isoformat() for each in firsts]
    ends = [*firsts[1:], until + timedelta(days=1)]
    assert [each["end"][:10] for each in points] == [each.isoformat() for each in ends]
    assert sum(each["n"] for each in points) == 4


def test_weeks_unless_told(told):
    """The usual bucket is a week."""
    caller, journey = told
    text = f"""query($id: ID!) {{ journey(id: $id) {{
        trend(metric: NPS, since: "{day(15)}", until: "{day(2)}") {{ points {{ n }} }} }} }}"""
    assert caller.ask(text, id=journey)["trend"] == {"points": [{"n": 3}, {"n": 0}]}


def test_a_filter_on_a_trend(told):
    """SOCIAL only when asked for; channels and origins as for a score; an empty list matches nothing."""
    for chosen, counted in (
        (None, 3),
        ({"sources": ["SOCIAL"]}, 1),
        ({"sources": ["IN_APP", "SOCIAL"]}, 4),
        ({"channels": ["APP"]}, 1),
        ({"channels": []}, 0),
        ({"origins": ["INFERRED"]}, 0),
        ({"personaIds": []}, 0),
    ):
        [point] = trend(told, "VALENCE", day(16), day(13), "WEEK", chosen)["points"]
        assert point["n"] == counted, chosen


def test_a_trend_sees_what_was_just_said(company):
    """As every score does, and after an erasure no more."""
    journey = make_journey(company)
    told = company, journey["id"]
    feedback = submit(company, places(journey)[0])["id"]
    assert [each["n"] for each in trend(told, "VALENCE", day(0), day(0))["points"]] == [1]
    company.ask("mutation($id: ID!) { deleteFeedback(id: $id) { __typename } }", id=feedback)
    after = trend(told, "VALENCE", day(0), day(0))
    assert ([each["n"] for each in after["points"]], after["seq"]) == ([0], 2)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"since": day(1), "until": day(2)}, "after until"),
        ({"since": day(400), "until": day(0)}, "400"),
        ({"since": "0001-01-01", "until": day(0), "bucket": "MONTH"}, "400"),
        ({"since": "9999-12-30", "until": "9999-12-31"}, "9999-12-31"),
        ({"since": day(1), "until": day(0), "filter": {"since": day(1)}}, "filter.since"),
        ({"since": day(1), "until": day(0), "filter": {"until": day(1)}}, "filter.until"),
        ({"since": day(1), "until": None}, "until"),
        ({"since": "yesterday", "until": day(0)}, "since"),
        ({"since": day(1), "until": day(0), "bucket": "YEAR"}, "YEAR"),
        ({"since": day(1), "until": day(0), "metric": "LOVE"}, "LOVE"),
    ],
)
def test_a_trend_that_cannot_be_cut(told, days, said):
    """BAD_USER_INPUT that names what is wrong; the rest of the journey is there where it can be."""
    caller, journey = told
    answer = caller.answer(TREND, id=journey, **{"metric": "NPS", "bucket": "DAY", **days})
    [error] = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert said in error["message"]
    assert answer.get("data") in (None, {"journey": {"trend": None}})


def test_the_longest_trend(told):
    """400 buckets and no more."""
    assert len(trend(told, "VALENCE", day(399), day(0))["points"]) == 400
