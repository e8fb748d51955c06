"""graphql-sse in its distinct connections mode, as its makers publish it, against the service."""

from service.documents.ids import Kind, new_id
from tests.clients.conftest import Node
from tests.clients.expected import Followed
from tests.e2e.caller import Caller
from tests.e2e.maps import said


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
