"""Operations over a WebSocket: several at once, each answered or followed for itself."""

import json
import struct
from contextlib import ExitStack
from operator import itemgetter

from websockets.frames import Frame, Opcode

from service.documents.ids import Kind, new_id
from tests.e2e.caller import Caller
from tests.e2e.maps import SUBMIT, SUBMIT_BATCH, make_journey, places, said, submit
from tests.e2e.processes import wait_for
from tests.e2e.raw_socket import raw_talk
from tests.e2e.serving import Service, serving, with_limits
from tests.e2e.socket_talk import FOLLOW, asking, introduced, talking

VIEWER = "{ viewer { tenant } }"
MAPS = "{ journeys { totalCount } }"


def state(id_: str, seq: int, kind: str) -> dict[str, object]:
    """Write down an update."""
    return {"id": id_, "type": "next", "payload": {"data": {"scoreUpdated": {"seq": seq, "kind": kind}}}}


def test_pings(company: Caller):
    """A ping is answered with what it carried, before the acknowledgement too; a pong with nothing."""
    with talking(company) as talk:
        talk.say("ping")
        assert talk.hear() == {"type": "pong"}
        talk.say("pong", payload={"a": 1})
        talk.say("ping", payload={"a": [1, "é"]})
        assert talk.hear() == {"type": "pong", "payload": {"a": [1, "é"]}}
        talk.say("ping", payload=None)
        assert talk.hear() == {"type": "pong"}


def test_a_query_and_a_mutation(company: Caller):
    """One result, then complete; its id may be used again."""
    place = places(make_journey(company))[0]
    with introduced(company) as talk:
        for _ in range(2):
            talk.ask("é", VIEWER)
            data = {"viewer": {"tenant": company.tenant}}
            assert talk.hear() == {"id": "é", "type": "next", "payload": {"data": data}}
            assert talk.hear() == {"id": "é", "type": "complete"}
        talk.ask("2", SUBMIT, input=said(place))
        accepted = talk.hear()["payload"]["data"]["submitFeedback"]
        assert accepted["__typename"] == "FeedbackAccepted"
        assert talk.hear() == {"id": "2", "type": "complete"}


