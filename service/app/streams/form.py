"""How a stream of results is written."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """The bytes around each result, and between them."""

    media: str
    content_type: str
    opening: bytes
    before: bytes
    after: bytes
    pulse: bytes
    ending: bytes

    @property
    def headers(self) -> Mapping[str, str]:
        """What keeps a balancer from holding the stream back, or keeping it."""
        return {
            "content-type": self.content_type,
            "cache-control": "no-cache, no-transform",
            "x-accel-buffering": "no",
        }

    def whole(self, result: bytes) -> bytes:
        """Write a stream of one result."""
        return b"".join((self.opening, self.before, result, self.after, self.ending))


EVENTS = Form(
    media="text/event-stream",
    content_type="text/event-stream; charset=utf-8",
    opening=b"",
    before=b"event: next\ndata: ",
    after=b"\n\n",
    pulse=b":\n\n",
    ending=b"event: complete\ndata:\n\n",  # a browser's EventSource tells of no event without data
)
"""graphql-sse, distinct connections mode."""

_PART = b"\r\nContent-Type: application/json\r\n\r\n"
_BOUNDARY = b"\r\n--graphql"

PARTS = Form(
    media="multipart/mixed",
    content_type='multipart/mixed; boundary="graphql"; subscriptionSpec="1.0"',
    opening=_BOUNDARY,
    before=_PART + b'{"payload":',
    after=b"}" + _BOUNDARY,  # at once: clients take a part when they have read the boundary behind it
    pulse=_PART + b"{}" + _BOUNDARY,
    ending=b"--\r\n",
)
"""Apollo's multipart subscription protocol 1.0."""
