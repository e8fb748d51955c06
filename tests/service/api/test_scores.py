"""Scores, as clients read them: the numbers of scoring, under the filters clients send."""

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from scoring.vocabulary import Channel
from service.rollups import ScoreFilter
from tests.service.api.client import ids

ESTIMATE = "{ value low high n status }"
SCORE = f"""{{ __typename id asOf seq n valence {ESTIMATE} zone crossChannel {{ score status coverage }}
    alignment {ESTIMATE}
    peakEnd nps {ESTIMATE} csat {ESTIMATE} effort {{ mean {ESTIMATE} easy {ESTIMATE} index }} saysFeelsGap
    likability {ESTIMATE}
    evidence {{ n reported inferred unclassified bySource {{ source n }} byChannel {{ channel n }} }} }}"""
PLACE_SCORE = f"""{{ __typename id asOf seq n valence {ESTIMATE} shrunkValence zone emotionalLoad isPeak isEnd
    alignment {ESTIMATE} nps {ESTIMATE} csat {ESTIMATE} effort {{ index }} saysFeelsGap
    consistency {{ score raw status n worstGroup {{ key label }} mixDivergence significant
        groups {{ key label channel n weight distance meanValence touchpoint {{ id }} persona {{ id }}
    source }} }}
    opportunity {{ touchpoint {{ name }} score raw importance satisfaction recoverableValence rank status }}
    emotions {{ emotion count share }} channels {{ channel n valence {ESTIMATE} emotions {{ emotion count }}
    }}
    evidence {{ n }} }}"""
GROUPS = """query($id: ID!, $by: ConsistencyGroupBy!) { journey(id: $id) { score { consistency(groupBy: $by)
    { status
    groups { key label channel source touchpoint { name } persona { name } } worstGroup { key } } } } }"""


@pytest.fixture
async def journey(client):
    """A journey in which paying pleases on the web and frustrates in the app."""
    journey = await client.journey()
    compare, pay, _ = ids(journey["touchpoints"])
    await client.say(compare, "INTEREST", "TRUST", channel="WEB")
    await client.say(pay, "JOY", "JOY", "DELIGHT", channel="WEB", csat=5)
    await client.say(pay, "FRUSTRATION", "ANGER", channel="APP", csat=4, nps=2, ces=2)
    await client.say(pay, "ANGER", source="SOCIAL")
    await client.submit(pay, text="What a day!")
    return journey


async def scores(parts, journey):
    """Read the scores behind the API's back."""
    document = (await parts.atlas.journeys("acme", [journey["id"]]))[journey["id"]]
    [state] = await parts.rollups.scores("acme", [(document, ScoreFilter())])
    return state


async def test_a_journeys_score(client, parts, journey):
    """Every number is that of scoring, with the seq it reflects."""
    found = await client.data(
        f"""query($id: ID!) {{ journey(id: $id) {{ seq score {SCORE} }} }}""", id=journey["id"]
    )
    state = await scores(parts, journey)
    score = found["journey"]["score"]
    assert score["seq"] == found["journey"]["seq"] == state.seq == 9
    assert (score["n"], score["valence"]["n"], score["nps"]["n"]) == (7, 7, 2)
    assert score["valence"]["value"] == state.scores.valence.value
    assert score["valence"]["low"] == state.scores.valence.low
    assert score["crossChannel"] == {
        "score": state.scores.cross_channel.score,
        "status": "OK",
        "coverage": pytest.approx(1 / 3),
    }
    assert score["nps"]["value"] == -100
    assert score["csat"]["value"] == 1
    assert score["effort"]["index"] == pytest.approx(5 / 6)
    assert score["likability"] == {"value": None, "low": None, "high": None, "n": 0, "status": "NO_DATA"}
    assert score["peakEnd"] == state.scores.peak_end
    assert score["evidence"] == {
        "n": 7,
        "reported": 7,
        "inferred": 0,
        "unclassified": 1,
        "bySource": [{"source": "IN_APP", "n": 7}],
        "byChannel": [{"channel": "WEB", "n": 5}, {"channel": "APP", "n": 2}],
    }


