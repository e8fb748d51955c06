"""What may be shared, and how a subscription is asked for; what it tells is seen where a database is."""

import pytest
from graphql import OperationType, get_named_type

from schema.build import build_schema, core_of
from schema.execution import Execution
from schema.subscription import Watch
from service.settings import Limits

ROOT = 'scoreUpdated(journeyId: "j")'
FOLLOW = f"subscription {{ {ROOT} {{ seq }} }}"


@pytest.fixture(scope="module")
def execution():
    """Execute the real schema; none of these tests reaches a resolver."""
    return Execution(build_schema(), Limits())


async def refusal(execution, text):
    """Subscribe and be refused; tell code and message."""
    refused = await execution.subscribe(text, None, None, None)
    assert refused.keys() == {"errors"}
    [error] = refused["errors"]
    return error["extensions"]["code"], error["message"]


def reachable(found, kind):
    """Gather the types that can be asked for below one."""
    kind = get_named_type(kind)
    if kind.name not in found:
        found[kind.name] = kind
        for each in (
            *getattr(kind, "types", ()),
            *(field.type for field in getattr(kind, "fields", {}).values()),
        ):
            reachable(found, each)
    return found


def test_nothing_below_an_update_depends_on_who_asks():
    """One execution serves all of a tenant with equal scopes: no one's name or expiry may be within reach."""
    core = core_of(build_schema())
    found = reachable({}, core.subscription_type)
    assert {"ScoreUpdate", "Journey", "Touchpoint", "Persona", "JourneyScore"} <= found.keys()
    assert not {"Viewer", "Query", "Feedback"} & found.keys()
    assert "Viewer" in reachable({}, core.query_type)


async def test_a_subscription_is_not_executed_once(execution):
    """Sent as a query it is refused, and told how to subscribe."""
    refused = await execution.run(FOLLOW, None, None, None)
    [error] = refused["errors"]
    assert (refused.keys(), error["extensions"]) == ({"errors"}, {"code": "BAD_USER_INPUT"})
    assert "graphql-transport-ws" in error["message"]
    assert "Accept: text/event-stream" in error["message"]
    assert execution.kind(FOLLOW, None) is OperationType.SUBSCRIPTION


@pytest.mark.parametrize(
    ("text", "kind"),
    [("{ viewer { tenant } }", "query"), ('mutation { deletePersona(id: "x") { __typename } }', "mutation")],
)
async def test_what_is_answered_once_is_not_followed(execution, text, kind):
    """It is named, and not executed."""
    code, message = await refusal(execution, text)
    assert (code, f"This is a {kind}" in message) == ("BAD_USER_INPUT", True)


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        ("__typename", "introspection"),
        (f"a: {ROOT} {{ seq }} b: {ROOT} {{ seq }}", "only one"),
        (f"{ROOT} {{ seq }} ...F }} fragment F on Subscription {{ __typename", "only one"),
        (f"{ROOT} @skip(if: true) {{ seq }}", "@skip"),
        (f"... @include(if: true) {{ {ROOT} {{ seq }} }}", "@include"),
        (f'{ROOT} {{ seq }} scoreUpdated(journeyId: "k") {{ seq }}', "conflict"),
        ('scoreUpdated(journeyId: "j", afterSeq: -1) { seq }', "Seq"),
        (f"{ROOT} {{ viewer }}", "viewer"),
    ],
)
async def test_documents_that_are_refused(execution, selection, words):
    """One root field, no more and no less, whatever the variables say: the specification's rules."""
    found = (await execution.subscribe(f"subscription {{ {selection} }}", None, None, None))["errors"]
    assert {error["extensions"]["code"] for error in found} == {"GRAPHQL_VALIDATION_FAILED"}
    assert words in found[0]["message"]


async def test_what_cannot_be_chosen(execution):
    """A syntax error, and two operations without a name, are told as for a query."""
    code, _ = await refusal(execution, "subscription {")
    assert code == "GRAPHQL_PARSE_FAILED"
    two = f"subscription A {{ {ROOT} {{ seq }} }} subscription B {{ {ROOT} {{ seq }} }}"
    code, message = await refusal(execution, two)
    assert (code, "(A, B)" in message) == ("BAD_USER_INPUT", True)


def test_updates_come_from_the_hub():
    """What graphql-core takes for a stream is none to iterate over."""
    with pytest.raises(TypeError, match="hub"):
        aiter(Watch("j", None, 0.1))


async def test_a_subscription_that_costs_too_much():
    """The cost is that of one update, and checked before anything is followed."""
    execution = Execution(build_schema(), Limits(cost=2))
    code, message = await refusal(execution, f"subscription {{ {ROOT} {{ seq kind }} }}")
    assert (code, message[:53]) == (
        "QUERY_TOO_COSTLY",
        "The subscription costs 3, at most 2 is allowed. Most ",
    )
