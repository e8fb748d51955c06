"""Nothing hostile gets through: each case is refused in words within 100 ms, and the service stays well."""

import json
import socket
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from tests.e2e.caller import Caller
from tests.e2e.corpus.addresses import ACCEPTS, GETS, METHODS, PATHS
from tests.e2e.corpus.bodies import BODIES, PLAIN, Body
from tests.e2e.corpus.documents import DOCUMENTS
from tests.e2e.corpus.frames import FIRST, THEN
from tests.e2e.corpus.things import Things
from tests.e2e.corpus.trial import Complaint, Trial, against, against_answer
from tests.e2e.corpus.values import NUMBERS, TEXTS
from tests.e2e.corpus.wire import WIRE
from tests.e2e.socket_talk import introduced, talking
from tests.e2e.variables import NUMBERS as NUMBER_TYPES
from tests.e2e.variables import TEXTS as TEXT_TYPES
from tests.e2e.variables import places

JSON = {"Content-Type": "application/json"}
EVENTS = {"Accept": "text/event-stream"}
SHORT = 4_000
"""Documents up to this length fit an address."""

CLOSES = {1002, 1003, 1007, 1009, *range(4400, 4500)}
POISON = "\ue000"


@pytest.fixture(scope="module")
def client(service) -> Caller:
    """Be a company with a map."""
    return service.newcomer()


@pytest.fixture(scope="module")
def things(client: Caller) -> Things:
    """Have one of each."""
    return Things.of(client)


@pytest.fixture
def trial(service, stored) -> Iterator[Trial]:
    """Hold a trial; at its end nothing is stored that was not before, and nothing is to be said."""
    before = stored()
    trial = Trial(service.http)
    yield trial
    print(f"{trial.cases} cases, the slowest {trial.slowest[0] * 1000:.0f} ms: {trial.slowest[1]}")  # noqa: T201
    assert trial.complaints == {}
    assert stored() == before


def test_bodies(client: Caller, trial: Trial):
    """Whatever is no plain GraphQL request in JSON."""
    for body in BODIES:
        trial.hold(body.name, partial(sent, client, body))


def sent(client: Caller, body: Body) -> Complaint:
    """Post a body."""
    headers = {**JSON, **client.headers, **body.headers}
    return against(client.http.post("/graphql", content=body.content, headers=headers))


@pytest.mark.parametrize("headers", [{}, EVENTS], ids=["json", "events"])
def test_documents(client: Caller, trial: Trial, headers: dict[str, str]):
    """Whatever is too much, or means nothing, posted for one answer and for a stream."""
    for name, document in DOCUMENTS.items():
        body = Body(name, json.dumps({"query": document}).encode(), headers)
        trial.hold(name, partial(sent, client, body))


def test_documents_in_addresses(client: Caller, trial: Trial):
    """The same by GET, where it fits."""
    for name, document in DOCUMENTS.items():
        if len(document) < SHORT:
            get = partial(client.http.get, "/graphql", params={"query": document}, headers=client.headers)
            trial.hold(name, lambda get=get: against(get()))


def test_documents_on_a_socket(client: Caller, trial: Trial):
    """The same as operations of a socket: told as its errors, or the socket is closed with its reason."""
    for name, document in DOCUMENTS.items():
        with introduced(client) as talk:
            message = json.dumps({"type": "subscribe", "id": "1", "payload": {"query": document}})
            trial.hold(name, partial(answered, talk, message))


def answered(talk: Any, message: str | bytes) -> Complaint:
    """Say a message and hear what it is answered with: an error, a refused result, or a close."""
    try:
        talk.socket.send(message)
        while (told := talk.hear())["type"] == "complete":
            pass
    except ConnectionClosed as closed:
        code = closed.rcvd.code if closed.rcvd else 1006
        return None if code in CLOSES else f"closed with {code}"
    match told:
        case {"type": "error", "payload": errors}:
            return against_answer({"errors": errors})
        case {"type": "next", "payload": answer}:
            return against_answer(answer)
    return f"answered with {told}"