async def test_a_touchpoints_score(client, parts, journey):
    """Its own numbers, its groups by name, its emotions and channels in order."""
    text = f"query($id: ID!) {{ touchpoint(id: $id) {{ score {PLACE_SCORE} }} }}"
    pay = journey["touchpoints"][1]["id"]
    score = (await client.data(text, id=pay))["touchpoint"]["score"]
    own = (await scores(parts, journey)).scores.touchpoint(pay)
    assert (score["n"], score["isPeak"], score["isEnd"]) == (5, False, True)
    assert score["shrunkValence"] == own.shrunk_valence
    assert score["emotionalLoad"] == own.emotional_load
    assert score["consistency"]["score"] == own.consistency().score
    assert score["consistency"]["worstGroup"] == {"key": "APP", "label": "App"}
    assert [(each["label"], each["channel"], each["n"]) for each in score["consistency"]["groups"]] == [
        ("Web", "WEB", 3),
        ("App", "APP", 2),
    ]
    assert score["opportunity"]["touchpoint"] == {"name": "Pay"}
    assert (score["opportunity"]["rank"], score["opportunity"]["score"]) == (1, own.opportunity.score)
    assert [(each["emotion"], each["count"]) for each in score["emotions"]] == [
        ("JOY", 2),
        ("DELIGHT", 1),
        ("FRUSTRATION", 1),
        ("ANGER", 1),
    ]
    assert [(each["channel"], each["n"]) for each in score["channels"]] == [("WEB", 3), ("APP", 2)]
    assert score["saysFeelsGap"] == own.says_feels_gap


async def test_nobody_has_spoken(client):
    """Values are null with a status, never 0; declared channels are there all the same."""
    journey = await client.journey()
    text = f"""query($id: ID!) {{ journey(id: $id) {{ score {SCORE} opportunities {{ rank recoverableValence
        status }}
        touchpoints {{ score {PLACE_SCORE} }} }} }}"""
    found = (await client.data(text, id=journey["id"]))["journey"]
    nothing = {"value": None, "low": None, "high": None, "n": 0, "status": "NO_DATA"}
    score = found["score"]
    assert (score["n"], score["valence"], score["zone"], score["peakEnd"]) == (0, nothing, None, None)
    assert score["crossChannel"] == {"score": None, "status": "NO_DATA", "coverage": 0}
    assert {"rank": None, "recoverableValence": None, "status": "NO_DATA"} in found["opportunities"]
    place = found["touchpoints"][0]["score"]
    assert [each["channel"] for each in place["channels"]] == ["WEB", "APP"]
    assert place["consistency"]["status"] == "NO_DATA"
    assert (place["consistency"]["groups"], place["consistency"]["worstGroup"]) == ([], None)


async def test_ids_of_scores(client, journey):
    """The same for the same filter, however written, whatever happens; another for another filter."""
    text = """query($id: ID!, $filter: ScoreFilter) { journey(id: $id) { score(filter: $filter) { id }
        touchpoints { score(filter: $filter) { id } } } }"""

    async def found(filter_):
        answer = (await client.data(text, id=journey["id"], filter=filter_))["journey"]
        return [answer["score"]["id"], *(each["score"]["id"] for each in answer["touchpoints"])]

    plain = await found(None)
    assert len(set(plain)) == 4
    assert await found({}) == plain
    web = await found({"channels": ["WEB", "APP"]})
    assert set(web).isdisjoint(plain)
    await client.say(journey["touchpoints"][0]["id"], "JOY")
    assert await found({"channels": ["APP", "WEB", "APP"]}) == web


async def test_filters(client, journey):
    """Every condition of a filter counts; SOCIAL only when asked for; an empty list matches nothing."""
    today = datetime.now(UTC).date()
    expected = [
        ({}, 7),
        ({"channels": ["APP"]}, 2),
        ({"channels": []}, 0),
        ({"sources": ["SOCIAL"]}, 1),
        ({"sources": ["SOCIAL", "IN_APP"]}, 8),
        ({"origins": ["INFERRED"]}, 0),
        ({"since": str(today)}, 7),
        ({"since": str(today + timedelta(days=1))}, 0),
        ({"until": str(today - timedelta(days=1))}, 0),
        ({"since": str(today), "until": str(today), "channels": ["WEB"]}, 5),
    ]
    text = "query($id: ID!, $filter: ScoreFilter) { journey(id: $id) { score(filter: $filter) { n } } }"
    for filter_, n in expected:
        assert (await client.data(text, id=journey["id"], filter=filter_))["journey"]["score"]["n"] == n


