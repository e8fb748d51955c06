"""The issuer's key set: read over the wire, kept, renewed, and outlived."""

import asyncio
import json
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from service.auth import address, jwks
from service.auth.address import key_set_reader
from service.auth.jwks import KeySet
from service.errors import Overloaded, Unauthenticated

MINUTE, HOUR = 60, 3_600


class Clock:
    """A clock that goes when told to."""

    def __init__(self):
        self.seconds = 1_000.0

    def __call__(self):
        """Say the time."""
        return self.seconds

    def forward(self, seconds):
        """Let time pass."""
        self.seconds += seconds


class Issuer:
    """An issuer on this machine: what it answers can be changed, and it counts how often it was asked."""

    def __init__(self):
        self.asked = 0
        self.status = 200
        self.body = b""
        self.location = None
        self.dripping = False
        self.open = threading.Event()
        self.open.set()
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                """Answer what the issuer answers just now."""
                issuer.asked += 1
                issuer.open.wait(10)
                with suppress(ConnectionError):
                    self.answer()

            def answer(self):
                """Send the whole answer, or one byte every 50 ms."""
                self.send_response(issuer.status)
                if issuer.location:
                    self.send_header("Location", issuer.location)
                self.send_header("Content-Length", str(len(issuer.body)))
                self.end_headers()
                for byte in issuer.body if issuer.dripping else ():
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.05)
                self.wfile.write(b"" if issuer.dripping else issuer.body)

            def log_message(self, *_):
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/keys"

    def publish(self, *entries):
        """Put a key set up."""
        self.body = json.dumps({"keys": entries}).encode()

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.open.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def issuer(monkeypatch):
    """Run an issuer, reached directly whatever proxy this machine uses."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Issuer() as issuer:
        yield issuer


@pytest.fixture
def clock():
    """Hold time."""
    return Clock()


@pytest.fixture
def key_set(issuer, clock):
    """Read the issuer's keys for RS256."""
    return KeySet("RS256", key_set_reader(issuer.address, production=False), clock)


async def settle(key_set):
    """Wait for a reading that runs in the background."""
    reading = key_set._reading  # noqa: SLF001  there is no other sign of its end
    if reading:
        await reading


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
async def test_tokens_are_verified_by_the_issuers_keys(algorithm, issuer, smithy, now):
    """A token that names its key is verified by it, and the set is read once for many tokens."""
    mine, other = smithy.private[algorithm], rsa.generate_private_key(65537, 2048)
    issuer.publish(smithy.jwk(other, "old"), smithy.jwk(mine, "new"))
    bearer = smithy.bearer(algorithm, KeySet(algorithm, key_set_reader(issuer.address, production=False)))
    for subject in ("maya", "john", "rosa"):
        token = smithy.token(algorithm, header={"kid": "new"}, sub=subject)
        assert (await bearer.verify(token, now)).subject == subject
    assert issuer.asked == 1


async def test_a_key_signs_only_under_its_own_name(issuer, key_set, smithy, now):
    """A good signature by a key of the set, named as another one of it, does not hold."""
    issuer.publish(smithy.jwk(smithy.rsa, "a"), smithy.jwk(rsa.generate_private_key(65537, 2048), "b"))
    bearer = smithy.bearer("RS256", key_set)
    with pytest.raises(Unauthenticated, match="signature"):
        await bearer.verify(smithy.token("RS256", header={"kid": "b"}), now)


async def test_a_file_serves_as_well(tmp_path, smithy, clock, now):
    """A key set in a file is read the same way, and read again when it is no longer fresh."""
    file = tmp_path / "my keys?100%23.json"
    file.write_text(json.dumps({"keys": [smithy.jwk(smithy.rsa)]}))
    for place in (str(file), file.as_uri()):
        key_set = KeySet("RS256", key_set_reader(place, production=True), clock)
        token = smithy.token("RS256", header={"kid": "a"})
        assert (await smithy.bearer("RS256", key_set).verify(token, now)).subject == "maya"
    file.write_text('{"keys": []}')
    clock.forward(10 * MINUTE)
    with pytest.raises(Unauthenticated, match="unknown key"):
        await key_set.find("a")


async def test_a_nameless_token_needs_an_only_key(issuer, key_set, clock, smithy):
    """Without `kid` the only key is meant; among several the token must name one."""
    issuer.publish(smithy.jwk(smithy.rsa))
    assert await key_set.find(None) == smithy.public["RS256"]
    issuer.publish(smithy.jwk(smithy.rsa), smithy.jwk(smithy.rsa, "b"))
    clock.forward(10 * MINUTE)
    with pytest.raises(Unauthenticated, match='"kid"'):
        await key_set.find(None)


async def test_a_new_key_is_found_at_once_and_the_old_one_goes(issuer, key_set, clock, smithy):
    """Rotation: an unknown name makes the set be read again, and what left the set is no longer believed."""
    issuer.publish(smithy.jwk(smithy.rsa, "old"))
    await key_set.find("old")
    issuer.publish(smithy.jwk(smithy.rsa, "new"))
    clock.forward(30)
    assert await key_set.find("new") == smithy.public["RS256"]
    with pytest.raises(Unauthenticated, match="unknown key"):
        await key_set.find("old")
    assert issuer.asked == 2


async def test_unknown_names_cause_one_reading_in_half_a_minute(issuer, key_set, clock, smithy):
    """A stranger who invents names cannot make the service hammer its issuer."""
    issuer.publish(smithy.jwk(smithy.rsa))
    await key_set.find("a")
    for second in range(60):
        clock.seconds = 1_000 + second
        for name in ("x", "y"):
            with pytest.raises(Unauthenticated, match="unknown key"):
                await key_set.find(name)
    assert issuer.asked == 2
    assert await key_set.find("a") == smithy.public["RS256"]


