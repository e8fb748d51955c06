"""Lists, page by page: both ways, while others write, and only with cursors and sizes that can be meant."""

import re

import pytest

from tests.e2e.maps import days_ago, make_journey, make_persona, noon, places, submit

PAGE = """query($first: Int, $after: String, $last: Int, $before: String) { %s(
    first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { id } } totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
LISTS = ("journeys", "personas", "feedback")


@pytest.fixture(scope="module")
def listed(service):
    """Have seven of each, and the order in which they are listed."""
    caller = service.newcomer()
    journeys = {
        name: make_journey(caller, name=name)["id"] for name in ("Pay", "Ask", "Use", "Buy", "Try", "Ask")
    }
    journeys["Zen"] = make_journey(caller, name="Zen")["id"]
    twins = {edge["node"]["id"] for edge in caller.ask("{ journeys { edges { node { id } } } }")["edges"]}
    by_name = [journeys[name] for name in ("Buy", "Pay", "Try", "Use", "Zen")]
    personas = {
        name: make_persona(caller, name) for name in ("Rosa", "maya", "Maya", "Émile", "Deniz", "John", "Zoë")
    }
    feedback = [
        submit(caller, places(make_journey(caller, name="~"))[0], occurredAt=noon(each))["id"]
        for each in range(1, 8)
    ]
    orders = {
        "journeys": sorted(twins - set(by_name)) + by_name,
        "personas": [personas[name] for name in sorted(personas)],
        "feedback": feedback,
    }
    return caller, orders


def page(listed, name, **told):
    """Ask for a page."""
    caller, _ = listed
    return caller.ask(PAGE % name, **told)


def ids(found):
    """List the ids of a page."""
    return [edge["node"]["id"] for edge in found["edges"]]


@pytest.mark.parametrize("name", LISTS)
def test_forward(listed, name):
    """Pages of three from the start: all of them, in order, once, told when it ends."""
    order, seen, after = listed[1][name], [], None
    for _ in range(10):
        found = page(listed, name, first=3, after=after)
        assert found["pageInfo"]["hasPreviousPage"] == bool(seen)
        assert found["pageInfo"]["startCursor"] == found["edges"][0]["cursor"]
        seen += ids(found)
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    assert seen[: len(order)] == order


@pytest.mark.parametrize("name", LISTS)
def test_backward(listed, name):
    """Pages of three from the end: the same list."""
    whole, seen, before = ids(page(listed, name, first=100)), [], None
    for _ in range(10):
        found = page(listed, name, last=3, before=before)
        assert found["pageInfo"]["hasNextPage"] == bool(seen)
        seen = ids(found) + seen
        before = found["pageInfo"]["startCursor"]
        if not found["pageInfo"]["hasPreviousPage"]:
            break
    assert seen == whole
    assert whole[: len(listed[1][name])] == listed[1][name]


@pytest.mark.parametrize("name", LISTS)
def test_between_two_cursors(listed, name):
    """After one and before another, from either end."""
    whole = page(listed, name, first=100)
    cursors = [edge["cursor"] for edge in whole["edges"]]
    bounds = {"after": cursors[1], "before": cursors[5]}
    assert ids(page(listed, name, **bounds)) == ids(whole)[2:5]
    assert ids(page(listed, name, first=2, **bounds)) == ids(whole)[2:4]
    assert ids(page(listed, name, last=2, **bounds)) == ids(whole)[3:5]
    assert ids(page(listed, name, after=cursors[5], before=cursors[1])) == []


@pytest.mark.parametrize("name", LISTS)
def test_sizes(listed, name):
    """0 and 100 are sizes; the count is told for the map, and not for feedback."""
    empty = page(listed, name, first=0)
    assert (empty["edges"], empty["pageInfo"]["hasNextPage"]) == ([], True)
    assert (empty["pageInfo"]["startCursor"], empty["pageInfo"]["endCursor"]) == (None, None)
    whole = page(listed, name, first=100)
    assert whole["totalCount"] == (None if name == "feedback" else len(whole["edges"]))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"first": -1}, "first is -1"),
        ({"last": -1}, "last is -1"),
        ({"first": 101}, "first is 101"),
        ({"last": 2_147_483_647}, "last is 2147483647"),
        ({"first": 1, "last": 1}, "first and last"),
        ({"after": ""}, "after"),
        ({"after": "x"}, "after"),
        ({"before": "\u00e9"}, "before"),
        ({"before": "QUJD" * 5_000}, "before"),
        ({"after": "=" * 40}, "after"),
        ({"after": "a\u0000b"}, "after"),
    ],
)
def test_pages_that_cannot_be_meant(listed, name, told, said):
    """BAD_USER_INPUT that names the argument."""
    caller, _ = listed
    [error] = caller.answer(PAGE % name, **told)["errors"]
    assert (error["extensions"]["code"], error["path"]) == ("BAD_USER_INPUT", [name])
    assert said in error["message"]


def test_a_cursor_is_of_its_list_and_whole(listed):
    """One of another list, one cut short and one with a letter changed are no cursors."""
    cursors = {name: page(listed, name, first=1)["pageInfo"]["endCursor"] for name in LISTS}
    caller, _ = listed
    for name in LISTS:
        wrong = [cursors[other] for other in LISTS if other != name]
        own = cursors[name]
        wrong += [own[:-1], own[:20], own[:8] + ("A" if own[8] != "A" else "B") + own[9:]]
        for cursor in wrong:
            assert caller.codes(PAGE % name, after=cursor) == ["BAD_USER_INPUT"]


def test_a_cursor_tells_nothing(listed):
    """Opaque text of one length; neither names nor times nor ids are in it."""
    caller, orders = listed
    for name in LISTS:
        cursors = [edge["cursor"] for edge in page(listed, name, first=100)["edges"]]
        assert all(re.fullmatch(r"[A-Za-z0-9_-]+", cursor) for cursor in cursors)
        assert len({len(cursor) for cursor in cursors}) == 1
        assert len(set(cursors)) == len(cursors)
        assert not [id_ for id_ in orders[name] for cursor in cursors if id_[:8] in cursor]
    assert caller.tenant not in str(page(listed, "journeys", first=100))


def test_twenty_unless_told(company):
    """Without a size a page has twenty, from the end too where it is bounded so."""
    place = places(make_journey(company))[0]
    for number in range(21):
        make_persona(company, f"P{number:02}")
        submit(company, place)
    for name in ("personas", "feedback"):
        found = page((company, {}), name)
        assert (len(found["edges"]), found["pageInfo"]["hasNextPage"]) == (20, True)
        assert ids(page((company, {}), name, after=found["pageInfo"]["endCursor"]))[0] not in ids(found)


def test_while_others_write(company):
    """What comes or goes between two pages neither repeats nor skips what was there."""
    names = [f"J{number:02}" for number in range(10)]
    made = {name: make_journey(company, name=name)["id"] for name in names}
    listed = (company, {})
    first = page(listed, "journeys", first=4)
    archive = "mutation($id: ID!) { archiveJourney(id: $id) { __typename } }"
    company.ask(archive, id=made["J03"])
    company.ask(archive, id=made["J05"])
    for name in ("A first one", "J03b", "J99"):
        made[name] = make_journey(company, name=name)["id"]
    rest = page(listed, "journeys", first=50, after=first["pageInfo"]["endCursor"])
    assert ids(rest) == [made[name] for name in ("J03b", "J04", "J06", "J07", "J08", "J09", "J99")]
    back = page(listed, "journeys", last=3, before=rest["pageInfo"]["startCursor"])
    assert ids(back) == [made[name] for name in ("J00", "J01", "J02")]


def test_filters_of_the_map(company):
    """Journeys by persona, personas by segment, archived ones apart; each with its own count."""
    maya, john = make_persona(company, "Maya", segment="b2c"), make_persona(company, "John", segment="b2b")
    hers = make_journey(company, name="Hers", personaIds=[maya])["id"]
    both = make_journey(company, name="Both", personaIds=[john, maya])["id"]
    gone = make_journey(company, name="Gone", personaIds=[maya])["id"]
    company.ask("mutation($id: ID!) { archiveJourney(id: $id) { __typename } }", id=gone)
    text = """query($id: ID, $archived: Boolean!) { journeys(personaId: $id, archived: $archived) {
        totalCount edges { node { id } } } }"""
    for persona, archived, expected in (
        (maya, False, [both, hers]),
        (john, False, [both]),
        (None, False, [both, hers]),
        (maya, True, [gone]),
        (john, True, []),
    ):
        found = company.ask(text, id=persona, archived=archived)
        assert (ids(found), found["totalCount"]) == (expected, len(expected))
    of_maya = (
        "query($id: ID!) { persona(id: $id) { journeys(first: 1) { totalCount edges { node { id } } } } }"
    )
    found = company.ask(of_maya, id=maya)["journeys"]
    assert (ids(found), found["totalCount"]) == ([both], 2)
    text = "query($segment: String) { personas(segment: $segment) { totalCount edges { node { id } } } }"
    for segment, expected in (("b2b", [john]), (None, [john, maya]), ("", []), ("$b2b", [])):
        found = company.ask(text, segment=segment)
        assert (ids(found), found["totalCount"]) == (expected, len(expected))


def test_filters_of_feedback(company):
    """Each condition alone and together; null is all, SOCIAL too; times are half open."""
    maya = make_persona(company)
    join, leave = make_journey(company), make_journey(company, name="Leave")
    see, pay, _ = places(join)
    moment = days_ago(3)
    said = {
        "joy": submit(company, see, occurredAt=days_ago(1), personaId=maya)["id"],
        "anger": submit(
            company, pay, emotion="ANGER", channel="APP", source="SOCIAL", occurredAt=days_ago(2)
        )["id"],
        "trust": submit(company, see, emotion="TRUST", origin="INFERRED", confidence=0.4, occurredAt=moment)[
            "id"
        ],
        "rating": submit(company, places(leave)[0], emotion=..., nps=1, occurredAt=days_ago(300))["id"],
    }
    text = "query($filter: FeedbackFilter) { feedback(filter: $filter) { edges { node { id } } } }"
    for chosen, expected in (
        (None, "joy anger trust rating"),
        ({}, "joy anger trust rating"),
        ({"journeyId": join["id"]}, "joy anger trust"),
        ({"touchpointIds": [see]}, "joy trust"),
        ({"touchpointIds": [see, pay], "channels": ["APP"]}, "anger"),
        ({"channels": ["WEB"]}, "joy trust rating"),
        ({"emotions": ["ANGER", "JOY"]}, "joy anger"),
        ({"personaIds": [maya]}, "joy"),
        ({"sources": ["SOCIAL"]}, "anger"),
        ({"origins": ["INFERRED"]}, "trust"),
        ({"since": moment}, "joy anger trust"),
        ({"until": moment}, "rating"),
        ({"since": moment, "until": moment}, ""),
        ({"since": noon(500), "until": noon(-1)}, "joy anger trust rating"),
        ({"journeyId": leave["id"], "touchpointIds": [see]}, ""),
        *(
            ({name: []}, "")
            for name in ("touchpointIds", "channels", "emotions", "personaIds", "sources", "origins")
        ),
    ):
        found = ids(company.ask(text, filter=chosen))
        wanted = [said[name] for name in said if name in expected.split()]
        assert found == wanted, chosen
