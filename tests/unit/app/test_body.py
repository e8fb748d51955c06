"""Bodies: in time, of a bounded size, and unzipped."""

import asyncio
import gzip
import zlib

import pytest
from starlette.requests import ClientDisconnect, Request

from service.app.body import read_body, unzipped
from service.app.refusal import HttpRefusal
from service.gate import Room
from service.settings import Limits

LIMITS = Limits(body_bytes=1_000, body_seconds=0.05)


@pytest.fixture
def room():
    """Have room for 500 bytes of bodies that come in pieces."""
    return Room(500, "Come again.")


def sent(*pieces, coding=None, then=None):
    """Be a request whose body comes in these pieces; after them comes `then`, or nothing for ever."""
    coming = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    if then is None and coming:
        coming[-1]["more_body"] = False

    async def receive():
        if coming:
            return coming.pop(0)
        if then is None:
            await asyncio.sleep(60)
        return then

    headers = [] if coding is None else [(b"content-encoding", coding.encode())]
    return Request({"type": "http", "headers": headers}, receive)


async def refused(request, room):
    """Read a body that is refused; tell status and headers."""
    with pytest.raises(HttpRefusal) as refusal:
        await read_body(request, LIMITS, room)
    assert len(room) == 0
    assert refusal.value.__cause__ is None
    return refusal.value.status, refusal.value.headers


@pytest.mark.parametrize("pieces", [(b"",), (b"abc",), (b"a", b"b", b"", b"c"), (b"x" * 600, b"y" * 400)])
async def test_a_body_is_joined(pieces, room):
    """Whatever pieces it comes in; up to the bound; and its room is given back."""
    for coding in (None, "identity", "Identity "):
        assert await read_body(sent(*pieces, coding=coding), LIMITS, room) == b"".join(pieces)
    assert len(room) == 0


async def test_a_slow_body(room):
    """408 when it is not there in time, though it came every now and then; the connection is closed."""
    never = Request({"type": "http", "headers": []}, lambda: asyncio.sleep(60))
    assert await refused(never, room) == (408, {"Connection": "close"})

    async def drip():
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"x", "more_body": True}

    assert await refused(Request({"type": "http", "headers": []}, drip), room) == (
        408,
        {"Connection": "close"},
    )


async def test_a_large_body(room):
    """413 as soon as it is too much, in one piece or many, without waiting for the end."""
    for pieces in ((b"x" * 1_001,), (b"x" * 600, b"x" * 401), (b"x" * 1_000, b"x")):
        assert await refused(sent(*pieces), room) == (413, {"Connection": "close"})


async def test_no_room_for_more_pieces(room):
    """503 for what would not fit; a body in one piece needs no room, so it passes."""
    room.take(500)
    with pytest.raises(HttpRefusal) as refusal:
        await read_body(sent(b"a", b"b"), LIMITS, room)
    assert (refusal.value.status, refusal.value.headers["Retry-After"]) == (503, "1")
    assert await read_body(sent(b"x" * 1_000), LIMITS, room) == b"x" * 1_000
    assert len(room) == 500


async def test_a_client_that_leaves(room):
    """Is no refusal: nobody is there to be told; its room is given back."""
    with pytest.raises(ClientDisconnect):
        await read_body(sent(b"a", b"b", then={"type": "http.disconnect"}), LIMITS, room)
    assert len(room) == 0


async def test_gzip(room):
    """A zipped body is what was zipped, in any case of the coding's name."""
    for coding in ("gzip", "GZip", " gzip ", "x-gzip"):
        assert await read_body(sent(gzip.compress(b"x" * 1_000), coding=coding), LIMITS, room) == b"x" * 1_000


@pytest.mark.parametrize("coding", ["br", "deflate", "zstd", "gzip, gzip", "identity, gzip", "", "*"])
async def test_another_coding(coding, room):
    """415 that says which there is, before anything is read."""
    status, headers = await refused(sent(coding=coding), room)
    assert (status, headers["Accept-Encoding"]) == (415, "gzip, identity")


BROKEN = {
    "nothing": b"",
    "no gzip": b"{}",
    "zlib without gzip": zlib.compress(b"{}"),
    "cut short": gzip.compress(b"{}" * 50)[:-1],
    "a wrong sum": gzip.compress(b"{}")[:-8] + bytes(8),
    "junk behind": gzip.compress(b"{}") + b"junk",
    "a second member": gzip.compress(b"{") + gzip.compress(b"}"),
    "a header alone": gzip.compress(b"{}")[:10],
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_gzip(name):
    """400, however it is broken."""
    with pytest.raises(HttpRefusal) as refusal:
        unzipped(BROKEN[name], 1_000)
    assert refusal.value.status == 400


def test_a_bomb():
    """A megabyte that would be a gigabyte is unzipped no further than the bound."""
    bomb = gzip.compress(bytes(64 * 1024 * 1024))
    with pytest.raises(HttpRefusal) as refusal:
        unzipped(bomb, 1_000)
    assert refusal.value.status == 413
