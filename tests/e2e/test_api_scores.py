"""A small company's scores, each of them worked out by hand.

See offer (WEB, APP; weight 2, designed importance 8, meant to feel JOY and thrice TRUST):
  Maya on WEB is JOYful, and on WEB again half as strongly TRUSTful; John on APP is ANGRY.
Pay (WEB): a model reads JOY, one text nobody has read yet, and a JOY that its model doubts.
Unpack (SHOP): somebody NEUTRAL. And an angry post on a social network, which no score counts unless asked.
"""

from math import exp, log, log2, sqrt

import pytest
from scipy.stats import t as student

from tests.e2e.maps import a_stage, a_touchpoint, make_journey, make_persona, places, submit
from tests.e2e.scores import PAGE

Z = 1.959963984540054
JOY, TRUST, ANGER = 0.85, 0.55, -0.70
approx = pytest.approx


@pytest.fixture(scope="module")
def page(service):
    """Read the page of the journey above."""
    caller = service.newcomer()
    maya, john = make_persona(caller, "Maya"), make_persona(caller, "John")
    meant = [{"emotion": "JOY"}, {"emotion": "TRUST", "weight": 3}]
    offer = a_touchpoint("See offer", momentWeight=2, designImportance=8, intendedEmotions=meant)
    first = a_stage("Decide", offer, a_touchpoint("Pay", "WEB"))
    journey = make_journey(caller, first, a_stage("Start", a_touchpoint("Unpack", "SHOP")))
    see, pay, unpack = places(journey)
    submit(caller, see, personaId=maya, nps=10, csat=5, ces=7, importance=5, runRef="first")
    submit(caller, see, personaId=maya, emotion="TRUST", intensity=0.5, nps=8, csat=4)
    angry = {"channel": "APP", "source": "SURVEY", "emotion": "ANGER", "runRef": "second"}
    submit(caller, see, personaId=john, nps=3, csat=1, ces=2, importance=4, **angry)
    submit(caller, pay, source="SURVEY", origin="INFERRED", confidence=0.9)
    submit(caller, pay, emotion=..., text="It went through.", csat=4)
    submit(caller, pay, origin="INFERRED", confidence=0.49)
    submit(caller, unpack, channel="SHOP", emotion="NEUTRAL", ces=5, runRef="first")
    submit(caller, see, source="SOCIAL", emotion="ANGER", nps=0, csat=1, ces=1, importance=1)
    return caller.ask(PAGE, id=journey["id"])


@pytest.fixture(scope="module")
def score(page):
    """Give the journey's score."""
    return page["score"]


@pytest.fixture(scope="module")
def touchpoints(page):
    """Give the touchpoints' scores by name."""
    return {each["name"]: each["score"] for each in page["touchpoints"]}


def estimate(value, low=None, high=None, n=0, status="OK"):
    """Write down an estimate."""
    close = [None if each is None else approx(each) for each in (value, low, high)]
    return dict(zip(("value", "low", "high"), close, strict=True), n=n, status=status)


def mean(*values):
    """Work out a mean with Student's interval."""
    n, middle = len(values), sum(values) / len(values)
    half = student.ppf(0.975, n - 1) * sqrt(sum((each - middle) ** 2 for each in values) / (n - 1) / n)
    return estimate(middle, middle - half, middle + half, n)


def share(part, n):
    """Work out a share with Wilson's interval."""
    centre = (part + Z * Z / 2) / (n + Z * Z)
    half = Z / (n + Z * Z) * sqrt(part * (n - part) / n + Z * Z / 4)
    return estimate(part / n, centre - half, centre + half, n)


NOTHING = estimate(None, status="NO_DATA")


def test_every_score_is_of_one_moment(page, score, touchpoints):
    """Eight commits made seq 8, and every score says so; asOf is one moment."""
    seen = [page, score, page["emotionCurve"], *touchpoints.values()]
    assert [each["seq"] for each in seen] == [8] * 6
    assert len({each["asOf"] for each in seen[1:]}) == 1
    assert len({each["id"] for each in (score, *touchpoints.values())}) == 4


def test_valence(score, touchpoints):
    """Emotions times their intensity; shrunk towards the journey's mean of .255 as if by five."""
    assert score["n"] == 5
    assert score["valence"] == mean(JOY, TRUST / 2, ANGER, JOY, 0)
    assert score["valence"]["value"] == approx(0.255)
    assert touchpoints["See offer"]["valence"] == mean(JOY, TRUST / 2, ANGER)
    assert touchpoints["Pay"]["valence"] == estimate(JOY, n=1)
    assert touchpoints["Unpack"]["valence"] == estimate(0, n=1)
    shrunk = {name: each["shrunkValence"] for name, each in touchpoints.items()}
    assert shrunk == {"See offer": approx(1.7 / 8), "Pay": approx(2.125 / 6), "Unpack": approx(1.275 / 6)}
    assert [score["zone"], *(each["zone"] for each in touchpoints.values())] == ["POSITIVE"] * 4
    loads = [each["emotionalLoad"] for each in touchpoints.values()]
    assert loads == [approx(0.7), approx(0.85), 0]


