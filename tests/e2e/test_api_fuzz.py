"""Whatever is sent, a client is told what is wrong with it: no failure, nothing of the inside."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.e2e.caller import Caller
from tests.e2e.maps import SUBMIT, make_journey, places, said
from tests.e2e.refusals import check_harmless
from tests.e2e.variables import CORE, bare, usual

TRIES = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.text(max_size=20) | st.sampled_from(
    ["JOY", "WEB", "$gt", "2026-01-01T00:00:00Z", "2026-01-01", "\u202e"]
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3)
)
FIELDS = [(name, argument) for name, field in CORE.mutation_type.fields.items() for argument in field.args]


@pytest.fixture(scope="module")
def client(service) -> tuple[Caller, str]:
    """Be a company with a place to speak about."""
    caller = service.newcomer()
    return caller, places(make_journey(caller))[0]


@TRIES
@given(wrong=st.dictionaries(st.sampled_from(sorted(said("x"))) | WORDS, ANYTHING, max_size=3))
def test_any_value_of_any_field(client, wrong: dict[str, Any]):
    """A feedback with arbitrary values is accepted or refused."""
    caller, place = client
    check_harmless(caller.send(SUBMIT, input={**said(place), **wrong}), wrong)


@TRIES
@given(field=st.sampled_from(FIELDS), value=ANYTHING, keep=st.booleans())
def test_any_argument_of_any_mutation(client, field: tuple[str, str], value: Any, keep: bool):
    """Right inputs with something arbitrary in them, and arbitrary inputs."""
    caller, _ = client
    name, argument = field
    definition = CORE.mutation_type.fields[name].args[argument]
    told = usual(definition.type)
    if keep and isinstance(told, dict) and isinstance(value, dict):
        value = {**told, **dict(zip(bare(definition.type).fields, value.values(), strict=False))}
    header, others = f"$value: {definition.type}", ""
    if argument != "id" and "id" in CORE.mutation_type.fields[name].args:
        others = ', id: "x"'
    text = f"mutation({header}) {{ {name}({argument}: $value{others}) {{ __typename }} }}"
    check_harmless(caller.send(text, value=value), value)


@TRIES
@given(document=st.text(alphabet='{}()[]:$!@.,"a1 \n#|&=x', max_size=40) | st.text(max_size=40))
def test_any_document(client, document: str):
    """Arbitrary text as a document."""
    caller, _ = client
    check_harmless(caller.send(document), document)


@TRIES
@given(body=st.binary(max_size=60) | ANYTHING.map(lambda value: json.dumps(value).encode()))
def test_any_body(client, body: bytes):
    """Arbitrary bytes, and arbitrary JSON, as a request."""
    caller, _ = client
    headers = {**caller.headers, "Content-Type": "application/json"}
    check_harmless(caller.http.post("/graphql", content=body, headers=headers), body)


@TRIES
@given(
    body=st.fixed_dictionaries(
        {"query": ANYTHING | st.just("{ viewer { tenant } }")},
        optional={"variables": ANYTHING, "operationName": ANYTHING, "extensions": ANYTHING},
    )
)
def test_any_parts(client, body: dict[str, Any]):
    """A request whose parts are arbitrary."""
    caller, _ = client
    check_harmless(caller.post(body), body)


@TRIES
@given(header=st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_any_token(client, header: str):
    """Arbitrary credentials open nothing."""
    caller, _ = client
    sent = {"Authorization": f"Bearer {header}"}
    response = caller.http.post("/graphql", json={"query": "{ viewer { tenant } }"}, headers=sent)
    assert response.status_code == 401
    check_harmless(response, header)
