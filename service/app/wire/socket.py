"""uvicorn's WebSocket connection, made writable past ASGI, and made to end."""

import asyncio
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.protocol import State

from service.app.wire.config import WireConfig
from service.app.wire.frames import close_reason, text_header
from service.app.wire.kernel import keep_little_unsent
from service.app.wire.seam import EXTENSION, Holder
from service.app.wire.watch import Reader

HIGH_WATER_BYTES = 64 * 1024
CLOSE_SECONDS = 3.0
"""How long the answer to a close frame is waited for."""
RESTART = 1012


class SocketProtocol(WebSocketsSansIOProtocol):
    """One WebSocket; its `Wire` is in the scope.

    Whenever we end it, reading goes on until the peer has answered or CLOSE_SECONDS are over: closing a
    connection with unread bytes resets it, and a reset eats the close frame that says why.
    """

    config: WireConfig
    _holder: Holder | None = None
    stops: bool = False

    def __init__(self, config: WireConfig, **told: Any) -> None:
        super().__init__(config, **told)
        self.close_timeout = CLOSE_SECONDS
        self._reader = Reader(config.unread_seconds, self.loop.time())
        self._open = False
        self._flows = False

    # The wire

    def hold(self, holder: Holder) -> None:
        """Begin to write for long, once accepted."""
        self._holder = holder
        self._open = self.conn.state is State.OPEN
        self._flows = self._open and self.writable.is_set()
        keep_little_unsent(self.transport)

    def release(self) -> None:
        """Tell the holder nothing more."""
        self._holder = None

    def ready(self) -> bool:
        """Tell whether what is written now is sent now."""
        return self._flows

    def write(self, first: bytes, *rest: bytes) -> None:
        """Send the pieces as one text frame; they are shared with who else is sent them, and not copied."""
        if not self._open or self.transport.is_closing():
            return
        size = len(first) + sum(map(len, rest))
        self._reader.written += size
        self.transport.writelines((text_header(size) + first, *rest))

    async def drained(self) -> None:
        """Wait until the reader has taken what was written, or is gone."""
        await self.writable.wait()

    def close(self, code: int, reason: str) -> None:
        """Say why, and end."""
        if self.conn.state is State.OPEN and not self.transport.is_closing():
            self.conn.send_close(code, close_reason(reason))
            self._end(code, reason)

    def abort(self) -> None:
        """End at once."""
        self.transport.abort()

    # What the watch, the server and the transport call

    def look(self, now: float) -> None:
        """Cut off a reader that takes nothing."""
        if self._reader.has_stopped(self.transport.get_write_buffer_size(), now):
            self.abort()

    def shutdown(self) -> None:
        """Let the holder end it; without one, end it."""
        self.stops = True
        self._reader.hurry(CLOSE_SECONDS)
        if not self.handshake_complete:
            super().shutdown()
        elif self.transport.is_closing():
            self.loop.call_later(CLOSE_SECONDS, self.abort)
        elif self._holder:
            self._holder.stopping()
        else:
            self.close(RESTART, "Service restart")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, right after the HTTP request that asked for it."""
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=HIGH_WATER_BYTES)
        self.config.watch(self.connections, self.loop)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget who held it, and all that points back at us: a collection may be long in coming."""
        self._shut()
        super().connection_lost(exc)
        self._holder = None
        self.conn.parser.close()
        if scope := getattr(self, "scope", None):  # not after a handshake that could not be read
            scope["extensions"].pop(EXTENSION, None)

    def pause_writing(self) -> None:
        """Note that the reader is behind."""
        super().pause_writing()
        self._flows = False

    def resume_writing(self) -> None:
        """Tell the holder that it reads again."""
        super().resume_writing()
        self._flows = self._open
        if self._holder and self._flows:
            self._holder.resumed()

    def data_received(self, data: bytes) -> None:
        """Read; a request that websockets finds unreadable is answered, where uvicorn would wait for ever."""
        super().data_received(data)
        if not self.handshake_initiated:
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()

    def handle_connect(self, event: Request) -> None:
        """Offer the wire to the application."""
        super().handle_connect(event)
        if not self.close_sent:
            self.scope["extensions"][EXTENSION] = self  # type: ignore[assignment]  # typed as extensions without values

    def handle_ping(self) -> None:
        """Answer a ping, unless the answers pile up unread."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()

    def handle_cont(self, event: Frame) -> None:
        """Take a continuation; endless empty ones would pile up."""
        if event.data or event.fin:
            super().handle_cont(event)

    def send_receive_event_to_app(self) -> None:
        """Hand on a message. Text that is no UTF-8 goes as bytes: the application says what is wrong."""
        if self.curr_msg_data_type == "text":
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self.curr_msg_data_type = "bytes"
        super().send_receive_event_to_app()

    def handle_close(self, event: Frame) -> None:
        """Hear that the peer ends it, or agrees to our end."""
        self._shut()
        super().handle_close(event)

    def keepalive_timeout(self) -> None:
        """End, for the peer has not answered a ping."""
        self._shut()
        super().keepalive_timeout()

    def handle_parser_exception(self) -> None:
        """End after a breach of RFC 6455, or a message over the limit."""
        if self.close_sent or self.conn.close_sent is None:
            return
        said = self.conn.close_sent
        self._end(said.code, said.reason)
        if self.transport.can_write_eof():
            self.transport.write_eof()  # from here on, nothing the peer sends is understood

    def _end(self, code: int, reason: str) -> None:
        """Send the close frame, and read on until it is answered."""
        self._shut()
        self.stop_keepalive()
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(CLOSE_SECONDS, self.abort)

    def _shut(self) -> None:
        """Write no more: nothing may follow a close frame."""
        self._open = self._flows = False
