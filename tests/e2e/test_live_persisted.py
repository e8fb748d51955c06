"""Documents by their hash over a WebSocket, where trusted ones may be the only ones, too."""

from hashlib import sha256

import pytest

from service.auth.scopes import Scope
from tests.e2e.conftest import own_service
from tests.e2e.maps import make_journey
from tests.e2e.socket_talk import FOLLOW, introduced

VIEWER = "{ viewer { tenant } }"
REMOVE = 'mutation { deletePersona(id: "x") { __typename } }'


def by_hash(text, query=None, **variables):
    """Ask by a document's hash, with the document or without."""
    digest = sha256(text.encode()).hexdigest()
    payload = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}}, "variables": variables}
    return {"payload": {**payload, "query": query} if query else payload}


def codes(message):
    """Tell the codes of a refused operation."""
    assert message["type"] == "error"
    return [error["extensions"]["code"] for error in message["payload"]]


def test_a_document_is_sent_once(company):
    """Not known, sent with its hash, known: queries, mutations and subscriptions."""
    journey = make_journey(company)
    with introduced(company) as talk:
        for text, variables in ((VIEWER, {}), (REMOVE, {}), (FOLLOW, {"id": journey["id"]})):
            talk.say("subscribe", id="a", **by_hash(text, **variables))
            assert codes(talk.hear()) == ["PERSISTED_QUERY_NOT_FOUND"]
            talk.say("subscribe", id="b", **by_hash(text, text, **variables))
            first = talk.hear()
            assert (first["type"], first["id"]) == ("next", "b")
            if text is FOLLOW:
                talk.say("complete", id="b")
            else:
                assert talk.hear() == {"id": "b", "type": "complete"}
            talk.say("subscribe", id="c", **by_hash(text, **variables))
            assert talk.hear() == {**first, "id": "c"}
            if text is not FOLLOW:
                assert talk.hear() == {"id": "c", "type": "complete"}


@pytest.fixture(scope="module")
def strict(mongo_uri, tmp_path_factory):
    """Serve trusted documents alone to everybody."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "viewer.graphql").write_text(VIEWER)
    with own_service(mongo_uri, documents_dir=folder, trusted_only="*") as service:
        yield service


def test_trusted_documents_alone(strict):
    """Anything else is refused, and the socket goes on."""
    caller = strict.caller("acme", frozenset(Scope))
    with introduced(caller) as talk:
        for message in (
            {"payload": {"query": "{ emotions { code } }"}},
            by_hash(REMOVE),
            by_hash(REMOVE, REMOVE),
        ):
            talk.say("subscribe", id="a", **message)
            assert codes(talk.hear()) == ["FORBIDDEN"]
        for message in ({"payload": {"query": VIEWER}}, by_hash(VIEWER)):
            talk.say("subscribe", id="a", **message)
            assert talk.hear()["payload"] == {"data": {"viewer": {"tenant": "acme"}}}
            assert talk.hear()["type"] == "complete"
