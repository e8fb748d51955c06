"""What fails inside stays inside: clients get a reference, the log has the stack, neither has words."""

import asyncio
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from bson.errors import InvalidDocument
from pymongo.errors import AutoReconnect, DuplicateKeyError, ExecutionTimeout, OperationFailure

from service.ingestion.committer import Committer
from service.rollups import Rollups
from tests.e2e.caller import Caller
from tests.e2e.conftest import migrated
from tests.e2e.maps import SUBMIT, make_journey, places, said
from tests.e2e.refusals import INSIDE
from tests.e2e.serving import Service, own_settings, serving
from tests.e2e.socket_talk import talking

SECRET = "my ring lies under the stairs"
SCORE = "query($id: ID!) { journey(id: $id) { name score { n } } }"
FOLLOW = "subscription($id: ID!) { scoreUpdated(journeyId: $id) { journey { name score { n } } } }"
BUGS: dict[str, BaseException] = {
    "a bug": ValueError(SECRET),
    "a missing key": KeyError(SECRET),
    "a missing name": AttributeError(SECRET),
    "too deep": RecursionError(SECRET),
    "bytes": UnicodeDecodeError("utf-8", SECRET.encode(), 0, 1, SECRET),
    "a refused command": OperationFailure(SECRET, 2, {"errmsg": SECRET, "ok": 0.0}),
    "a second key": DuplicateKeyError(SECRET, 11_000, {"keyValue": {"text": SECRET}}),
    "what cannot be stored": InvalidDocument(SECRET),
}
ABSENCES: dict[str, BaseException] = {
    "a lost connection": AutoReconnect(SECRET),
    "a slow command": ExecutionTimeout(SECRET, 50, {"errmsg": SECRET}),
}
MASKED = re.compile(r"Internal error\. Quote the reference ([0-9a-f]{16}) when you report it\.")


@pytest.fixture(scope="module")
def written() -> Iterator[io.StringIO]:
    """Catch what a service writes to standard error."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", io.StringIO())
        yield sys.stderr


@pytest.fixture(scope="module")
def service(mongo_uri: str, written: io.StringIO) -> Iterator[Service]:
    """Run a service that logs all it would log in production."""
    name = f"test-{uuid4().hex}"
    asyncio.run(migrated(mongo_uri, name))
    with serving(own_settings(mongo_uri, name, log_level="info")) as service:
        assert sys.stderr is written
        yield service


@pytest.fixture
def logged(written: io.StringIO) -> Callable[[], list[dict[str, Any]]]:
    """Give the events that were logged since the test began; none has a client's words."""
    begin = written.tell()

    def events() -> list[dict[str, Any]]:
        lines = written.getvalue()[begin:].splitlines()
        assert not [line for line in lines if SECRET in line]
        return [json.loads(line) for line in lines]

    return events


@pytest.fixture
def journey(service: Service) -> tuple[Caller, str, str]:
    """Make a journey; give who made it, its id, and a touchpoint's."""
    caller = service.newcomer()
    made = make_journey(caller)
    return caller, made["id"], places(made)[0]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Have reading scores and storing feedback fail from now on."""

    def fail(error: BaseException) -> None:
        async def failed(*_: Any) -> None:
            raise error

        monkeypatch.setattr(Rollups, "scores", failed)
        monkeypatch.setattr(Committer, "store", failed)

    return fail


def by_query(caller: Caller, journey: str, _: str) -> tuple[dict[str, Any], str | None]:
    """Read the score; tell the answer, and the request's id."""
    response = caller.send(SCORE, id=journey)
    assert response.status_code == 200
    return response.json(), response.headers["x-request-id"]


def by_mutation(caller: Caller, _: str, place: str) -> tuple[dict[str, Any], str | None]:
    """Submit a feedback that is not to be read in a log."""
    response = caller.send(SUBMIT, input=said(place, text=SECRET, customerRef=SECRET, runRef=SECRET))
    return response.json(), response.headers["x-request-id"]


def by_socket(caller: Caller, journey: str, _: str) -> tuple[dict[str, Any], str | None]:
    """Follow the journey over a WebSocket."""
    with talking(caller) as talk:
        talk.introduce(caller.token)
        talk.ask("1", FOLLOW, id=journey)
        return talk.hear()["payload"], None


def by_events(caller: Caller, journey: str, _: str) -> tuple[dict[str, Any], str | None]:
    """Follow the journey by server-sent events."""
    headers = {**caller.headers, "Accept": "text/event-stream"}
    body = {"query": FOLLOW, "variables": {"id": journey}}
    with caller.http.stream("POST", "/graphql", json=body, headers=headers) as response:
        for line in response.iter_lines():
            if line.startswith("data: "):
                return json.loads(line.removeprefix("data: ")), None
    raise AssertionError("no event came")


WAYS = {"query": by_query, "mutation": by_mutation, "socket": by_socket, "events": by_events}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", BUGS)
def test_a_bug_is_masked(way, name, journey, failing, logged):
    """One error with a reference; one event with the same, the stack, and no words."""
    failing(BUGS[name])
    answer, request_id = WAYS[way](*journey)
    [error] = answer["errors"]
    masked = MASKED.fullmatch(error["message"])
    assert masked, error
    assert error["extensions"] == {"code": "INTERNAL_SERVER_ERROR", "reference": masked[1]}
    assert SECRET not in json.dumps(answer)
    [event] = [each for each in logged() if each.get("reference") == masked[1]]
    assert (event["event"], event["level"]) == ("request.failed", "error")
    assert type(BUGS[name]).__qualname__ in event["stack"]
    assert ", in failed\n" in event["stack"]
    if request_id:
        assert event["request_id"] == request_id


def test_work_that_is_cancelled_under_a_request(journey, failing, logged):
    """Is a bug like any other: the request itself goes on, and is told so."""
    failing(asyncio.CancelledError(SECRET))
    answer, request_id = by_mutation(*journey)
    [error] = answer["errors"]
    assert MASKED.fullmatch(error["message"]), error
    [event] = [each for each in logged() if each.get("request_id") == request_id]
    assert event["reference"] == error["extensions"]["reference"]
    assert "CancelledError" in event["stack"]


@pytest.mark.parametrize("way", ["query", "mutation"])
@pytest.mark.parametrize("name", ABSENCES)
def test_a_database_that_is_away(way, name, journey, failing, logged):
    """OVERLOADED in words of our own; the log has the kind of error, and the request's id."""
    failing(ABSENCES[name])
    answer, request_id = WAYS[way](*journey)
    [error] = answer["errors"]
    assert error["extensions"] == {"code": "OVERLOADED"}
    assert not [word for word in INSIDE if word in error["message"]]
    [event] = [each for each in logged() if each.get("request_id") == request_id]
    assert (event["event"], event["error"]) == ("database.unavailable", type(ABSENCES[name]).__name__)


@pytest.mark.parametrize("way", ["socket", "events"])
def test_followers_outlive_it(way, journey, logged, monkeypatch):
    """A subscriber hears nothing of a database that is away, but the score once it is back."""
    real, tries = Rollups.scores, []

    async def now_and_then(*asked: Any) -> Any:
        tries.append(asked)
        if len(tries) < 3:
            raise AutoReconnect(SECRET)
        return await real(*asked)

    monkeypatch.setattr(Rollups, "scores", now_and_then)
    answer, _ = WAYS[way](*journey)
    assert answer["data"]["scoreUpdated"]["journey"] == {"name": "Join", "score": {"n": 0}}
    assert len(tries) == 3
    assert {event["event"] for event in logged()} <= {"database.unavailable", "live.render_failed"}
