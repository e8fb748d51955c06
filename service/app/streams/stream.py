"""A subscription as the body of an HTTP response."""

import asyncio

from starlette.types import Receive, Scope, Send

from service.app.streams.form import Form
from service.app.wire import Wire, wire_of
from service.live import Ask, Hub


class Stream:
    """An ASGI application that tells one subscriber until the token ends, the client or the service does.

    It is the hub's sink, and the wire's holder.
    """

    def __init__(self, form: Form, hub: Hub, ask: Ask, seconds: float, ping_seconds: float) -> None:
        self._form = form
        self._hub = hub
        self._ask = ask
        self._seconds = seconds
        self._ping_seconds = ping_seconds
        self._over = asyncio.Event()
        self._told_at = 0.0
        self._wire: Wire

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Begin, tell, and end in order; nothing of it is left afterwards."""
        self._wire = wire_of(scope)
        loop = asyncio.get_running_loop()
        headers = [(name.encode(), value.encode()) for name, value in self._form.headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        if self._form.opening:
            await send({"type": "http.response.body", "body": self._form.opening, "more_body": True})
        self._wire.hold(self)
        if self._wire.stops:
            self._over.set()
        self._seat = self._hub.take(self._ask, self)
        end = loop.call_later(self._seconds, self._over.set)
        gone = asyncio.create_task(self._until_gone(receive))
        try:
            await self._pulses()
        finally:
            self._seat.leave()
            self._wire.release()
            end.cancel()
            gone.cancel()
        await send({"type": "http.response.body", "body": self._form.ending})

    def ready(self) -> bool:
        """Tell whether a payload would be taken without piling up."""
        return self._wire.ready() and not self._over.is_set()

    def take(self, payload: bytes) -> None:
        """Send a payload."""
        self._wire.write(self._form.before, payload, self._form.after)
        self._told_at = asyncio.get_running_loop().time()

    def resumed(self) -> None:
        """Serve what was missed while the client did not read."""
        self._seat.wake()

    def stopping(self) -> None:
        """End in order: the client comes back to another process."""
        self._over.set()

    async def _pulses(self) -> None:
        """Keep the connection from looking idle, until it is over."""
        loop = asyncio.get_running_loop()
        self._told_at = loop.time()
        while not self._over.is_set():
            silent = loop.time() - self._told_at
            if silent >= self._ping_seconds:
                self._pulse()
                silent = 0
            try:
                await asyncio.wait_for(self._over.wait(), self._ping_seconds - silent)
            except TimeoutError:
                continue

    def _pulse(self) -> None:
        if self._wire.ready():
            self._wire.write(self._form.pulse)
        self._told_at = asyncio.get_running_loop().time()

    async def _until_gone(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._over.set()
