"""A way to a service that can be cut and opened again, as a phone's way through a tunnel."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Tunnel:
    """Carries connections to a port of loopback while open; cut, it resets them and lets nobody in."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.port = 0
        self._cut = False
        self._carrying: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._opened, self._ended = threading.Event(), asyncio.Event()

    def cut(self) -> None:
        """Reset all connections, and refuse new ones."""
        self._loop.call_soon_threadsafe(self._reset)

    def open(self) -> None:
        """Let connections in again."""
        self._loop.call_soon_threadsafe(self._mend)  # after a cut that was asked for before

    def _mend(self) -> None:
        self._cut = False

    def _reset(self) -> None:
        self._cut = True
        for writer in self._carrying:
            writer.transport.abort()

    async def _carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        if self._cut:
            back.transport.abort()
            return
        far, forth = await asyncio.open_connection("127.0.0.1", self.target)
        both = {back, forth}
        self._carrying |= both
        with suppress(OSError):
            await asyncio.gather(_pump(near, forth), _pump(far, back))
        self._carrying -= both
        for writer in both:
            writer.close()

    async def _run(self) -> None:
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._opened.set()
        await self._ended.wait()
        self._reset()
        server.close()
        await asyncio.sleep(0.05)  # what was reset ends

    def run(self) -> None:
        """Carry until ended."""
        self._loop.run_until_complete(self._run())
        self._loop.close()

    def wait(self) -> None:
        """Wait until it has a port."""
        self._opened.wait()

    def end(self) -> None:
        """Carry no more."""
        self._loop.call_soon_threadsafe(self._ended.set)


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while data := await source.read(65_536):
        sink.write(data)
        await sink.drain()
    sink.close()


@contextmanager
def tunnel(target: int) -> Iterator[Tunnel]:
    """Carry connections to a port until left."""
    tunnel = Tunnel(target)
    thread = threading.Thread(target=tunnel.run, name="tunnel")
    thread.start()
    tunnel.wait()
    try:
        yield tunnel
    finally:
        tunnel.end()
        thread.join()
