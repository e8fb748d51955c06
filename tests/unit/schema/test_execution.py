"""An operation is answered whatever it is: with data, with a code, or with a reference and nothing else."""

import asyncio

import pytest
import structlog
from graphql import OperationType

from schema.execution import Execution
from service.settings import Limits
from tests.unit.schema.toy import toy

TWO = "query A { add(left: 1) } query B { add(left: 2) }"


@pytest.fixture(scope="module")
def execution():
    """Execute the toy schema, with little time."""
    return Execution(toy(), Limits(document_tokens=60, query_seconds=0.05, mutation_seconds=0.05))


async def answer(execution, text, variables=None, name=None, **more):
    """Run an operation that needs no context."""
    return await execution.run(text, variables, name, None, **more)


async def refusal(execution, text, variables=None, name=None, **more):
    """Run an operation that is refused; tell code and message."""
    refused = await answer(execution, text, variables, name, **more)
    assert refused.get("data") is None or None in refused["data"].values()
    [error] = refused["errors"]
    return error["extensions"]["code"], error["message"]


async def test_data_alone(execution):
    """What goes well has data and no errors."""
    assert await answer(execution, "query($n: Int!) { add(left: $n) }", {"n": 2}) == {"data": {"add": 3}}


async def test_what_cannot_be_parsed(execution):
    """A syntax error says where, and nothing is executed."""
    refused = await answer(execution, "{ add(")
    assert refused == {
        "errors": [
            {
                "message": "Syntax Error: Expected Name, found <EOF>.",
                "locations": [{"line": 1, "column": 7}],
                "extensions": {"code": "GRAPHQL_PARSE_FAILED"},
            }
        ]
    }


async def test_what_has_too_many_tokens(execution):
    """A document is bounded in tokens before it is parsed, and in comments too."""
    code, message = await refusal(execution, "{" + " a" * 60 + "}")
    assert (code, "60 tokens" in message) == ("GRAPHQL_PARSE_FAILED", True)
    code, _ = await refusal(execution, "#\n" * 61 + "{ add(left: 1) }")
    assert code == "GRAPHQL_PARSE_FAILED"


async def test_what_the_schema_does_not_have(execution):
    """An unknown field is refused, with the nearest name there is."""
    code, message = await refusal(execution, "{ ad }")
    assert code == "GRAPHQL_VALIDATION_FAILED"
    assert message == "Cannot query field 'ad' on type 'Query'. Did you mean 'add'?"


async def test_suggestions_can_be_off():
    """In production nothing is said of what there is."""
    code, message = await refusal(Execution(toy(), Limits(), suggestions=False), "{ ad }")
    assert (code, message) == ("GRAPHQL_VALIDATION_FAILED", "Cannot query field 'ad' on type 'Query'.")


async def test_variables_that_do_not_fit(execution):
    """A variable of the wrong type, or a missing one, is the client's mistake and named."""
    text = "query($n: Int!) { add(left: $n) }"
    for variables in ({"n": "two"}, {"n": 2**31}, {"n": None}, {}, None):
        code, message = await refusal(execution, text, variables)
        assert (code, "'$n'" in message) == ("BAD_USER_INPUT", True)


async def test_an_argument_that_only_execution_finds_out_about(execution):
    """A nullable variable that is null, where an argument with a default may not be."""
    text = "query($n: Int) { add(left: 1, right: $n) }"
    code, message = await refusal(execution, text, {"n": None})
    assert (code, "'right'" in message) == ("BAD_USER_INPUT", True)
    assert await answer(execution, text, {}) == {"data": {"add": 2}}


async def test_two_operations_need_a_name(execution):
    """Without operationName nobody guesses; the message says which there are."""
    assert await refusal(execution, TWO) == (
        "BAD_USER_INPUT",
        "the document has 2 operations: name one in operationName (A, B)",
    )
    assert await answer(execution, TWO, None, "B") == {"data": {"add": 3}}
    code, message = await refusal(execution, TWO, None, "C")
    assert (code, message) == (
        "BAD_USER_INPUT",
        "operationName names no operation of the document: it has A, B",
    )
    code, _ = await refusal(execution, "{ add(left: 1) }", None, "A")
    assert code == "BAD_USER_INPUT"


async def test_a_document_without_operations(execution):
    """Fragments alone are no operation."""
    refused = await answer(execution, "fragment F on Query { add(left: 1) }")
    assert "data" not in refused


async def test_which_kind_it_is(execution):
    """The chosen operation's; none for what would be refused: transports ask before they execute."""
    both = "query A { add(left: 1) } mutation B { wait }"
    assert execution.kind("{ add(left: 1) }", None) is OperationType.QUERY
    assert execution.kind(both, "A") is OperationType.QUERY
    assert execution.kind(both, "B") is OperationType.MUTATION
    for refused in ("mutation {", "{ nope }", "mutation A { wait } mutation B { wait }", None):
        assert execution.kind(refused, None) is None


