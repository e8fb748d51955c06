"""Requests that are no GraphQL over HTTP: refused in JSON with a status and a code, and nothing is done."""

import json
import socket

import pytest

from tests.e2e.maps import make_journey, places, said
from tests.e2e.refusals import check_harmless, check_refused

ASK = "{ viewer { tenant } }"
FORGET = 'mutation { forgetCustomer(customerRef: "al") { __typename } }'
TWO = "query A { viewer { tenant } } query B { emotions { code } }"
BOTH = {"Accept": "application/graphql-response+json"}


@pytest.fixture
def send(service, stored):
    """Post raw bytes with a good token; what is stored stays as it is."""
    caller = service.newcomer()

    def post(content, type_="application/json", **headers):
        before = stored()
        told = {**caller.headers, "Content-Type": type_, **headers}
        response = service.http.post("/graphql", content=content, headers=told)
        assert stored() == before
        return response

    return post


BODIES = [
    (b"", "not JSON"),
    (b"{", "not JSON"),
    (b"viewer { tenant }", "not JSON"),
    (b"\xff\xfe", "not JSON"),
    ('{"query": "\u00e9"}'.encode("latin-1"), "not JSON"),
    ('{"query": "{ viewer { tenant } }"}'.encode("utf-16"), "not JSON"),
    (b"\xef\xbb\xbf" + json.dumps({"query": ASK}).encode(), "not JSON"),
    (b'{"query": "{ viewer { tenant } }",}', "not JSON"),
    (b"{'query': '{ viewer { tenant } }'}", "not JSON"),
    (b'{"query": "{ viewer { tenant } }", "variables": {"a": NaN}}', "NaN"),
    (b'{"query": "{ viewer { tenant } }", "variables": {"a": Infinity}}', "Infinity"),
    (b'{"query": "{ viewer { tenant } }", "variables": {"a": -Infinity}}', "Infinity"),
    (b'{"query": "{ viewer { tenant } }", "variables": {"a": 1e999}}', "not JSON"),
    (b'{"query": "{ viewer { tenant } }", "variables": {"a": "\\ud800"}}', "not JSON"),
    (b'{"query": "{ viewer { tenant } }", "query": "{ emotions { code } }"}', "a name stands twice"),
    (b'{"query": "{ viewer { tenant } }", "variables": {"a": {"b": 1, "b": 2}}}', "a name stands twice"),
    (b'{"query": ' + b"[" * 40_000, "not JSON"),
    (b'{"query": ' + b"[" * 100_000, "more than 50000 values"),
    (b"[]", "one JSON object"),
    (b'[{"query": "{ viewer { tenant } }"}]', "one JSON object"),
    (b'"{ viewer { tenant } }"', "one JSON object"),
    (b"null", "one JSON object"),
    (b"{}", "query is missing"),
    (b'{"query": ""}', "query is missing"),
    (b'{"query": null}', "query is missing"),
    (b'{"query": {"$gt": ""}}', "query is missing"),
    (b'{"query": ["{ viewer { tenant } }"]}', "query is missing"),
    (b'{"query": "{ viewer { tenant } }", "variables": []}', "variables is not an object"),
    (b'{"query": "{ viewer { tenant } }", "variables": "{}"}', "variables is not an object"),
    (b'{"query": "{ viewer { tenant } }", "operationName": 1}', "operationName is not a string"),
    (b'{"query": "{ viewer { tenant } }", "operationName": {"$ne": ""}}', "operationName is not a string"),
    (b'{"query": "{ viewer { tenant } }", "extensions": 1}', "extensions is not an object"),
]


@pytest.mark.parametrize(("content", "said"), BODIES)
def test_a_body_that_is_no_request(send, content, said):
    """400, BAD_USER_INPUT, and what is wrong with it."""
    response = send(content)
    assert response.status_code == 400
    check_refused(response, "BAD_USER_INPUT", said)


@pytest.mark.parametrize(
    "type_",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/jsonp",
        "text/plain; application/json",
    ],
)
def test_another_type(send, type_):
    """415 naming the right one: a form of another site cannot send it without asking."""
    response = send(json.dumps({"query": FORGET}).encode(), type_)
    assert (response.status_code, response.headers["accept"]) == (415, "application/json")
    check_refused(response, "BAD_USER_INPUT", "application/json")


def test_a_type_with_a_charset(send):
    """application/json with parameters, in any case, is JSON."""
    for type_ in ("application/json; charset=utf-8", "Application/JSON;charset=UTF-8"):
        assert "errors" not in send(json.dumps({"query": ASK}).encode(), type_).json()