@pytest.mark.parametrize("begun", [False, True], ids=["first", "then"])
def test_messages(client: Caller, trial: Trial, begun: bool):
    """Whatever is no message of the protocol closes the socket, before and after it is acknowledged."""
    for name, message in (THEN if begun else FIRST).items():
        with introduced(client) if begun else talking(client) as talk:
            text = message if isinstance(message, bytes) else message.replace("TOKEN", client.token or "")
            trial.hold(name, partial(answered, talk, text))


FOLLOW = """subscription($id: ID!, $after: Seq, $ms: Int! = 0) {
    scoreUpdated(journeyId: $id, afterSeq: $after, minIntervalMs: $ms) { seq } }"""


def test_values_of_a_subscription(client: Caller, things: Things, trial: Trial):
    """Each value for each input of the subscription, as events and over a socket."""
    for input_, values in (("id", TEXTS), ("after", NUMBERS), ("ms", NUMBERS)):
        words = {"query": FOLLOW, "variables": {"id": things.ids["journey"], input_: POISON}}
        told = json.dumps(words, ensure_ascii=False)
        for name, value in values.items():
            body = Body(name, told.replace(f'"{POISON}"', value).encode(), EVENTS)
            trial.hold(f"{name} for {input_} as events", partial(sent, client, body))
            with introduced(client) as talk:
                message = f'{{"type": "subscribe", "id": "1", "payload": {body.content.decode()}}}'
                trial.hold(f"{name} for {input_} on a socket", partial(answered, talk, message))


def test_addresses(client: Caller, trial: Trial):
    """Whatever asks nothing by GET, elsewhere, by another method, or for what is not spoken here."""
    http, headers = client.http, client.headers
    for name, query in GETS.items():
        get = partial(http.get, f"/graphql?{query}", headers=headers)
        trial.hold(name, lambda get=get: against(get()))
    for method in METHODS:
        request = partial(http.request, method, "/graphql", headers={**JSON, **headers}, content=PLAIN)
        trial.hold(method, lambda request=request: against(request()))
    for path in PATHS:
        url = http.base_url.copy_with(raw_path=path.encode())
        trial.hold(path, lambda url=url: against(http.get(url, headers=headers)))
    for accept in ACCEPTS:
        post = partial(http.post, "/graphql", headers={**JSON, **headers, "Accept": accept}, content=PLAIN)
        trial.hold(accept, lambda post=post: against(post()))


def test_wire(client: Caller, trial: Trial):
    """Whatever is no HTTP: a status that refuses, or the end of the connection; and nothing is executed."""
    for name, content in WIRE.items():
        trial.hold(name, partial(talked, client, content.replace(b"TOKEN", (client.token or "").encode())))


def talked(client: Caller, content: bytes) -> Complaint:
    """Send bytes, say that no more come, and read all that comes back."""
    heard = b""
    with socket.create_connection((client.http.base_url.host, client.http.base_url.port), timeout=5) as line:
        try:
            line.sendall(content)
            line.shutdown(socket.SHUT_WR)
            while more := line.recv(65_536):
                heard += more
        except OSError as error:
            if isinstance(error, TimeoutError):
                return f"is left waiting after {heard!r}"
    statuses = [int(part[1:4]) for part in heard.split(b"HTTP/1.1")[1:]]
    if any(status >= 500 and status != 503 for status in statuses) or b'"data"' in heard:
        return repr(heard)
    return None


def test_values(client: Caller, trial: Trial, things: Things):
    """Each value in the place of every text, id and number of the schema, the others being right."""
    for values, types in ((TEXTS, TEXT_TYPES), (NUMBERS, NUMBER_TYPES)):
        for place in places(POISON, types):
            told = json.dumps(
                {"query": seen(place.operation), "variables": things.named(place)}, ensure_ascii=False
            )
            for name, value in values.items():
                content = told.replace(f'"{POISON}"', value).encode()
                trial.hold(
                    f"{name} for {place.field}({place.path})", partial(sent, client, Body("", content))
                )


def seen(operation: str) -> str:
    """Ask a batch how many it accepted too, and a list whether anything was found."""
    if "personas(" in operation:
        return operation.replace("__typename", "totalCount")
    if "submitFeedbackBatch" in operation:
        return operation.replace("__typename", "__typename ... on FeedbackBatchDone { accepted }")
    return operation