async def test_a_refused_field(execution):
    """A refusal keeps its code and message, and leaves the other fields alone."""
    answered = await answer(execution, "{ sealed add(left: 1) }")
    assert answered["data"] == {"sealed": None, "add": 2}
    assert answered["errors"] == [
        {
            "message": "This needs a token with the scope feedback:read.",
            "locations": [{"line": 1, "column": 3}],
            "path": ["sealed"],
            "extensions": {"code": "FORBIDDEN"},
        }
    ]


async def test_a_bug_is_masked_and_logged(execution):
    """Clients get a reference; the log has it too, with the frames of each cause, and no word of theirs."""
    with structlog.testing.capture_logs() as logs:
        code, message = await refusal(execution, '{ boom(secret: "my iban") }')
    [entry] = logs
    assert code == "INTERNAL_SERVER_ERROR"
    assert message == f"Internal error. Quote the reference {entry['reference']} when you report it."
    assert (entry["event"], entry["log_level"]) == ("request.failed", "error")
    assert "builtins.ValueError" in entry["stack"]
    assert "builtins.KeyError" in entry["stack"]
    assert "toy.py" in entry["stack"]
    assert "iban" not in str(entry)


async def test_a_failing_attribute_is_masked(execution):
    """A null where none may be is a bug of the service too, and tells nothing of it."""
    code, message = await refusal(execution, "{ sick { leaf { number } } }")
    assert code == "INTERNAL_SERVER_ERROR"
    assert "number" not in message


@pytest.mark.parametrize(
    ("trouble", "code"), [("gone", "OVERLOADED"), ("slow", "OVERLOADED"), ("bug", "INTERNAL_SERVER_ERROR")]
)
async def test_a_database_in_trouble(execution, trouble, code):
    """A database that is away or slow is worth another try; one that is asked nonsense is a bug."""
    said = await refusal(execution, f'{{ database(trouble: "{trouble}") }}')
    assert said[0] == code
    assert "27017" not in said[1]


async def test_what_takes_too_long(execution):
    """A query and a mutation are cut off at their limits; a mutation may have been done all the same."""
    assert await refusal(execution, "{ slow }") == (
        "OVERLOADED",
        "The query took longer than 0.05 s: ask for less at once, or send it again later.",
    )
    code, message = await refusal(execution, "mutation { wait }")
    assert (code, "may still have been done" in message) == ("OVERLOADED", True)
    assert "data" not in await answer(execution, "{ slow add(left: 1) }")


async def test_a_time_out_of_a_resolver_is_a_bug(execution):
    """Only the limit itself is called the limit."""
    code, _ = await refusal(execution, "{ ownTimeout }")
    assert code == "INTERNAL_SERVER_ERROR"


async def test_a_cancelled_request_is_cancelled(execution):
    """When the client is gone the execution ends, and is no time-out."""
    task = asyncio.create_task(answer(execution, "{ slow }"))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_it_never_raises(execution):
    """A failure outside of any field is masked and logged like any other."""
    with structlog.testing.capture_logs() as logs:
        code, message = await refusal(execution, None)
    assert (code, logs[0]["reference"] in message) == ("INTERNAL_SERVER_ERROR", True)


async def test_the_cost_is_told_to_who_asks(execution):
    """Beside the data, and to nobody else."""
    text = "query($n: Int!) { add(left: $n) }"
    assert await answer(execution, text, {"n": 2}, priced=True) == {
        "data": {"add": 3},
        "extensions": {"cost": {"requested": 1, "limit": 5_000}},
    }
    assert "extensions" not in await answer(execution, text, {"n": 2})


async def test_a_cost_over_the_limit_is_refused():
    """Before anything is executed, with both figures for programs too."""
    execution = Execution(toy(), Limits(cost=2))
    refused = await answer(execution, "{ a: add(left: 1) b: add(left: 1) c: add(left: 1) }")
    assert refused == {
        "errors": [
            {
                "message": "The query costs 3, at most 2 is allowed. Most of it is a: ask for fewer items "
                "of its lists (first, last), for fewer fields, or in several requests.",
                "locations": [{"line": 1, "column": 1}],
                "extensions": {"code": "QUERY_TOO_COSTLY", "cost": {"requested": 3, "limit": 2}},
            }
        ]
    }


async def test_a_document_that_is_too_long(execution):
    """It is not read at all, and not kept either."""
    code, message = await refusal(execution, "{" + " " * 65_536 + "add(left: 1) }")
    assert code == "GRAPHQL_PARSE_FAILED"
    assert message.startswith("The document has 65551 characters, at most 65536 are allowed")


async def test_introspection_can_be_off():
    """In production the schema is at its own address."""
    execution = Execution(toy(), Limits(), introspection=False)
    code, message = await refusal(execution, "{ __schema { description } }")
    assert (code, message.startswith("Introspection is off here")) == ("GRAPHQL_VALIDATION_FAILED", True)
    assert (await answer(execution, "{ __typename }"))["data"] == {"__typename": "Query"}
