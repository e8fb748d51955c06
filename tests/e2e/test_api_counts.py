"""Counting: what came of requests, by no name a client made up; who follows; and the id of each answer."""

from datetime import UTC, datetime

from prometheus_client.parser import text_string_to_metric_families

from tests.e2e.conftest import own_service
from tests.e2e.gates import ASK
from tests.e2e.maps import make_journey
from tests.e2e.processes import wait_for
from tests.e2e.serving import Service
from tests.e2e.socket_talk import FOLLOW, talking


def counts(service: Service) -> dict[tuple[str, str], float]:
    """Read what the service has counted of untrusted documents, by name and reason or outcome."""
    return {
        (sample.name, sample.labels.get("reason") or sample.labels.get("outcome", "")): sample.value
        for family in text_string_to_metric_families(service.http.get("/metrics").text)
        for sample in family.samples
        if sample.name.startswith("heartline_") and "le" not in sample.labels
        if sample.labels.get("operation", "other") == "other"
    }


def since(service: Service, before: dict[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Tell what has changed."""
    now = counts(service).items()
    return {key: value - before.get(key, 0) for key, value in now if value != before.get(key, 0)}


def test_what_is_counted(service):
    """Requests by what came of them, refusals by reason, under no name that a client made up."""
    caller, before = service.newcomer(), counts(service)
    caller.ask(f"query MadeUp {ASK}")
    caller.send("{ nothing }")
    caller.send('{ journey(id: "x") { id } }')
    service.http.post("/graphql", json={"query": ASK})
    service.http.put("/graphql")
    make_journey(caller)
    told = since(service, before)
    assert told["heartline_requests_total", "ok"] == 2
    assert told["heartline_requests_total", "errors"] == 1
    reasons = {"unauthenticated", "method", "graphql_validation_failed"}
    for name in ("heartline_requests_total", "heartline_refusals_total"):
        assert {reason for of, reason in told if of == name} - {"ok", "errors"} == reasons
        assert all(told[name, reason] == 1 for reason in reasons)
    assert told["heartline_request_seconds_count", ""] == 4
    assert "MadeUp" not in service.http.get("/metrics").text


def test_a_trusted_operation_has_its_name(mongo_uri, tmp_path):
    """In the numbers too, over HTTP and a socket; the same name in a client's own document has not."""
    document = f"query Screen {ASK}"
    (tmp_path / "screen.graphql").write_text(document)
    with own_service(mongo_uri, documents_dir=tmp_path) as service:
        caller = service.newcomer()
        caller.ask(document)
        caller.ask(f"{document} # my own")
        with talking(caller) as talk:
            talk.introduce(caller.token)
            talk.ask("1", document)
            assert talk.hear()["type"] == "next"
        text = service.http.get("/metrics").text
    assert 'heartline_requests_total{operation="Screen",outcome="ok"} 2.0' in text


def test_subscribers_are_counted(mongo_uri):
    """Sockets, subscriptions, the journeys they follow, and each update; gone when they are."""
    names = ("heartline_sockets", "heartline_subscribers", "heartline_followed_journeys")
    with own_service(mongo_uri) as service:  # of several in one process the last one's hub is asked
        caller = service.newcomer()
        journey, before = make_journey(caller)["id"], counts(service)
        with talking(caller) as talk:
            talk.introduce(caller.token)
            talk.ask("1", FOLLOW, id=journey)
            assert talk.hear()["type"] == "next"
            told = since(service, before)
            assert [told[name, ""] for name in names] == [1, 1, 1]
            assert told["heartline_updates_total", ""] == 1
        wait_for(lambda: not since(service, before).keys() & {(name, "") for name in names})


def test_the_last_recount_is_told(service, mongo_client):
    """A nightly recount ends long before anybody asks: what it found, and when, stays."""

    def told(name: str) -> str:
        [line] = [
            each for each in service.http.get("/metrics").text.splitlines() if each.startswith(f"{name} ")
        ]
        return line.removeprefix(f"{name} ")

    found = {"_id": "recount", "differences": 3, "at": datetime(2026, 3, 1, tzinfo=UTC)}
    mongo_client[service.settings.mongo_database]["meta"].insert_one(found)
    assert float(told("heartline_recount_difference")) == 3
    assert float(told("heartline_recount_timestamp_seconds")) == 1_772_323_200


def test_every_answer_has_the_request_s_id(service):
    """The client's where it is sane, on refusals, probes and answers alike."""
    caller = service.newcomer()
    for path in ("/graphql", "/healthz", "/nowhere"):
        told = service.http.get(path, headers={"X-Request-Id": "balancer-7"})
        assert told.headers["x-request-id"] == "balancer-7"
    made = {caller.send(ASK).headers["x-request-id"] for _ in range(3)}
    assert len(made) == 3