def test_what_is_refused(company: Caller):
    """An operation that cannot be executed gets its errors; a field that fails gets them beside the data."""
    stranger = new_id(Kind.JOURNEY)
    with introduced(company) as talk:
        for query, variables, code in (
            ("{ viewer {", {}, "GRAPHQL_PARSE_FAILED"),
            ("", {}, "GRAPHQL_PARSE_FAILED"),
            ("{ nothing }", {}, "GRAPHQL_VALIDATION_FAILED"),
            ("subscription { nothing }", {}, "GRAPHQL_VALIDATION_FAILED"),
            (FOLLOW, {}, "BAD_USER_INPUT"),
            (FOLLOW, {"id": "x"}, "BAD_USER_INPUT"),
            (FOLLOW, {"id": stranger}, "NOT_FOUND"),
            (FOLLOW, {"id": stranger, "ms": -1}, "BAD_USER_INPUT"),
        ):
            talk.ask("1", query, **variables)
            refused = talk.hear()
            assert (refused["id"], refused["type"]) == ("1", "error")
            assert [error["extensions"]["code"] for error in refused["payload"]] == [code], query
        talk.ask("1", "{ journeys(first: -1) { totalCount } viewer { tenant } }")
        answer = talk.hear()
        assert answer["type"] == "next"
        assert answer["payload"]["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
        assert talk.hear() == {"id": "1", "type": "complete"}


def test_a_name_chooses(company: Caller):
    """Of several operations the named one is done."""
    both = f"query A {VIEWER} subscription B($id: ID!) {{ scoreUpdated(journeyId: $id) {{ seq }} }}"
    journey = make_journey(company)
    with introduced(company) as talk:
        for name, variables, type_ in (
            ("A", {"id": "unused"}, "next"),
            ("B", {"id": journey["id"]}, "next"),
            ("C", {}, "error"),
            (None, None, "error"),
        ):
            payload = {"query": both, "operationName": name, "variables": variables, "extensions": {"a": 1}}
            talk.say("subscribe", id=f"{name}", payload=payload)
            assert talk.hear()["type"] == type_
            if name == "A":
                assert talk.hear() == {"id": "A", "type": "complete"}


def test_following(company: Caller):
    """The state first, then each later one, until the client completes it; then silence, and a free id."""
    journey = make_journey(company)
    place = places(journey)[0]
    with introduced(company) as talk:
        talk.ask("1", FOLLOW, id=journey["id"])
        assert talk.hear() == state("1", 0, "SNAPSHOT")
        submit(company, place)
        assert talk.hear() == state("1", 1, "FEEDBACK")
        talk.ask("2", FOLLOW, id=journey["id"], afterSeq=1)
        submit(company, place)
        told = sorted((talk.hear(), talk.hear()), key=itemgetter("id"))
        assert told == [state("1", 2, "FEEDBACK"), state("2", 2, "FEEDBACK")]
        talk.say("complete", id="1")
        talk.say("complete", id="unknown")
        talk.ask("3", VIEWER)
        assert [talk.hear()["id"], talk.hear()["id"]] == ["3", "3"]
        submit(company, place)
        assert talk.hear() == state("2", 3, "FEEDBACK")
        talk.say("complete", id="2")
        talk.ask("1", FOLLOW, id=journey["id"])
        assert talk.hear() == state("1", 3, "SNAPSHOT")
        assert talk.is_silent()


def test_one_error_is_of_one_operation(company: Caller):
    """A subscription goes on beside an operation that fails."""
    journey = make_journey(company)
    with introduced(company) as talk:
        talk.ask("1", FOLLOW, id=journey["id"])
        assert talk.hear() == state("1", 0, "SNAPSHOT")
        talk.ask("2", "subscription {")
        talk.ask("3", FOLLOW, id="x")
        assert {talk.hear()["id"], talk.hear()["id"]} == {"2", "3"}
        submit(company, places(journey)[0])
        assert talk.hear() == state("1", 1, "FEEDBACK")


def test_too_many_operations(company: Caller):
    """The 51st is refused with a code; the others go on, and a place that is given up can be taken."""
    journey = make_journey(company)
    with introduced(company) as talk:
        for number in range(50):
            talk.ask(f"{number}", FOLLOW, id=journey["id"])
        assert {talk.hear()["id"] for _ in range(50)} == {f"{number}" for number in range(50)}
        talk.ask("50", VIEWER)
        refused = talk.hear()
        assert (refused["id"], refused["type"]) == ("50", "error")
        assert refused["payload"][0]["extensions"]["code"] == "RATE_LIMITED"
        talk.say("complete", id="7")
        talk.ask("50", VIEWER)
        assert talk.hear()["type"] == "next"


def test_a_slow_operation_holds_nobody_up(company: Caller):
    """A mutation that takes its time is overtaken by a query, and still answered."""
    journey = make_journey(company)
    with introduced(company) as talk:
        items = [said(places(journey)[0]) for _ in range(100)]
        talk.say_at_once(
            asking("slow", SUBMIT_BATCH, input={"items": items}), asking("quick", "{ __typename }")
        )
        assert [talk.hear()["id"] for _ in range(4)] == ["quick", "quick", "slow", "slow"]


def test_a_completed_operation_says_nothing_more(company: Caller):
    """A result that comes after its complete is not sent; a mutation is done all the same."""
    journey = make_journey(company)
    with introduced(company) as talk:
        talk.say_at_once(
            asking("1", SUBMIT, input=said(places(journey)[0])),
            {"type": "complete", "id": "1"},
            asking("2", MAPS),
            {"type": "complete", "id": "2"},
        )
        assert talk.is_silent()
    count = "query($id: ID!) { journey(id: $id) { score { n } } }"
    wait_for(lambda: company.ask(count, id=journey["id"])["score"]["n"] == 1)


def test_the_client_leaves(service: Service, company: Caller):
    """A close in order is answered in order, and nothing of the socket stays."""
    journey = make_journey(company)
    seats, tasks = service.seats, service.tasks()
    with introduced(company) as talk:
        for id_ in "abc":
            talk.ask(id_, FOLLOW, id=journey["id"])
            talk.hear()
        assert service.seats == seats + 3
        talk.socket.close(1000, "bye")
        assert talk.socket.close_code == 1000
    wait_for(lambda: service.seats == seats and service.tasks() <= tasks)


def test_a_dead_connection_is_noticed(service: Service):
    """Who answers pings stays; who does not is closed with 1011, though the connection stands."""
    pings = {"socket_ping_seconds": 0.3, "socket_pong_seconds": 0.5}
    with serving(with_limits(service.settings, **pings)) as strict:
        company = strict.newcomer()
        with raw_talk(company) as dead, introduced(company) as alive:
            assert struct.pack("!H", 1011) in dead.rest()
            alive.ask("1", VIEWER)
            assert alive.hear()["type"] == "next"


def test_a_crowd_that_comes_back_at_once(company: Caller):
    """Nobody is refused: who cannot be served yet waits its turn."""
    journey = make_journey(company)
    with ExitStack() as stack:
        talks = [stack.enter_context(raw_talk(company)) for _ in range(16)]
        crowd = [asking(f"{number}", FOLLOW, id=journey["id"]) for number in range(50)]
        told = b"".join(Frame(Opcode.TEXT, json.dumps(each).encode()).serialize(mask=True) for each in crowd)
        for talk in talks:
            talk.tcp.sendall(told)
        for talk in talks:
            for _ in crowd:
                assert b'"type":"error"' not in talk.until(b'"SNAPSHOT"}}}}')


def test_a_burst_of_changes_of_mind(company: Caller):
    """What is completed is over: 120 are begun and completed in one go, and none is one too many."""
    journey = make_journey(company)["id"]
    payload = {"query": FOLLOW, "variables": {"id": journey}}
    pair = [{"type": "subscribe", "id": "a", "payload": payload}, {"type": "complete", "id": "a"}]
    texts = [json.dumps(each).encode() for each in [*pair * 120, {"type": "ping"}]]
    with raw_talk(company) as raw:
        raw.tcp.sendall(b"".join(Frame(Opcode.TEXT, text).serialize(mask=True) for text in texts))
        assert b"error" not in raw.until(b'{"type":"pong"}')
