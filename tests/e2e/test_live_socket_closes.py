"""Every way the service closes a WebSocket: with a code, and a reason that says what to do; never 1006."""

import json
import struct
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from websockets.frames import Frame, Opcode

from service.auth.mint import mint
from tests.e2e.caller import Caller
from tests.e2e.maps import make_journey
from tests.e2e.raw_socket import raw_socket
from tests.e2e.serving import EVERY_SCOPE, Service, serving, with_limits
from tests.e2e.socket_talk import FOLLOW, PROTOCOL, introduced, talking

SUBSCRIBE = {"id": "1", "type": "subscribe", "payload": {"query": "{ viewer { tenant } }"}}


def without(name: str) -> dict[str, Any]:
    """Leave a field out of a subscribe message."""
    return {field: value for field, value in SUBSCRIBE.items() if field != name}


def paid(**payload: Any) -> dict[str, Any]:
    """Give a subscribe message another payload."""
    return {**SUBSCRIBE, "payload": {**SUBSCRIBE["payload"], **payload}}


MALFORMED: list[tuple[str | bytes, str]] = [
    ("", "not JSON"),
    ("hello", "not JSON"),
    ("{", "not JSON"),
    ("null", "a JSON object"),
    ("[]", "a JSON object"),
    ('"ping"', "a JSON object"),
    ('{"type":"ping","payload":{"a":NaN}}', "not JSON"),
    ('{"type":"ping","payload":{"a":Infinity}}', "not JSON"),
    ('{"type":"ping","payload":{"a":"\\ud800"}}', "not JSON"),
    ('{"type":"ping","type":"pong"}', "stands twice"),
    ('{"type":"ping","payload":{"a":1,"a":2}}', "stands twice"),
    ('{"type":"ping","payload":' + '{"a":' * 32 + "1" + "}" * 33, "32 levels"),
    ('{"type":"ping","payload":' + "[" * 5_000 + "]" * 5_000 + "}", "not JSON"),
    (b'{"type":"ping"}', "binary"),
    ("{}", "the type must be"),
    ('{"type":null}', "the type must be"),
    ('{"type":["ping"]}', "the type must be"),
    ('{"type":"start"}', "the type must be"),
    ('{"type":"connection_ack"}', "the type must be"),
    ('{"type":"ping","payload":1}', "payload of ping"),
    ('{"type":"pong","payload":[]}', "payload of pong"),
    ('{"type":"connection_init","payload":"Bearer x"}', "payload of connection_init"),
    ('{"type":"complete"}', "the id must be"),
    ('{"type":"complete","id":1}', "the id must be"),
    (json.dumps(without("id")), "the id must be"),
    (json.dumps({**SUBSCRIBE, "id": ""}), "the id must be"),
    (json.dumps({**SUBSCRIBE, "id": 1}), "the id must be"),
    (json.dumps({**SUBSCRIBE, "id": "x" * 129}), "the id must be"),
    (json.dumps(without("payload")), "with a query"),
    (json.dumps({**SUBSCRIBE, "payload": "{ viewer { tenant } }"}), "with a query"),
    (json.dumps({**SUBSCRIBE, "payload": {}}), "query is missing"),
    (json.dumps(paid(query=1)), "query is missing"),
    (json.dumps(paid(variables=[])), "variables is not an object"),
    (json.dumps(paid(variables="")), "variables is not an object"),
    (json.dumps(paid(extensions=1)), "extensions is not an object"),
    (json.dumps(paid(operationName=1)), "operationName is not a string"),
]


@pytest.mark.parametrize("acknowledged", [False, True], ids=["at once", "later"])
def test_a_malformed_message(company: Caller, *, acknowledged: bool):
    """It gets 4400, and the reason says what is wrong with it."""
    for message, said in MALFORMED:
        with talking(company) as talk:
            if acknowledged:
                talk.introduce(company.token)
            talk.socket.send(message)
            code, reason = talk.close()
            assert code == 4400, message
            assert said in (reason or ""), message
            assert len((reason or "").encode()) <= 123