@pytest.mark.parametrize(
    ("field", "arguments"),
    [
        ("score", 'filter: {personaIds: ["x"]}'),
        ("score", 'filter: {since: "2026-01-02", until: "2026-01-01"}'),
        ("emotionCurve", 'filter: {personaIds: ["x"]}'),
        ("opportunities", "first: 101"),
        ("opportunities", "first: -1"),
        ("trend", 'metric: NPS, since: "2026-01-02", until: "2026-01-01"'),
        ("trend", 'metric: NPS, since: "2020-01-01", until: "2026-01-01", bucket: DAY'),
        ("trend", 'metric: NPS, since: "2026-01-01", until: "2026-01-02", filter: {since: "2026-01-01"}'),
    ],
)
async def test_what_cannot_be_meant(client, journey, field, arguments):
    """BAD_USER_INPUT on that field; the page around it stays."""
    shape = {"opportunities": "{ rank }"}.get(field, "{ seq }")
    answer = await client.run(
        f"query($id: ID!) {{ journey(id: $id) {{ name {field}({arguments}) {shape} }} }}", id=journey["id"]
    )
    assert answer["data"] == {"journey": {"name": "Join", field: None}}
    [error] = answer["errors"]
    assert (error["extensions"]["code"], error["path"]) == ("BAD_USER_INPUT", ["journey", field])


async def test_groups_of_touchpoints_and_sources(client, journey):
    """Each group stands for what it is, in the field of its kind."""
    found = await client.data(GROUPS, id=journey["id"], by="TOUCHPOINT")
    groups = found["journey"]["score"]["consistency"]["groups"]
    assert {(each["label"], each["touchpoint"]["name"], each["channel"]) for each in groups} == {
        ("Compare", "Compare", None),
        ("Pay", "Pay", None),
    }
    found = await client.data(GROUPS, id=journey["id"], by="SOURCE")
    consistency = found["journey"]["score"]["consistency"]
    assert consistency["status"] == "SINGLE_GROUP"
    assert [(each["key"], each["label"], each["source"]) for each in consistency["groups"]] == [
        ("IN_APP", "In-app", "IN_APP")
    ]


async def test_groups_of_personas(client):
    """By name; one that was deleted still counts, without a name."""
    maya, rosa = await client.persona("Maya"), await client.persona("Rosa")
    journey = await client.journey()
    for persona in (maya, rosa):
        await client.say(journey["touchpoints"][0]["id"], "JOY", personaId=persona)
    await client.say(journey["touchpoints"][0]["id"], "JOY")
    await client.data("mutation($id: ID!) { deletePersona(id: $id) { __typename } }", id=rosa)
    found = await client.data(GROUPS, id=journey["id"], by="PERSONA")
    groups = {each["key"]: each for each in found["journey"]["score"]["consistency"]["groups"]}
    assert {key: (each["label"], each["persona"]) for key, each in groups.items()} == {
        maya: ("Maya", {"name": "Maya"}),
        rosa: ("A deleted persona", None),
    }


async def test_opportunities(client, journey):
    """By what could be recovered, as many as asked for."""
    text = """query($id: ID!, $first: Int!) { journey(id: $id) { opportunities(first: $first) { rank
        touchpoint { name } recoverableValence } } }"""
    for first, names in ((0, []), (1, ["Pay"]), (5, ["Pay", "Compare", "Unpack"])):
        found = (await client.data(text, id=journey["id"], first=first))["journey"]["opportunities"]
        assert [each["touchpoint"]["name"] for each in found] == names
    assert found[0]["recoverableValence"] == pytest.approx((0.65 + 0.70) / 7)


