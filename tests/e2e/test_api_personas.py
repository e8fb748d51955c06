"""A persona from birth to death: made whole, changed in part, and gone without a score moving."""

import pytest

from tests.e2e.maps import PROBLEM, make_journey, make_persona, places, submit

SHAPE = """id name segment attributes { key value } circumstances { narrative needs expectations constraints }
    goals { id title tasks { id title timeLimit constraint touchpoints { id } } }
    motivations desiredOutcomes triggers revision journeys { totalCount }"""
UPDATE = f"""mutation($input: UpdatePersonaInput!) {{ updatePersona(input: $input) {{
    ... on PersonaSaved {{ persona {{ {SHAPE} }} }} {PROBLEM} }} }}"""
PLAIN = {
    "segment": "family",
    "attributes": [{"key": "home", "value": "Leeds"}, {"key": "home", "value": "York"}],
    "motivations": ["price"],
    "desiredOutcomes": ["one bill"],
    "triggers": ["moved house"],
}


@pytest.fixture
def place(company):
    """Have a touchpoint for tasks to be done at."""
    return places(make_journey(company))[0]


@pytest.fixture
def maya(company, place):
    """Have a persona of whom all is told."""
    life = {"narrative": "First child.", "needs": ["calm"], "constraints": ["no time"]}
    task = {"title": "Pay", "timeLimit": "today", "touchpointIds": [place]}
    goals = [{"title": "Join", "tasks": [task]}]
    id_ = make_persona(company, "Maya", **PLAIN, circumstances=life, goals=goals)
    return company.ask(f"query($id: ID!) {{ persona(id: $id) {{ {SHAPE} }} }}", id=id_)


def test_it_comes_back_as_it_was_made(maya, place):
    """All that was told, in the order it was told."""
    assert {name: maya[name] for name in PLAIN} == PLAIN
    assert (maya["name"], maya["revision"], maya["journeys"]) == ("Maya", 1, {"totalCount": 0})
    life = {"narrative": "First child.", "needs": ["calm"], "expectations": [], "constraints": ["no time"]}
    assert maya["circumstances"] == life
    [goal] = maya["goals"]
    [task] = goal["tasks"]
    assert (goal["title"], task["title"], task["timeLimit"], task["constraint"]) == (
        "Join",
        "Pay",
        "today",
        None,
    )
    assert task["touchpoints"] == [{"id": place}]


def test_the_least_of_a_persona(company):
    """A name; lists are empty, the rest is null."""
    found = company.ask(f"query($id: ID!) {{ persona(id: $id) {{ {SHAPE} }} }}", id=make_persona(company))
    assert [found[name] for name in ("segment", "circumstances")] == [None, None]
    assert [
        found[name] for name in ("attributes", "goals", "motivations", "desiredOutcomes", "triggers")
    ] == [[]] * 5


def test_what_is_left_out_stays(company, maya):
    """Null clears, a list is replaced, goals and tasks sent with their id stay the same ones."""
    [goal] = maya["goals"]
    [task] = goal["tasks"]
    kept = {
        "id": goal["id"],
        "title": "Move",
        "tasks": [{"id": task["id"], "title": "Pay"}, {"title": "Ask"}],
    }
    told = {"segment": None, "circumstances": None, "goals": [kept], "triggers": []}
    changed = company.ask(UPDATE, input={"id": maya["id"], "expectedRevision": 1, **told})["persona"]
    assert (changed["segment"], changed["circumstances"], changed["triggers"]) == (None, None, [])
    assert (changed["name"], changed["motivations"], changed["revision"]) == ("Maya", ["price"], 2)
    [goal_now] = changed["goals"]
    assert (goal_now["id"], goal_now["title"]) == (goal["id"], "Move")
    assert [(each["id"] == task["id"], each["title"]) for each in goal_now["tasks"]] == [
        (True, "Pay"),
        (False, "Ask"),
    ]
    assert goal_now["tasks"][0]["touchpoints"] == []


def test_a_stale_revision(company, maya, stored):
    """Conflict with the present one, and nothing changed."""
    company.ask(UPDATE, input={"id": maya["id"], "expectedRevision": 1, "name": "May"})
    before = stored()
    for stale in (1, 3):
        refused = company.ask(UPDATE, input={"id": maya["id"], "expectedRevision": stale, "name": "Late"})
        assert (refused["__typename"], refused["code"]) == ("Conflict", "STALE_REVISION")
        assert (refused["currentRevision"], refused["path"]) == (2, ["input", "expectedRevision"])
    assert stored() == before


@pytest.mark.parametrize(
    ("told", "path", "code"),
    [
        *(
            ({name: None}, [name], "REQUIRED")
            for name in ("name", "motivations", "attributes", "goals", "triggers", "desiredOutcomes")
        ),
        ({"name": " "}, ["name"], "REQUIRED"),
        ({"name": "x" * 201}, ["name"], "TOO_LONG"),
        ({"goals": [{"id": "GrIv" * 6, "title": "x"}]}, ["goals", "0", "id"], "NOT_FOUND"),
        (
            {"goals": [{"title": "x", "tasks": [{"id": "x", "title": "x"}]}]},
            ["goals", "0", "tasks", "0", "id"],
            "MALFORMED",
        ),
        ({"attributes": [{"key": "", "value": "x"}]}, ["attributes", "0", "key"], "REQUIRED"),
        ({"motivations": ["ok", "a\u0007b"]}, ["motivations", "1"], "MALFORMED"),
        ({"triggers": ["x"] * 51}, ["triggers"], "TOO_MANY"),
        ({"circumstances": {"narrative": ""}}, ["circumstances", "narrative"], "REQUIRED"),
    ],
)
def test_an_edit_that_breaks_a_rule(company, maya, stored, told, path, code):
    """InvalidInput that says where and why; nothing changed."""
    before = stored()
    refused = company.ask(UPDATE, input={"id": maya["id"], "expectedRevision": 1, **told})
    assert (refused["__typename"], refused["code"], refused["path"]) == (
        "InvalidInput",
        code,
        ["input", *path],
    )
    assert refused["issues"][0]["message"] == refused["message"]
    assert stored() == before


def test_what_was_said_outlives_it(company, place, maya):
    """Deleted, its feedback stays counted, in a group of nobody in particular."""
    submit(company, place, personaId=maya["id"])
    delete = "mutation($id: ID!) { deletePersona(id: $id) { ... on Deleted { id } } }"
    assert company.ask(delete, id=maya["id"]) == {"id": maya["id"]}
    text = """query($id: ID!) { touchpoint(id: $id) { score { n consistency(groupBy: PERSONA) {
        groups { label persona { id } n } } } } }"""
    score = company.ask(text, id=place)["score"]
    assert score["n"] == 1
    assert score["consistency"]["groups"] == [{"label": "A deleted persona", "persona": None, "n": 1}]
    assert company.ask("query($id: ID!) { persona(id: $id) { id } }", id=maya["id"]) is None