def test_a_body_too_large(service, send):
    """413 above 2 MiB, told in length or not; exactly 2 MiB is read."""
    most = service.settings.limits.body_bytes
    start, end = b'{"query": "{ viewer { tenant } }", "variables": {"padding": "', b'"}}'
    fits = start + b"x" * (most - len(start) - len(end)) + end
    assert "errors" not in send(fits).json()
    for content in (fits + b" ", iter([fits, b" " * 65_536])):
        response = send(content)
        assert response.status_code == 413
        check_refused(response, "BAD_USER_INPUT", str(most))


def test_a_body_that_never_ends(service):
    """Refused as soon as it is too much, without waiting for the rest; the next request is served."""
    caller, most = service.newcomer(), service.settings.limits.body_bytes
    with socket.create_connection(("127.0.0.1", service.http.base_url.port), timeout=10) as line:
        head = f"POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {caller.token}\r\n"
        line.sendall(f"{head}Content-Type: application/json\r\nContent-Length: {10**12}\r\n\r\n".encode())
        line.sendall(b"x" * (most + 1))
        assert line.recv(65_536).startswith(b"HTTP/1.1 413 ")
    assert caller.ask(ASK) == {"tenant": caller.tenant}


def test_a_client_that_leaves_half_way(service, capfd):
    """Who hangs up amid a request costs nothing, not even a traceback."""
    caller = service.newcomer()
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", service.http.base_url.port), timeout=10) as line:
            head = f"POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {caller.token}\r\n"
            line.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\nhalf".encode())
    for _ in range(20):  # the service has noticed by then
        assert caller.ask(ASK) == {"tenant": caller.tenant}
    assert "Traceback" not in "".join(capfd.readouterr())


DOCUMENTS = [
    ("{", "GRAPHQL_PARSE_FAILED", "Syntax Error"),
    ("{ viewer { tenant }", "GRAPHQL_PARSE_FAILED", "Syntax Error"),
    ("\u0000", "GRAPHQL_PARSE_FAILED", "Syntax Error"),
    ("{" + "viewer { tenant } " * 500 + "}", "GRAPHQL_PARSE_FAILED", "2000 tokens"),
    ("{ viewer " * 600 + "}" * 600, "GRAPHQL_PARSE_FAILED", "nested too deeply"),
    ("{ journeys(first: " + "[" * 900 + "]" * 900 + ") { totalCount } }", "GRAPHQL_PARSE_FAILED", "nested"),
    ("# only a comment", "GRAPHQL_PARSE_FAILED", "Syntax Error"),
    ("{ viewer { password } }", "GRAPHQL_VALIDATION_FAILED", "password"),
    ("{ users { id } }", "GRAPHQL_VALIDATION_FAILED", "users"),
    ("{ viewer }", "GRAPHQL_VALIDATION_FAILED", "viewer"),
    ("{ viewer { tenant(a: 1) } }", "GRAPHQL_VALIDATION_FAILED", "a"),
    ("{ journey { id } }", "GRAPHQL_VALIDATION_FAILED", "id"),
    ("{ viewer { ...Nothing } }", "GRAPHQL_VALIDATION_FAILED", "Nothing"),
    ("{ ...A } fragment A on Query { ...A }", "GRAPHQL_VALIDATION_FAILED", "A"),
    ("{ viewer { tenant @destroy } }", "GRAPHQL_VALIDATION_FAILED", "destroy"),
    ("query($a: String) { viewer { tenant } }", "GRAPHQL_VALIDATION_FAILED", "$a"),
    ("{ journeys(first: $n) { totalCount } }", "GRAPHQL_VALIDATION_FAILED", "$n"),
    ('{ journeys(first: "1") { totalCount } }', "GRAPHQL_VALIDATION_FAILED", "Int"),
    ("{ viewer { tenant } } { emotions { code } }", "GRAPHQL_VALIDATION_FAILED", "anonymous"),
    ('subscription { scoreUpdated(journeyId: "x") { seq } }', "BAD_USER_INPUT", "text/event-stream"),
    ("fragment A on Query { viewer { tenant } }", "GRAPHQL_VALIDATION_FAILED", "A"),
    ("type Query { a: Int }", "GRAPHQL_VALIDATION_FAILED", "Query"),
    (
        'mutation { submitFeedback(input: {idempotencyKey: "a", idempotencyKey: "b"}) { __typename } }',
        "GRAPHQL_VALIDATION_FAILED",
        "idempotencyKey",
    ),
    (TWO, "BAD_USER_INPUT", "operationName"),
]


