"""graphql-sse in its distinct connections mode, as its makers publish it, against the service."""

from service.documents.ids import Kind, new_id
from tests.clients.conftest import Node
from tests.clients.expected import Followed, short_token
from tests.e2e.caller import Caller
from tests.e2e.maps import said
from tests.e2e.serving import Service
from tests.e2e.tunnel import tunnel


def test_everything_over_server_sent_events(node: Node, company: Caller):
    """A query, a mutation and refusals are answered and completed; a subscription goes on."""
    journey = Followed.new(company)
    told = {"journey": journey.id, "unknown": new_id(Kind.JOURNEY), "input": said(journey.places[0])}
    with node("sse", company, **told) as script:
        assert script.next() == ["query", {"data": {"journey": journey.page(0)}}]
        assert script.next() == ["query", "complete"]
        assert script.next() == ["mutation", {"data": {"submitFeedback": {"duplicate": False}}}]
        assert script.next() == ["mutation", "complete"]
        for name, code in (("syntax", "GRAPHQL_PARSE_FAILED"), ("unknown journey", "NOT_FOUND")):
            refused, answer = script.next()
            assert (refused, [error["extensions"]["code"] for error in answer["errors"]]) == (name, [code])
            assert script.next() == [name, "complete"]
        assert script.next() == ["subscription", {"data": {"scoreUpdated": journey.snapshot(1)}}]
        journey.submit(2)
        assert script.next() == ["subscription", {"data": {"scoreUpdated": journey.update(2, "FEEDBACK", 2)}}]
        assert script.end() == [["subscription", "complete"]]


def test_a_wrong_token(node: Node, company: Caller):
    """Whoever is not believed gets 401 at once."""
    stranger = Caller(company.http, company.tenant, "nonsense")
    with node("sse", stranger, journey=new_id(Kind.JOURNEY)) as script:
        assert script.next()[1]["status"] == 401


def test_a_client_that_is_cut_off(node: Node, service: Service, company: Caller):
    """Back after a tunnel, it gets what it missed as one update, and no old state."""
    journey = Followed.new(company)
    with (
        tunnel(service.http.base_url.port or 0) as way,
        node("sse_reconnect", company, address=f"127.0.0.1:{way.port}", journey=journey.id) as script,
    ):
        assert script.next() == journey.snapshot()
        way.cut()
        for place in (2, 0, 2):
            journey.submit(place)
        way.open()
        assert script.next() == journey.update(3, "FEEDBACK", 0, 2)


def test_a_token_that_ends(node: Node, punctual: Service):
    """The stream is complete when its token ends."""
    company = punctual.newcomer()
    journey = Followed.new(company)
    passing = Caller(company.http, company.tenant, short_token(punctual, company))
    with node("sse_reconnect", passing, journey=journey.id) as script:
        assert script.next() == journey.snapshot()
        assert script.next() == "complete"
        assert script.end() == []
