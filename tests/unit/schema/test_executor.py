"""The executor answers exactly as graphql-core's own does, only sooner."""

import pytest
from graphql import Executor, execute, parse, validate

from schema.build import core_of
from schema.executor import PageExecutor, is_awaitable, plain_fields
from tests.unit.schema.toy import toy

LEAF = "{ text number share felt tags }"


@pytest.fixture(scope="module")
def core():
    """Build the toy schema."""
    return core_of(toy())


async def answers(core, text, variables=None):
    """Execute a document both ways."""
    document = parse(text)
    assert validate(core, document) == []
    for executor, own in ((PageExecutor, {"plain": plain_fields(core)}), (Executor, {})):
        result = execute(
            core,
            document,
            variable_values=variables,
            executor_class=executor,
            is_awaitable=is_awaitable,
            **own,
        )
        yield (await result if is_awaitable(result) else result).formatted


@pytest.mark.parametrize(
    "text",
    [
        f"{{ tree {{ name leaf {LEAF} bare {LEAF} leaves {LEAF} }} }}",
        "{ __typename tree { __typename leaf { __typename } leaves { kind: __typename n: number } } }",
        "{ tree { trees { name trees { name } leaf { number } shout } holes { text } } }",
        "{ tree { later { number felt } shout(times: 3) name } }",
        "{ thing { __typename name ... on Tree { leaf { number } } } }",
        "{ a: tree { name } b: tree { ...It } } fragment It on Tree { z: name leaf { number } y: shout }",
        "{ tree { leaf { number } leaf { text } ... on Tree { leaf { felt } } } }",
        "{ sick { name leaf { number } } }",
        "{ sick { name leaf { text } leaves { text number } } }",
        "{ sick { shout leaf { number text } } tree { name } }",
        "{ rotten { name leaf { text } } }",
        "{ rotten { name leaves { text } } }",
        "{ boom sealed tree { name } }",
        '{ __schema { queryType { name } } __type(name: "Leaf") { fields { name } } }',
    ],
)
async def test_the_same_answer(core, text):
    """Data, its order, errors, their paths and their places are graphql-core's to the letter."""
    ours, theirs = [each async for each in answers(core, text)]
    assert ours == theirs
    assert repr(ours["data"]) == repr(theirs["data"])


@pytest.mark.parametrize("shown", [True, False])
async def test_skipped_fields_are_skipped(core, shown):
    """@include and @skip hold for plain fields too."""
    text = "query($shown: Boolean!) { tree { name @include(if: $shown) leaf @skip(if: $shown) { number } } }"
    ours, theirs = [each async for each in answers(core, text, {"shown": shown})]
    assert ours == theirs
    assert ours["data"]["tree"] == ({"name": "oak"} if shown else {"leaf": {"number": 1}})


def test_what_is_plain(core):
    """Attributes of leaf and object types are; not what has a resolver, holds nulls or is of an interface."""
    plain = plain_fields(core)
    assert plain["Leaf"].keys() == {"__typename", "text", "number", "share", "felt", "tags"}
    assert plain["Tree"].keys() == {"__typename", "name", "leaf", "bare", "leaves"}
    assert plain["Query"].keys() == {"__typename"}