async def test_the_emotion_curve(client, journey):
    """A point per touchpoint, a gap where nobody spoke, a picture with a title, and the same in words."""
    text = """query($id: ID!) { journey(id: $id) { emotionCurve { seq svg description points { touchpoint {
        name order }
        mean low high n zone emoji } } } }"""
    curve = (await client.data(text, id=journey["id"]))["journey"]["emotionCurve"]
    compare, pay, unpack = curve["points"]
    assert (compare["touchpoint"], compare["n"], compare["emoji"]) == (
        {"name": "Compare", "order": 0},
        2,
        "🤝",
    )
    assert (pay["emoji"], pay["n"]) == ("😀", 5)
    assert (unpack["mean"], unpack["zone"], unpack["emoji"], unpack["n"]) == (None, None, None, 0)
    picture = ET.fromstring(curve["svg"])  # noqa: S314  our own
    assert picture.attrib["role"] == "img"
    assert "Last 90 days · 7 emotions" in curve["svg"]
    assert "Compare" in curve["description"]
    assert "Unpack" in curve["description"]


async def test_a_trend(client, journey):
    """One point per bucket, without gaps; nobody is null, not 0."""
    today = datetime.now(UTC).date()
    text = """query($id: ID!, $since: Date!, $until: Date!, $metric: ScoreMetric!) { journey(id: $id) {
        trend(metric: $metric, since: $since, until: $until, bucket: DAY, filter: {channels: [WEB]}) {
            asOf seq points { start end value low high n status } } } }"""
    since = today - timedelta(days=1)
    variables = {"id": journey["id"], "since": str(since), "until": str(today)}
    trend = (await client.data(text, **variables, metric="VALENCE"))["journey"]["trend"]
    yesterday, now = trend["points"]
    assert yesterday == {
        "start": f"{since}T00:00:00.000Z",
        "end": f"{today}T00:00:00.000Z",
        "value": None,
        "low": None,
        "high": None,
        "n": 0,
        "status": "NO_DATA",
    }
    assert (now["n"], now["value"], now["status"]) == (
        5,
        pytest.approx((0.4 + 0.55 + 0.85 * 2 + 0.8) / 5),
        "OK",
    )
    for metric in ("CONSISTENCY", "EFFORT"):
        point = (await client.data(text, **variables, metric=metric))["journey"]["trend"]["points"][1]
        assert (point["low"], point["high"]) == (None, None)


async def test_social_is_in_no_trend_unless_asked_for(client, journey):
    """A trend's default filter is that of every score."""
    today = datetime.now(UTC).date()
    text = """query($id: ID!, $day: Date!, $filter: ScoreFilter) { journey(id: $id) {
        trend(metric: VALENCE, since: $day, until: $day, filter: $filter) { points { n } } } }"""
    for filter_, n in ((None, 7), ({}, 7), ({"sources": ["SOCIAL"]}, 1)):
        found = await client.data(text, id=journey["id"], day=str(today), filter=filter_)
        assert found["journey"]["trend"]["points"] == [{"n": n}]


async def test_likability(client):
    """The share of runs that reached the last stage, whatever the filter says apart from days."""
    journey = await client.journey()
    compare, _, unpack = ids(journey["touchpoints"])
    await client.submit(compare, nps=5, runRef="one")
    await client.submit(unpack, nps=5, runRef="one")
    await client.submit(compare, nps=5, runRef="two")
    text = """query($id: ID!, $filter: ScoreFilter) { journey(id: $id) { score(filter: $filter) { likability
        { value n } } } }"""
    for filter_ in (None, {"channels": ["PHONE"]}):
        found = await client.data(text, id=journey["id"], filter=filter_)
        assert found["journey"]["score"]["likability"] == {"value": 0.5, "n": 2}
    tomorrow = str(date.fromordinal(datetime.now(UTC).date().toordinal() + 1))
    found = await client.data(text, id=journey["id"], filter={"since": tomorrow})
    assert found["journey"]["score"]["likability"] == {"value": None, "n": 0}


async def test_aliases_with_different_filters(client, journey):
    """One page may ask for the same journey's score under several filters at once."""
    aliases = " ".join(
        f"""{channel.value}: score(filter: {{channels: [{channel.value}]}}) {{ n }}""" for channel in Channel
    )
    found = (await client.data(f"query($id: ID!) {{ journey(id: $id) {{ {aliases} }} }}", id=journey["id"]))[
        "journey"
    ]
    assert {channel: score["n"] for channel, score in found.items() if score["n"]} == {"WEB": 5, "APP": 2}