def test_text_that_is_no_utf_8(company: Caller):
    """It gets 4400 too, in one frame or in several, where the protocol alone would say 1007."""
    for frames in (
        [Frame(Opcode.TEXT, b'{"type":"\xff"}')],
        [Frame(Opcode.TEXT, b'{"type":"\xc3', fin=False), Frame(Opcode.CONT, b'"}')],
    ):
        with talking(company) as talk:
            talk.socket.socket.sendall(b"".join(frame.serialize(mask=True) for frame in frames))
            assert talk.close()[0] == 4400


def test_letters_that_lie_across_frames(company: Caller):
    """A message may be cut anywhere, within a letter too."""
    told = '{"type":"ping","payload":{"a":"é"}}'.encode()
    frames = [Frame(Opcode.TEXT, b"", fin=False)]
    frames += [Frame(Opcode.CONT, told[place : place + 1], fin=False) for place in range(len(told))]
    frames += [Frame(Opcode.CONT, b"")]
    with talking(company) as talk:
        talk.socket.socket.sendall(b"".join(frame.serialize(mask=True) for frame in frames))
        assert talk.hear() == {"type": "pong", "payload": {"a": "é"}}


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (Frame(Opcode.TEXT, b" " * 64 * 1024 + b"x").serialize(mask=True), 1009),
        (Frame(Opcode.TEXT, b" " * 1_000_000).serialize(mask=True), 1009),
        (Frame(Opcode.TEXT, b"{}").serialize(mask=False), 1002),
        (Frame(Opcode.CONT, b"{}").serialize(mask=True), 1002),
        (b"\xf1\x80\x00\x00\x00\x00", 1002),
        (b"\x83\x80\x00\x00\x00\x00", 1002),
        (b"\x89\xfe\x00\x7e\x00\x00\x00\x00" + b"x" * 126, 1002),
    ],
    ids=["too long", "much too long", "unmasked", "no beginning", "reserved bits", "opcode", "long ping"],
)
def test_a_breach_of_the_websocket_protocol(company: Caller, frame: bytes, code: int):
    """It gets the protocol's own code, and the close frame arrives though more was sent than is read."""
    with talking(company) as talk:
        talk.socket.socket.sendall(frame)
        assert talk.close()[0] == code


def test_a_message_as_long_as_allowed(company: Caller):
    """64 kB are read."""
    with talking(company) as talk:
        talk.socket.send('{"type":"ping"}' + " " * (64 * 1024 - 15))
        assert talk.hear() == {"type": "pong"}


def test_subscribe_before_the_acknowledgement(company: Caller):
    """Nothing is done for somebody unknown: 4401."""
    with talking(company) as talk:
        talk.ask("1", "{ viewer { tenant } }")
        assert talk.close() == (4401, "Unauthorized: send connection_init first")


def test_two_introductions(company: Caller):
    """One is enough: 4429."""
    with introduced(company) as talk:
        talk.say("connection_init", payload={"authorization": company.token})
        assert talk.close() == (4429, "Too many initialisation requests")