@pytest.mark.parametrize(("document", "code", "said"), DOCUMENTS)
def test_a_document_that_cannot_be_run(send, document, code, said):
    """Its code and what is wrong: with 200 as application/json, with 400 as GraphQL's own type."""
    content = json.dumps({"query": document}).encode()
    plain, own = send(content), send(content, **BOTH)
    for response, status, media in ((plain, 200, "application/json"), (own, 400, BOTH["Accept"])):
        assert (response.status_code, response.headers["content-type"]) == (status, media)
        assert "data" not in response.json()
        check_refused(response, code, said)


def test_one_of_two_operations(send):
    """The one that operationName names is run; a name of none, or of none there, is refused."""

    def run(name):
        return send(json.dumps({"query": TWO, "operationName": name}).encode())

    assert list(run("B").json()["data"]) == ["emotions"]
    check_refused(run("C"), "BAD_USER_INPUT", "A, B")
    check_refused(run(None), "BAD_USER_INPUT", "A, B")
    check_refused(run(""), "BAD_USER_INPUT", "A, B")
    check_refused(send(json.dumps({"query": ASK, "operationName": "A"}).encode()), "BAD_USER_INPUT")


def test_introspection(send):
    """In development the schema tells itself, and a typing error suggests."""
    named = send(json.dumps({"query": "{ __schema { queryType { name } } }"}).encode()).json()
    assert named == {"data": {"__schema": {"queryType": {"name": "Query"}}}}
    wrong = send(json.dumps({"query": "{ viewr { tenant } }"}).encode())
    check_refused(wrong, "GRAPHQL_VALIDATION_FAILED", "Did you mean 'viewer'?")


@pytest.fixture
def get(service, stored):
    """Ask by GET with a good token; what is stored stays as it is."""
    caller = service.newcomer()

    def ask(**told):
        before = stored()
        response = service.http.get("/graphql", params=told, headers=caller.headers)
        assert stored() == before
        return response

    return ask


def test_a_query_by_get(get):
    """With variables and operationName in the address."""
    assert "errors" not in get(query=ASK).json()
    assert list(get(query=TWO, operationName="B").json()["data"]) == ["emotions"]
    told = {"query": "query($n: Int) { journeys(first: $n) { totalCount } }", "variables": '{"n": 1}'}
    assert get(**told, extensions="{}").json() == {"data": {"journeys": {"totalCount": 0}}}


def test_a_mutation_by_get(get):
    """405 that allows POST, by itself or picked among others; nothing is done."""
    mixed = f"query A {ASK} {FORGET.replace('mutation', 'mutation B')}"
    for told in ({"query": FORGET}, {"query": mixed, "operationName": "B"}):
        response = get(**told)
        assert (response.status_code, response.headers["allow"]) == (405, "POST")
        check_refused(response, "BAD_USER_INPUT", "POST")
    assert "errors" not in get(query=mixed, operationName="A").json()


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"query": ""},
        {"query": ASK, "variables": "{"},
        {"query": ASK, "variables": "[]"},
        {"query": ASK, "variables": '{"a": NaN}'},
        {"query": ASK, "variables": '{"a": 1, "a": 2}'},
        {"query": ASK, "extensions": "x"},
    ],
)
def test_a_get_that_is_no_request(get, told):
    """400, as for a body."""
    response = get(**told)
    assert response.status_code == 400
    check_refused(response, "BAD_USER_INPUT")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_another_method(service, method):
    """405 that names the two there are, in JSON, with or without a token."""
    for headers in ({}, service.newcomer().headers):
        response = service.http.request(method, "/graphql", headers=headers)
        assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")
        check_refused(response, "BAD_USER_INPUT", "GET or POST")


def test_a_slash_more(service):
    """/graphql/ answers as /graphql, without a redirect that would lose the body."""
    caller = service.newcomer()
    response = service.http.post("/graphql/", json={"query": ASK}, headers=caller.headers)
    assert response.json() == {"data": {"viewer": {"tenant": caller.tenant}}}


def test_some_fields_fail(company):
    """Errors of some fields leave the others; mutations are made one after the other."""
    text = """mutation($input: SubmitFeedbackInput!) { one: submitFeedback(input: $input) { __typename }
        two: submitFeedback(input: $input) { ... on FeedbackAccepted { duplicate } } }"""
    both = company.ask(text, input=said(places(make_journey(company))[0]))
    assert both == {"one": {"__typename": "FeedbackAccepted"}, "two": {"duplicate": True}}
    text = '{ viewer { tenant } journey(id: "x") { id } persona(id: "lAAAAAAAAAAAAAAAAAAAAAAA") { id } }'
    answer = check_harmless(company.send(text))
    assert answer["data"] == {"viewer": {"tenant": company.tenant}, "journey": None, "persona": None}
    assert [error["path"] for error in answer["errors"]] == [["journey"]]
