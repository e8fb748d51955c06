"""uvicorn's HTTP connection, made writable past ASGI, and made to end."""

import asyncio
import re
from typing import Any

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from service.app.wire.config import WireConfig
from service.app.wire.kernel import keep_little_unsent
from service.app.wire.seam import EXTENSION, Holder
from service.app.wire.socket import CLOSE_SECONDS, HIGH_WATER_BYTES
from service.app.wire.watch import Reader

SLOW = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


OFFER = re.compile(rb"\r\nupgrade:[ \t]*h2c[ \t]*(?=\r\n)", re.IGNORECASE)
"""Java's client offers HTTP/2 so with its first request; the parser would take the body for HTTP/2 then."""


class StreamProtocol(HttpToolsProtocol):
    """One HTTP connection; its `Wire` is in the scope of every request, for bodies of unknown length."""

    config: WireConfig
    _holder: Holder | None = None
    stops: bool = False

    def __init__(self, config: WireConfig, **told: Any) -> None:
        super().__init__(config, **told)
        self._reader = Reader(config.unread_seconds, self.loop.time())
        self._running: RequestResponseCycle | None = None
        self._head_since: float | None = None
        self._head_bytes = 0
        self._answered_at = 0.0
        self._between = True

    # The wire

    def hold(self, holder: Holder) -> None:
        """Begin to write for long."""
        self._holder = holder
        keep_little_unsent(self.transport)

    def release(self) -> None:
        """Tell the holder nothing more."""
        self._holder = None

    def ready(self) -> bool:
        """Tell whether what is written now is sent now."""
        return not self.flow.write_paused and not self.transport.is_closing()

    def write(self, first: bytes, *rest: bytes) -> None:
        """Send the pieces as one chunk (RFC 9112, 7.1) of a body that has begun."""
        if self.transport.is_closing():
            return
        size = len(first) + sum(map(len, rest))
        self._reader.written += size
        self.transport.writelines((b"%x\r\n" % size + first, *rest, b"\r\n"))

    def abort(self) -> None:
        """End at once."""
        self._leave()
        self.transport.abort()

    # What the watch, the server and the transport call

    def look(self, now: float) -> None:
        """Cut off a reader that takes nothing, and who does not finish a request."""
        if self._reader.has_stopped(self.transport.get_write_buffer_size(), now):
            self.abort()
        elif self._head_since is not None and now - self._head_since >= self.config.head_seconds:
            self._end_head(SLOW)
        elif self._dawdles(now):
            self.transport.close()

    def shutdown(self) -> None:
        """Finish the request in hand, and tell who streams an answer to finish it."""
        self.stops = True
        self._reader.hurry(CLOSE_SECONDS)
        super().shutdown()
        if self._holder:
            self._holder.stopping()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """Begin."""
        super().connection_made(transport)
        self._head_since = self.loop.time()
        transport.set_write_buffer_limits(high=HIGH_WATER_BYTES)
        self.config.watch(self.connections, self.loop)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget who held it."""
        self._leave()
        super().connection_lost(exc)
        self._holder = None

    def resume_writing(self) -> None:
        """Tell the holder that the reader reads again."""
        super().resume_writing()
        if self._holder:
            self._holder.resumed()

    def data_received(self, data: bytes) -> None:
        """Read; a head may be no larger than a body. An offer of HTTP/2 is passed over."""
        if self._between:  # so what comes before the first empty line is a head, and no body
            head, end, rest = data.partition(b"\r\n\r\n")
            data = OFFER.sub(b"", head + end, 1) + rest
        super().data_received(data)
        if self._head_since is not None:
            self._head_bytes += len(data)
            if self._head_bytes > self.config.head_bytes:
                self._end_head(LARGE)

    def on_headers_complete(self) -> None:
        """Wait for no head any more."""
        self._head_since = None
        super().on_headers_complete()

    def on_message_begin(self) -> None:
        """Offer the wire to the application."""
        self._head_since, self._head_bytes, self._between = self.loop.time(), 0, False
        super().on_message_begin()
        self.scope["extensions"] = {EXTENSION: self}  # type: ignore[dict-item]

    def on_message_complete(self) -> None:
        """Expect another request."""
        super().on_message_complete()
        self._between = True

    def on_response_complete(self) -> None:
        """Note when the last answer was given."""
        self._answered_at = self.loop.time()
        super().on_response_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        """Know which request is being answered: uvicorn remembers the last one that was read."""
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    def handle_websocket_upgrade(self) -> None:
        """Become a WebSocket; parser and scope point back at us, and would keep all until a collection."""
        super().handle_websocket_upgrade()
        self.scope["extensions"] = {}
        self.parser = None  # type: ignore[assignment]  # as uvicorn does when the connection is lost

    def _dawdles(self, now: float) -> bool:
        """Whether what comes after an answer is no new request: uvicorn waits no more once anything comes."""
        answered = self.cycle is not None and self.cycle.response_complete
        waits = answered and self._head_since is None and self.timeout_keep_alive_task is None
        return waits and now - self._answered_at >= self.config.head_seconds

    def _end_head(self, answer: bytes) -> None:
        """Refuse a head that does not end; while another request is answered there is no place for words."""
        if self.cycle is not None and not self.cycle.response_complete:
            self.abort()
        elif not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()

    def _leave(self) -> None:
        """Have what is still being answered go nowhere, instead of fail."""
        if self._running and not self._running.response_complete:
            self._running.disconnected = True
            self._running.message_event.set()
