"""The emotion curve over HTTP: a picture any page can place, and the same in words."""

from xml.etree import ElementTree as ET

import pytest

from tests.e2e.maps import a_stage, a_touchpoint, make_journey, places, submit

CURVE = """query($id: ID!, $filter: ScoreFilter) { journey(id: $id) { emotionCurve(filter: $filter) {
    asOf seq svg description points { touchpoint { name } mean n emoji zone } } } }"""
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script> & \"'<b> \U0001f600 \u202e"


def drawn(company, journey, **chosen):
    """Ask for a curve and parse its picture, as a browser would."""
    curve = company.ask(CURVE, id=journey["id"], filter=chosen or None)["emotionCurve"]
    return curve, ET.fromstring(curve["svg"])  # noqa: S314  # our own service made it


def words(picture):
    """List the texts of a picture."""
    return [each.text or "" for each in picture.iter() if each.tag in {f"{SVG}text", f"{SVG}tspan"}]


def check(picture):
    """Hold a picture to what makes it one for everybody."""
    assert (picture.tag, picture.get("role")) == (f"{SVG}svg", "img")
    titles = {
        each.tag.removeprefix(SVG): each for each in picture if each.tag in {f"{SVG}title", f"{SVG}desc"}
    }
    assert all(titles[name].text for name in ("title", "desc"))
    named = picture.get("aria-labelledby", "").split()
    assert set(named) <= {each.get("id") for each in titles.values()}
    for each in picture.iter():
        assert each.tag.startswith(SVG)
        assert each.tag.removeprefix(SVG) not in {"script", "foreignObject", "image", "use"}
        assert not [name for name in each.attrib if name.startswith("on") or "href" in name]
        assert not [
            value for value in each.attrib.values() if "nan" in value.lower() or "inf" in value.lower()
        ]


@pytest.fixture
def journey(company):
    """Have a journey on which the middle is silent."""
    journey = make_journey(company)
    compare, _, unpack = places(journey)
    for channel, emotion in (("WEB", "JOY"), ("WEB", "TRUST"), ("APP", "ANGER")):
        submit(company, compare, channel=channel, emotion=emotion)
    submit(company, unpack, emotion="FRUSTRATION")
    return journey


def test_a_curve(company, journey):
    """Well-formed, titled, described, with every touchpoint, stage and emoji; a gap where nobody spoke."""
    curve, picture = drawn(company, journey)
    check(picture)
    told = " ".join(words(picture))
    assert all(name in told for name in ("Compare", "Pay", "Unpack", "Decide", "Start"))
    assert [(each["mean"], each["n"], each["emoji"], each["zone"]) for each in curve["points"]] == [
        (pytest.approx(0.7 / 3), 3, "😀", "NEUTRAL"),
        (None, 0, None, None),
        (-0.65, 1, "😤", "NEUTRAL"),
    ]
    assert all(each["emoji"] in told for each in curve["points"] if each["emoji"])
    assert all(name in curve["description"] for name in ("Compare", "Unpack"))
    assert 2 <= curve["description"].count(". ") + 1 <= 4


def test_a_curve_of_nothing(company):
    """Nobody has spoken: still a picture, which says so."""
    curve, picture = drawn(company, make_journey(company))
    check(picture)
    assert {each["mean"] for each in curve["points"]} == {None}
    assert curve["description"]
    assert "NaN" not in curve["svg"]


@pytest.mark.parametrize("touchpoints", [1, 60])
def test_a_curve_of_any_length(company, touchpoints):
    """One touchpoint, or sixty."""
    journey = make_journey(company, a_stage("All", *(f"Step {number}" for number in range(touchpoints))))
    for place in places(journey)[::2]:
        submit(company, place, emotion="DELIGHT")
    curve, picture = drawn(company, journey)
    check(picture)
    assert len(curve["points"]) == touchpoints


def test_names_are_names(company):
    """What people called things is text in the picture, never markup."""
    hostile = a_stage(HOSTILE, a_touchpoint(HOSTILE), a_touchpoint("x" * 200))
    journey = make_journey(company, hostile, name=HOSTILE)
    submit(company, places(journey)[0])
    curve, picture = drawn(company, journey)
    check(picture)
    assert "<script" not in curve["svg"]
    assert "<b>" not in curve["svg"]


def test_a_filtered_curve(company, journey):
    """Shows what was chosen, and says what that is."""
    curve, picture = drawn(company, journey, channels=["APP"])
    check(picture)
    assert [each["n"] for each in curve["points"]] == [1, 0, 0]
    assert curve["svg"] != drawn(company, journey)[0]["svg"]
    assert any("App" in each for each in words(picture))