def test_an_id_in_use(company: Caller):
    """Two operations under one id could not be told apart: 4409 names it, as far as a reason can."""
    long, journey = "é" * 128, make_journey(company)["id"]
    with introduced(company) as talk:
        talk.ask(long, FOLLOW, id=journey)
        talk.ask(long, FOLLOW, id=journey)
        code, reason = talk.close()
        assert code == 4409
        assert reason == f"Subscriber for {long}"[: 15 + (123 - 15) // 2]


@pytest.mark.parametrize("offered", [("graphql-ws",), ("chat", "graphql-transport-ws2")])
def test_another_subprotocol(company: Caller, offered: tuple[str, ...]):
    """4406 says which one is spoken."""
    with talking(company, *offered) as talk:
        assert talk.socket.subprotocol is None
        assert talk.close() == (4406, f"offer the subprotocol {PROTOCOL}")


def test_one_of_several_subprotocols(company: Caller):
    """Ours is found among others."""
    with talking(company, "graphql-ws", PROTOCOL) as talk:
        assert talk.socket.subprotocol == PROTOCOL
        talk.introduce(company.token)


def test_tokens(company: Caller):
    """A token is taken from the payload, with its scheme or bare, else from the header; the payload wins."""
    good, bad = company.token, "eyJhbGciOiJub25lIn0.e30."
    header = {"Authorization": f"Bearer {good}"}
    for payload, headers in (
        ({"authorization": f"Bearer {good}"}, None),
        ({"Authorization": f"bearer  {good}"}, None),
        ({"authorization": good}, None),
        ({"Authorization": good, "other": 1}, {"Authorization": f"Bearer {bad}"}),
        ({}, header),
        (None, header),
        ({"authorization": None}, header),
    ):
        with talking(company, additional_headers=headers) as talk:
            talk.say("connection_init", payload=payload)
            assert talk.hear() == {"type": "connection_ack"}
    for payload, headers in (
        (None, None),
        ({}, None),
        ({"token": good}, None),
        ({"authorization": ""}, None),
        ({"authorization": f"Basic {good}"}, None),
        ({"authorization": f"Bearer {good} {good}"}, None),
        ({"authorization": [good]}, None),
        ({"authorization": bad}, header),
        ({"authorization": "x" * 5_000}, None),
        (None, {"Authorization": good}),
    ):
        with talking(company, additional_headers=headers) as talk:
            talk.say("connection_init", payload=payload)
            code, reason = talk.close()
            assert code == 4403, payload
            assert reason
            assert good not in reason
            assert bad not in reason


def test_a_token_that_expires(service: Service, company: Caller):
    """The socket is closed with 4403 when the token ends, and not before."""
    ends = int(time.time()) + 2
    with talking(company) as talk:
        talk.introduce(token_until(service, company.tenant, ends))
        assert talk.close() == (4403, "The token has expired")
        assert ends - 0.1 < time.time() < ends + 2


def token_until(service: Service, tenant: str, moment: int) -> str:
    """Make a token that ends at a second since 1970."""
    names = {"issuer": service.settings.jwt_issuer, "audience": service.settings.jwt_audience}
    secret, ttl = (service.settings.jwt_secret or "").encode(), timedelta(minutes=1)
    return mint(
        secret, tenant, "tester", EVERY_SCOPE, ttl, now=datetime.fromtimestamp(moment, UTC) - ttl, **names
    )


def test_nobody_introduces_himself(service: Service):
    """A socket without connection_init is closed with 4408; pings do not help."""
    settings = with_limits(service.settings, socket_init_seconds=0.3)
    with serving(settings) as hasty, talking(hasty.newcomer()) as talk:
        talk.say("ping")
        assert talk.close() == (4408, "Connection initialisation timeout")


def test_a_request_that_cannot_become_a_socket(company: Caller):
    """It is answered and ended, where the library would leave it open."""
    begin = b"GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    key = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    version = b"Sec-WebSocket-Version: 13\r\n"
    for headers, status in (
        (begin + version, b" 400 "),
        (begin + key, b" 400 "),
        (begin + key + b"Sec-WebSocket-Version: 12\r\n", b" 400 "),
        (begin + key + version + b"".join(b"X-%d: 1\r\n" % each for each in range(200)), b" 431 "),
        (begin.replace(b"/graphql", b"/healthz") + key + version, b" 403 "),
    ):
        with raw_socket(company) as raw:
            raw.tcp.sendall(headers + b"\r\n")
            answer = raw.rest()
            assert status in answer[:20], answer


def test_a_client_that_never_answers_the_close(company: Caller):
    """It is cut off within a few seconds."""
    with raw_socket(company) as raw:
        raw.upgrade(protocol="chat")
        began = time.monotonic()
        assert struct.pack("!H", 4406) in raw.rest()
        assert 2 < time.monotonic() - began < 6