def test_peak_and_end(score, touchpoints):
    """Most intense at Pay, ended at Unpack with 0."""
    assert score["peakEnd"] == approx((JOY + 0) / 2)
    assert [each["isPeak"] for each in touchpoints.values()] == [False, True, False]
    assert [each["isEnd"] for each in touchpoints.values()] == [False, False, True]


def group(key, n, weight, distance, valence, **what):
    """Write down a group."""
    kinds = dict.fromkeys(("channel", "touchpoint", "persona", "source"))
    figures = {"weight": approx(weight), "distance": approx(distance), "meanValence": approx(valence)}
    return {"key": key, "n": n, **figures, **kinds, **what}


def test_consistency_between_channels(score, touchpoints):
    """WEB and APP lie 1.4 apart; with 2 and 1 answers they weigh 12:7."""
    found = touchpoints["See offer"]["consistency"]
    web = group("WEB", 2, 12 / 19, 7 / 19 * 1.4, (JOY + TRUST / 2) / 2, label="Web", channel="WEB")
    app = group("APP", 1, 7 / 19, 12 / 19 * 1.4, ANGER, label="App", channel="APP")
    assert found["groups"] == [web, app]
    assert found["worstGroup"] == app
    assert (found["status"], found["n"]) == ("OK", 3)
    assert (found["raw"], found["score"]) == (approx(1 - 2 * 84 / 361 * 1.4), approx(1 - 2.8 / 19))
    assert score["crossChannel"] == {"score": approx(1 - 2.8 / 19), "status": "OK", "coverage": approx(1 / 3)}


def test_consistency_with_one_channel(touchpoints):
    """Untested is not consistent: SINGLE_GROUP and null."""
    for name, n in (("Pay", 1), ("Unpack", 1)):
        found = touchpoints[name]["consistency"]
        assert (found["status"], found["score"], found["raw"], found["n"]) == ("SINGLE_GROUP", None, None, n)
        assert (found["worstGroup"], found["mixDivergence"], found["significant"]) == (None, None, None)
        assert len(found["groups"]) == 1


def test_mix_divergence(touchpoints):
    """No emotion is shared between the channels: 1; three answers prove nothing."""
    found = touchpoints["See offer"]["consistency"]
    g_statistic = 2 * 3 * log(2) * (log2(3) - 2 / 3)
    assert exp(-g_statistic / 2) > 0.05  # chi-square with two degrees of freedom
    assert (found["mixDivergence"], found["significant"]) == (approx(1), False)


def test_consistency_between_touchpoints(score):
    """Three histograms on the axis -.70, 0, .55, .85, weighing 9:4:4."""
    found = score["touchpoint"]
    distances = {"See offer": 3 / 17, "Pay": 8.95 / 17, "Unpack": 9.7 / 17}
    assert {each["label"]: each["distance"] for each in found["groups"]} == {
        name: approx(distance) for name, distance in distances.items()
    }
    assert [each["touchpoint"]["name"] for each in found["groups"]] == list(distances)
    assert found["raw"] == approx(1 - (9 * 3 + 4 * 8.95 + 4 * 9.7) / 289)
    assert found["score"] == approx(1 - (9 * 3 * 3 / 8 + 4 * 8.95 / 6 + 4 * 9.7 / 6) / 289)
    assert (found["worstGroup"]["label"], found["n"]) == ("Unpack", 5)


def test_consistency_between_personas(score, touchpoints):
    """Who has no persona is in no group."""
    assert score["persona"] == touchpoints["See offer"]["persona"]
    found = score["persona"]
    assert (found["score"], found["n"]) == (approx(1 - 2.8 / 19), 3)
    assert sorted(each["persona"]["name"] for each in found["groups"]) == ["John", "Maya"]
    assert (found["worstGroup"]["label"], found["worstGroup"]["meanValence"]) == ("John", ANGER)


def test_consistency_between_sources_and_channels(score):
    """Two sources lie 59/120 apart; three channels are heard over the journey."""
    found = score["source"]
    apart = 0.7 / 2 + (0.55 + 0.3) / 6
    assert found["score"] == approx(1 - 6 / 37 * apart)
    assert found["raw"] == approx(1 - 2 * 21 / 37 * 16 / 37 * apart)
    assert [(each["key"], each["source"], each["n"]) for each in found["groups"]] == [
        ("IN_APP", "IN_APP", 3),
        ("SURVEY", "SURVEY", 2),
    ]
    assert [(each["label"], each["n"]) for each in score["channel"]["groups"]] == [
        ("Web", 3),
        ("App", 1),
        ("Shop", 1),
    ]


