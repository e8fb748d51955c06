"""Documents by their hash: sent once, asked for by it from then on; and trusted ones, sent by nobody."""

from hashlib import sha256

import orjson
import pytest

from service.auth.scopes import Scope
from service.errors import ConfigurationError
from tests.e2e.conftest import own_service
from tests.e2e.refusals import check_refused
from tests.e2e.serving import serving

ME = "query Me { viewer { tenant } }"
COSTLY = "{ journeys(first: 100) { edges { node { stages { touchpoints { id name } } } } } }"
NEVER = "mutation Never { deletePersona(id: 1) { __typename } }"


def by_hash(text, query=None, **more):
    """Ask by a document's hash, with the document or without."""
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": sha256(text.encode()).hexdigest()}}
    return {"extensions": extensions, **({"query": query} if query else {}), **more}


def refused(response, status, code):
    """Tell the message of a refusal."""
    assert response.status_code == status, response.text
    [error] = response.json()["errors"]
    assert error["extensions"]["code"] == code
    return error["message"]


def test_a_document_is_sent_once(service):
    """Not known, sent with its hash, known: by POST and by GET, as Apollo's clients do it."""
    caller = service.newcomer()
    told = refused(caller.post(by_hash(ME)), 200, "PERSISTED_QUERY_NOT_FOUND")
    assert told == "PersistedQueryNotFound"
    expected = {"data": {"viewer": {"tenant": caller.tenant}}}
    assert caller.post(by_hash(ME, ME)).json() == expected
    assert caller.post(by_hash(ME)).json() == expected
    extensions = orjson.dumps(by_hash(ME)["extensions"]).decode()
    asked = service.http.get("/graphql", params={"extensions": extensions}, headers=caller.headers)
    assert asked.json() == expected


def test_the_newer_media_type_says_it_by_the_status_too(service):
    """What is not executed is no 200 there."""
    headers = {**service.newcomer().headers, "Accept": "application/graphql-response+json"}
    response = service.http.post("/graphql", json=by_hash(ME), headers=headers)
    refused(response, 400, "PERSISTED_QUERY_NOT_FOUND")


def test_another_tenant_has_to_send_it_too(service):
    """Nobody learns what others ask."""
    ours, theirs = service.newcomer(), service.newcomer()
    assert ours.post(by_hash(ME, ME)).json()["data"]
    refused(theirs.post(by_hash(ME)), 200, "PERSISTED_QUERY_NOT_FOUND")


@pytest.mark.parametrize("bad", ["{ nope }", "{ viewer {", COSTLY])
def test_what_is_refused_is_not_kept(service, bad):
    """Neither what is invalid nor what is too costly."""
    caller = service.newcomer()
    assert "data" not in caller.post(by_hash(bad, bad)).json()
    refused(caller.post(by_hash(bad)), 200, "PERSISTED_QUERY_NOT_FOUND")


def test_a_hash_of_something_else(service):
    """It would be another's answer from then on."""
    caller = service.newcomer()
    assert "is not the query's sha256" in refused(caller.post(by_hash(ME, f"{ME} ")), 400, "BAD_USER_INPUT")
    refused(caller.post(by_hash(ME)), 200, "PERSISTED_QUERY_NOT_FOUND")


def test_a_mutation_by_its_hash_is_no_get(service):
    """What it is counts, not how it is named."""
    caller = service.newcomer()
    caller.post(by_hash(NEVER, NEVER))
    extensions = orjson.dumps(by_hash(NEVER)["extensions"]).decode()
    asked = service.http.get("/graphql", params={"extensions": extensions}, headers=caller.headers)
    check_refused(asked, "BAD_USER_INPUT", "GET is for queries")


def test_a_restart_forgets_nothing(service):
    """Another process has it from the database."""
    caller = service.newcomer()
    caller.post(by_hash(ME, ME))
    with serving(service.settings) as other:
        answer = other.http.post("/graphql", json=by_hash(ME), headers=caller.headers).json()
    assert answer == {"data": {"viewer": {"tenant": caller.tenant}}}


def test_the_cost_is_told(service):
    """To who asks by the header, and to nobody else."""
    caller = service.newcomer()
    told = service.http.post(
        "/graphql", json={"query": ME}, headers={**caller.headers, "Heartline-Cost": "1"}
    ).json()
    assert told["extensions"] == {"cost": {"requested": 2, "limit": 5_000}}
    assert "extensions" not in caller.answer(ME)


@pytest.fixture(scope="module")
def strict(mongo_uri, tmp_path_factory):
    """Serve trusted documents alone to who may submit feedback."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "me.graphql").write_text(f"{ME}\n")
    (folder / "more.json").write_bytes(orjson.dumps({"scopes": "query Scopes { viewer { scopes } }"}))
    with own_service(mongo_uri, documents_dir=folder, trusted_only="feedback:write") as service:
        yield service


def test_trusted_documents_alone(strict):
    """By text, by hash, by id; anything else is forbidden, and not kept. Other tokens are free."""
    phone = strict.caller("acme", frozenset({Scope.FEEDBACK_WRITE}))
    expected = {"data": {"viewer": {"tenant": "acme"}}}
    for body in ({"query": ME}, by_hash(ME), by_hash(ME, ME), {"documentId": "scopes"}):
        answer = phone.post(body)
        assert answer.status_code == 200
        assert "errors" not in answer.json()
    assert phone.post(by_hash(ME)).json() == expected
    other = "{ viewer { subject } }"
    for body in ({"query": other}, by_hash(other, other), by_hash(other), {"documentId": "nobody"}):
        assert "trusted documents only" in refused(phone.post(body), 200, "FORBIDDEN")
    free = strict.caller("acme", frozenset({Scope.JOURNEYS_READ}))
    refused(free.post(by_hash(other)), 200, "PERSISTED_QUERY_NOT_FOUND")
    assert free.post({"query": other}).json()["data"]


def test_trusted_operations_are_counted_by_name(strict):
    """All others are one: clients make names up."""
    strict.caller("acme", frozenset({Scope.JOURNEYS_READ})).post(
        {"query": "query Own { viewer { subject } }"}
    )
    strict.caller("acme", frozenset({Scope.FEEDBACK_WRITE})).post(by_hash(ME))
    told = strict.http.get("/metrics").text
    assert 'heartline_requests_total{operation="Me",outcome="ok"}' in told
    assert 'operation="Own"' not in told


def test_a_trusted_document_that_is_wrong_stops_the_start(service, tmp_path):
    """Better at the start than at a client's."""
    (tmp_path / "bad.graphql").write_text("query Bad { nope }")
    with (
        pytest.raises(ConfigurationError, match="Cannot query field 'nope'"),
        serving(service.settings.model_copy(update={"documents_dir": tmp_path})),
    ):
        pass
