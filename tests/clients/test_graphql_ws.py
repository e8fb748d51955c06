"""graphql-ws, as its makers publish it, against the service."""

from service.documents.ids import Kind, new_id
from tests.clients.conftest import Node
from tests.clients.expected import Followed, short_token
from tests.e2e.caller import Caller
from tests.e2e.maps import said
from tests.e2e.serving import Service, serving
from tests.e2e.tunnel import tunnel


def test_the_state_first_then_every_later_one(node: Node, company: Caller):
    """A snapshot of all touchpoints, then each feedback under its seq, and nothing else."""
    journey = Followed.new(company)
    with node("ws_updates", company, journey=journey.id) as script:
        assert script.next() == {"data": {"scoreUpdated": journey.snapshot()}}
        for seq, place in enumerate((0, 2, 0), start=1):
            journey.submit(place)
            assert script.next() == {"data": {"scoreUpdated": journey.update(seq, "FEEDBACK", place)}}
        assert script.end() == []


def test_several_operations_on_one_socket(node: Node, company: Caller):
    """Each gets its own answers; the refused ones, and a mutation, leave the socket and the others alone."""
    journey, other = Followed.new(company), Followed.new(company)
    told = {"journey": journey.id, "other": other.id, "unknown": new_id(Kind.JOURNEY)}
    with node("ws_several", company, **told, input=said(journey.places[1])) as script:

        def of(name: str) -> list:
            return [words[1] for words in script.heard if words[0] == name]

        script.until(lambda _: of("mutation") and len(of("first")) == 2 and of("second"))
        assert of("first") == [journey.snapshot(), journey.update(1, "FEEDBACK", 1)]
        assert of("mutation") == [{"data": {"submitFeedback": {"duplicate": False}}}]
        assert of("query") == [{"data": {"journey": journey.page(0)}}]
        for name, code in (
            ("syntax", "GRAPHQL_PARSE_FAILED"),
            ("unknown field", "GRAPHQL_VALIDATION_FAILED"),
            ("unknown journey", "NOT_FOUND"),
        ):
            [answer] = of(name)
            assert [error["extensions"]["code"] for error in answer["errors"]] == [code]
        other.submit(0)
        script.until(lambda _: len(of("second")) == 2)
        assert of("second") == [other.snapshot(), other.update(1, "FEEDBACK", 0)]
        assert script.heard.count("connected") == 1
        assert script.end() == [["first", "complete"], ["second", "complete"]]


def test_a_token_nobody_believes(node: Node, company: Caller):
    """A wrong token, and none, are told 4403 before anything is answered."""
    journey = Followed.new(company)
    for params in ({"authorization": "Bearer nonsense"}, {"Authorization": f"Bearer {company.token}x"}, {}):
        with node("ws_refused", company, journey=journey.id, params=params) as script:
            assert script.next()["code"] == 4403
            assert script.end() == []


def test_a_token_that_ends(node: Node, punctual: Service):
    """The socket closes with 4403 when its token ends; with the next token it goes on after the last seq."""
    company = punctual.newcomer()
    journey = Followed.new(company)
    tokens = [short_token(punctual, company), company.token]
    with node("ws_expired", company, journey=journey.id, tokens=tokens) as script:
        assert script.next() == journey.snapshot()
        journey.submit(0)
        assert script.next() == journey.update(1, "FEEDBACK", 0)
        assert script.next() == {"closed": 4403}
        journey.submit(1)
        assert script.next() == journey.update(2, "FEEDBACK", 1)
        assert script.end() == [{"closed": 1000}]


def test_a_client_that_is_cut_off(node: Node, service: Service, company: Caller):
    """Back after a tunnel, it gets what it missed as one update, then what comes; and no old state."""
    journey = Followed.new(company)
    with (
        tunnel(service.http.base_url.port or 0) as way,
        node("ws_reconnect", company, address=f"127.0.0.1:{way.port}", journey=journey.id) as script,
    ):
        assert script.next() == {"connected": "first"}
        assert script.next() == journey.snapshot()
        way.cut()
        for place in (0, 1, 1):
            journey.submit(place)
        way.open()
        assert script.next() == {"connected": "again"}
        assert script.next() == journey.update(3, "FEEDBACK", 0, 1)
        way.cut()
        way.open()
        assert script.next() == {"connected": "again"}
        journey.submit(2)
        assert script.next() == journey.update(4, "FEEDBACK", 2)
        assert script.end() == []


def test_pings_both_ways(node: Node, service: Service):
    """The client's pings are answered; the service asks too, by its setting, and the socket stays open."""
    lively = service.settings.limits.model_copy(update={"ping_seconds": 0.2})
    with serving(service.settings.model_copy(update={"limits": lively})) as pinging:
        company = pinging.newcomer()
        journey = Followed.new(company)
        with node("ws_keepalive", company, journey=journey.id) as script:
            script.until(lambda heard: heard.count("pong") >= 3)
            journey.submit(0)
            script.until(lambda heard: journey.update(1, "FEEDBACK", 0) in heard)
            assert {"closed": 1000} not in script.heard
            assert script.end()[-1] == {"closed": 1000}