async def test_the_set_is_read_again_after_ten_minutes(issuer, key_set, clock, smithy):
    """A key that left the set is believed until the set is read again, not longer."""
    issuer.publish(smithy.jwk(smithy.rsa))
    await key_set.find("a")
    issuer.publish()
    clock.forward(10 * MINUTE - 1)
    assert await key_set.find("a")
    assert issuer.asked == 1
    clock.forward(1)
    with pytest.raises(Unauthenticated, match="unknown key"):
        await key_set.find("a")
    assert issuer.asked == 2


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"{}"),
        (404, b""),
        (200, b""),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b'{"keys": {}}'),
        (200, b'{"keys": null}'),
        (200, b"[" * 100_000),
        (200, b"\xff\xfe{"),
        (200, b" " * (256 * 1024) + b'{"keys": []}'),
    ],
)
async def test_a_failing_issuer_is_outlived_for_a_day(status, body, issuer, key_set, clock, smithy):
    """The last good set serves for 24 h, then nothing does, and a recovered issuer is believed again."""
    issuer.publish(smithy.jwk(smithy.rsa))
    good = issuer.body
    await key_set.find("a")
    issuer.status, issuer.body = status, body
    clock.forward(24 * HOUR - 1)
    assert await key_set.find("a") == smithy.public["RS256"]
    await settle(key_set)
    assert issuer.asked == 2
    clock.forward(1)
    with pytest.raises(Overloaded, match="cannot be fetched"):
        await key_set.find("a")
    issuer.status, issuer.body = 200, good
    clock.forward(30)
    assert await key_set.find("a") == smithy.public["RS256"]


async def test_an_issuer_that_is_away_slows_nobody_down(issuer, key_set, clock, smithy):
    """After one failed reading a key at hand is answered without waiting, while the next reading runs."""
    issuer.publish(smithy.jwk(smithy.rsa))
    await key_set.find("a")
    issuer.status = 503
    clock.forward(10 * MINUTE)
    await key_set.find("a")
    issuer.open.clear()
    clock.forward(30)
    async with asyncio.timeout(1):
        assert await key_set.find("a") == smithy.public["RS256"]
    issuer.open.set()
    await settle(key_set)
    assert issuer.asked == 3


async def test_a_slow_issuer_is_waited_for_a_few_seconds_only(issuer, key_set, clock, smithy, monkeypatch):
    """When the reading takes too long the old set answers, and no second reading is begun beside it."""
    monkeypatch.setattr(jwks, "WAIT_SECONDS", 0.05)
    issuer.publish(smithy.jwk(smithy.rsa))
    await key_set.find("a")
    issuer.open.clear()
    for _ in range(3):
        clock.forward(10 * MINUTE)
        assert await key_set.find("a") == smithy.public["RS256"]
    issuer.open.set()
    await settle(key_set)
    assert issuer.asked == 2


async def test_an_issuer_that_drips_is_given_up(issuer, key_set, smithy, monkeypatch):
    """An answer that keeps coming, a byte at a time, is a failed reading after the time for it is over."""
    monkeypatch.setattr(address, "READ_SECONDS", 0.2)
    issuer.publish(smithy.jwk(smithy.rsa))
    issuer.dripping = True
    started = time.monotonic()
    with pytest.raises(Overloaded):
        await key_set.find("a")
    assert time.monotonic() - started < jwks.WAIT_SECONDS


async def test_a_hundred_first_requests_cause_one_reading(issuer, key_set, smithy):
    """Everybody who arrives at a cold start waits for the same reading."""
    issuer.publish(smithy.jwk(smithy.rsa))
    found = await asyncio.gather(*(key_set.find("a") for _ in range(100)))
    assert found == [smithy.public["RS256"]] * 100
    assert issuer.asked == 1


async def test_a_caller_who_leaves_takes_the_reading_from_nobody(issuer, key_set, smithy):
    """A cancelled request does not cancel the reading that others wait for."""
    issuer.publish(smithy.jwk(smithy.rsa))
    issuer.open.clear()
    first, second = asyncio.create_task(key_set.find("a")), asyncio.create_task(key_set.find("a"))
    await asyncio.sleep(0.02)
    first.cancel()
    await asyncio.wait({first})
    issuer.open.set()
    assert await second == smithy.public["RS256"]
    assert issuer.asked == 1


async def test_without_any_set_the_answer_is_to_try_again(issuer, key_set, clock, smithy):
    """An issuer never reached yet is the service's trouble, not the token's; it is asked again in 2 s."""
    issuer.publish(smithy.jwk(smithy.rsa))
    issuer.status = 503
    for _ in range(3):
        with pytest.raises(Overloaded, match="try again"):
            await key_set.find("a")
    assert issuer.asked == 1
    issuer.status = 200
    clock.forward(2)
    assert await key_set.find("a") == smithy.public["RS256"]


async def test_an_issuer_that_is_not_there_is_no_crash(issuer, clock):
    """A refused connection is a failed reading like any other."""
    free = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    free.server_close()
    key_set = KeySet("RS256", key_set_reader(f"http://127.0.0.1:{free.server_port}/", production=True), clock)
    with pytest.raises(Overloaded):
        await key_set.find("a")
    assert issuer.asked == 0


async def test_a_redirect_is_not_followed(issuer, key_set, smithy):
    """An issuer that points elsewhere, as to a plain http: address, is not followed there."""
    issuer.publish(smithy.jwk(smithy.rsa))
    issuer.status, issuer.location = 302, issuer.address
    with pytest.raises(Overloaded):
        await key_set.find("a")
    assert issuer.asked == 1