def test_alignment(score, touchpoints):
    """Meant to feel .625: missed by .225, .075 and 1.325 of a possible 1.625."""
    assert touchpoints["See offer"]["alignment"] == estimate(2 / 3, n=3)
    assert touchpoints["Pay"]["alignment"] == NOTHING
    assert score["alignment"] == estimate(2 / 3, n=3)


def test_ratings(score, touchpoints):
    """NPS, CSAT and effort, each with its own n; Unpack has one ease, Pay one satisfaction."""
    spread = 100 * Z * sqrt(2 * 1.75 / 6 / 6)
    assert score["nps"] == touchpoints["See offer"]["nps"] == estimate(0, -spread, spread, 3)
    assert score["csat"] == share(3, 4)
    assert touchpoints["See offer"]["csat"] == share(2, 3)
    assert touchpoints["Pay"]["csat"] == share(1, 1)
    assert score["effort"] == {"mean": mean(7, 2, 5), "easy": share(2, 3), "index": approx(7 / 18)}
    assert touchpoints["Unpack"]["effort"]["mean"] == estimate(5, n=1)
    assert touchpoints["Unpack"]["effort"]["index"] == approx(1 / 3)
    assert touchpoints["Unpack"]["nps"] == NOTHING
    gaps = [each["saysFeelsGap"] for each in (score, *touchpoints.values())]
    assert gaps == [approx(0.25 - 0.255), approx(1 / 6 - 0.425 / 3), approx(0.5 - JOY), None]


def test_likability(score):
    """Two trips began, one reached the last stage that any reached."""
    assert score["likability"] == share(1, 2)


def test_evidence(score, touchpoints):
    """What is counted, and what stands outside; the social post is in neither."""
    assert score["evidence"] == {
        "n": 5,
        "reported": 4,
        "inferred": 1,
        "unclassified": 2,
        "bySource": [{"source": "IN_APP", "n": 3}, {"source": "SURVEY", "n": 2}],
        "byChannel": [{"channel": "WEB", "n": 3}, {"channel": "APP", "n": 1}, {"channel": "SHOP", "n": 1}],
    }
    pay = touchpoints["Pay"]["evidence"]
    assert (pay["n"], pay["reported"], pay["inferred"], pay["unclassified"]) == (1, 0, 1, 2)


def test_emotions_and_channels(touchpoints):
    """Counts above 0, by count then enum order; declared channels, and those with data."""
    third = approx(1 / 3)
    see = touchpoints["See offer"]
    assert see["emotions"] == [
        {"emotion": name, "count": 1, "share": third} for name in ("JOY", "TRUST", "ANGER")
    ]
    half = [{"emotion": name, "count": 1, "share": 0.5} for name in ("JOY", "TRUST")]
    web, app = see["channels"]
    assert (web["channel"], web["n"], web["valence"], web["emotions"]) == (
        "WEB",
        2,
        mean(JOY, TRUST / 2),
        half,
    )
    assert (app["channel"], app["valence"]) == ("APP", estimate(ANGER, n=1))
    assert [each["channel"] for each in touchpoints["Unpack"]["channels"]] == ["SHOP"]


def test_opportunities(page, touchpoints):
    """Anger at the offer costs .70 of five; the others cost nothing and rank by score, then by place."""
    expected = [
        ("See offer", 10 + 2.8125, 10 + 10 / 3, 10, 20 / 3, 0.14, 1),
        ("Pay", 5, 5, 5, 10, 0, 2),
        ("Unpack", 5, 10, 5, 0, 0, 3),
    ]
    fields = ("score", "raw", "importance", "satisfaction", "recoverableValence", "rank")
    assert page["opportunities"] == [
        {
            "touchpoint": {"name": name},
            **{field: approx(each) for field, each in zip(fields, figures, strict=True)},
        }
        | {"status": "OK"}
        for name, *figures in expected
    ]
    assert [each["opportunity"] for each in touchpoints.values()] == page["opportunities"]


def test_curve(page, touchpoints):
    """Points as measured, zones drawn to the mean, the face of the commonest emotion."""
    points = page["emotionCurve"]["points"]
    for name, point in zip(touchpoints, points, strict=True):
        measured = touchpoints[name]["valence"]
        assert (point["touchpoint"]["name"], point["mean"], point["low"], point["high"], point["n"]) == (
            name,
            measured["value"],
            measured["low"],
            measured["high"],
            measured["n"],
        )
        assert point["zone"] == touchpoints[name]["zone"]
    assert [point["emoji"] for point in points] == ["😀", "😀", "😐"]
