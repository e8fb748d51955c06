"""Who shares an execution: exactly those to whom every update would read alike."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.auth.scopes import Scope
from service.live import Update, UpdateKind

TEXT = """subscription Page($id: ID!, $after: Seq, $every: Int! = 100,
    $first: Int! = 5, $filter: ScoreFilter) {
    scoreUpdated(journeyId: $id, afterSeq: $after, minIntervalMs: $every) { seq journey {
        opportunities(first: $first) { rank } score(filter: $filter) { n } } } }"""


@pytest.fixture
async def journey(client):
    """Make a journey; answer its id."""
    return (await client.journey())["id"]


@pytest.fixture
def key(client, journey):
    """Subscribe and tell the key."""

    async def key(text=TEXT, by=client, **variables):
        return (await by.follow(text, **{"id": journey, **variables})).key

    return key


@pytest.mark.parametrize(
    "variables",
    [
        {"after": 7},
        {"after": 0, "every": 5_000},
        {"after": None},
        {"every": 100},
        {"first": 5},
        {"undeclared": 1},
    ],
)
async def test_what_is_told_alike_is_shared(key, variables):
    """Where a subscriber stands, how often it listens, what the document does not know, or a default."""
    assert await key(**variables) == await key()


@pytest.mark.parametrize(
    "variables", [{"first": 4}, {"filter": None}, {"filter": {}}, {"filter": {"channels": ["WEB"]}}]
)
async def test_what_is_told_otherwise_is_not(key, variables):
    """Any other variable parts them; so do null and an empty object from what was left out."""
    assert await key(**variables) != await key()


async def test_equal_values_are_equal(key):
    """However they were written: by the order of an input's fields, as a list of one or as one."""
    first = await key(filter={"channels": ["WEB"], "origins": ["REPORTED"]})
    assert await key(filter={"origins": "REPORTED", "channels": "WEB"}) == first
    assert await key(filter={"channels": ["WEB"], "sources": ["SURVEY"]}) != first


async def test_days_are_told_apart(key):
    """Values that are no JSON themselves, such as days, are."""
    march = {"since": "2026-03-01"}
    assert await key(filter=march) == await key(filter=march)
    assert await key(filter=march) != await key(filter={"since": "2026-03-02"})


async def test_nobody_shares_across_scopes_or_tenants(client, key):
    """Even where they see the same; subject and expiry of the token may differ."""
    assert await key(by=replace(client, subject="somebody else")) == await key()
    assert await key(by=client.with_scopes(Scope.JOURNEYS_READ, Scope.SCORES_READ)) != await key()
    rival = client.of("rival")
    other = await rival.follow(TEXT, id=(await rival.journey())["id"])
    assert "rival" in other.key
    assert "rival" not in await key()


async def test_nobody_shares_across_journeys_or_documents(client, key):
    """A journey named in the document itself, a space more: not the same."""
    other = (await client.journey(name="Other"))["id"]
    assert await key() != await key(id=other)
    assert await key() != await key(text=TEXT + " ")


async def test_the_operation_is_what_counts_not_how_it_was_chosen(client, journey):
    """Naming the only operation changes nothing; two of one document do not share."""
    twins = TEXT + TEXT.replace("Page", "Other")
    context = client._context()  # noqa: SLF001  to name operations, which nobody else does
    keys = [
        (await client.execution.subscribe(text, {"id": journey}, name, context)).key
        for text, name in ((TEXT, None), (TEXT, "Page"), (twins, "Page"), (twins, "Other"))
    ]
    assert keys[0] == keys[1]
    assert keys[2] != keys[3]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "journey { opportunities(first: $every) { rank } }",
        "journey { ...Best }",
        "journey { name @include(if: $shown) }",
    ],
)
async def test_a_seats_variable_that_is_used_elsewhere_too(key, elsewhere):
    """It stays in the key, in a fragment too; so does a variable of a directive."""
    shown = "$shown: Boolean! = true" if "shown" in elsewhere else ""
    text = f"""subscription($id: ID!, $every: Int! = 1 {shown}) {{
        scoreUpdated(journeyId: $id, minIntervalMs: $every) {{ seq {elsewhere} }} }}"""
    if "Best" in elsewhere:
        text += " fragment Best on Journey { opportunities(first: $every) { rank } }"
    changed = {"shown": False} if shown else {"every": 2}
    assert await key(text, **changed) != await key(text)
    if shown:
        assert await key(text, every=2) == await key(text)


async def test_what_is_shared_is_the_same(client, journey):
    """Two that agree are told the same bytes of the same update, whoever renders it."""
    one = await client.follow(TEXT, id=journey, after=3)
    other = await replace(client, subject="somebody else").follow(TEXT, id=journey, every=1)
    assert one.key == other.key
    state = Update(4, UpdateKind.SNAPSHOT, datetime.now(UTC), None)
    assert await one.render(state) == await other.render(state)
