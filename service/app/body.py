"""The body of a request: in time, of a bounded size, and unzipped."""

import asyncio
import zlib

from starlette.requests import Request

from service.app.refusal import HttpRefusal
from service.errors import Overloaded
from service.gate import Room
from service.settings import Limits

GZIP = 16 + zlib.MAX_WBITS
CODINGS = frozenset({"gzip", "x-gzip"})


async def read_body(request: Request, limits: Limits, room: Room) -> bytes:
    """Read it, and unzip it where it says it is gzip.

    Raises HttpRefusal: 408 for one that is slow, 413 for one that is too large as sent or unzipped, 415 for
    another coding, 400 for a broken one, 503 where `room` has none left for bodies that come in pieces.
    """
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding not in CODINGS | {"identity"}:
        said = "send the body as it is, or with Content-Encoding: gzip"
        raise HttpRefusal(415, "BAD_USER_INPUT", said, {"Accept-Encoding": "gzip, identity"})
    try:
        async with asyncio.timeout(limits.body_seconds):
            body = await _gathered(request, limits.body_bytes, room)
    except TimeoutError:
        said = (
            f"the body took longer than {limits.body_seconds:g} s to arrive: send it again, or less at once"
        )
        raise HttpRefusal(408, "BAD_USER_INPUT", said, {"Connection": "close"}) from None
    return unzipped(body, limits.body_bytes) if coding in CODINGS else body


async def _gathered(request: Request, most: int, room: Room) -> bytes:
    """Join the pieces. All but the first take room: most bodies have one, and who sends slowly has many."""
    pieces: list[bytes] = []
    size = taken = 0
    try:
        async for piece in request.stream():
            size += len(piece)
            if size > most:
                raise _too_large(most, {"Connection": "close"})
            if pieces:
                room.take(len(piece))
                taken += len(piece)
            pieces.append(piece)
    except Overloaded as error:
        raise HttpRefusal(
            503, error.code, error.message, {"Retry-After": "1", "Connection": "close"}
        ) from None
    finally:
        room.give_back(taken)
    return b"".join(pieces)


def unzipped(body: bytes, most: int) -> bytes:
    """Unzip a body of one member, up to `most` bytes. Raises HttpRefusal."""
    member = zlib.decompressobj(GZIP)
    try:
        content = member.decompress(body, most + 1)
    except zlib.error:
        raise _broken() from None
    if len(content) > most:
        raise _too_large(most, {})
    if not member.eof or member.unused_data:  # thousands of tiny members would take seconds
        raise _broken()
    return content


def _too_large(most: int, headers: dict[str, str]) -> HttpRefusal:
    return HttpRefusal(413, "BAD_USER_INPUT", f"the body is over {most} bytes: send less at once", headers)


def _broken() -> HttpRefusal:
    return HttpRefusal(400, "BAD_USER_INPUT", "the body is not whole gzip: zip it again, or send it as it is")
