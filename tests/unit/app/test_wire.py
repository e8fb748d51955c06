"""The small parts of the wire: headers, reasons, and who has stopped reading."""

import asyncio
import struct
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from service.app.wire import wire_of
from service.app.wire.frames import close_reason, text_header
from service.app.wire.kernel import keep_little_unsent
from service.app.wire.watch import Reader, Watch


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 100_000])
def test_headers(size: int):
    """They are those of the library that reads them elsewhere, at every boundary of RFC 6455."""
    payload = b"x" * size
    assert text_header(size) + payload == Frame(Opcode.TEXT, payload).serialize(mask=False)


@given(st.text(max_size=200))
def test_reasons(text: str):
    """A reason fits into a close frame, is cut between characters, and else is as it was."""
    cut = close_reason(text)
    assert len(cut.encode()) <= 123
    assert text.startswith(cut)
    assert cut == text or len(text[: len(cut) + 1].encode()) > 123


def test_reading_is_what_is_taken():
    """The clock runs while something waits and nothing is taken; new writes alone are no reading."""
    reader = Reader(patience=3, now=0)
    looks = [
        # written, waiting, now, stopped
        (0, 0, 5, False),
        (100, 100, 6, False),
        (200, 200, 7.9, False),
        (200, 200, 8, True),
        (200, 199, 9, False),
        (300, 299, 11.9, False),
        (300, 299, 12, True),
        (300, 0, 13, False),
        (400, 100, 15.9, False),
    ]
    for written, waiting, now, stopped in looks:
        reader.written = written
        assert reader.has_stopped(waiting, now) is stopped, now


def test_a_server_that_stops_is_in_a_hurry():
    """Patience only ever shrinks."""
    reader = Reader(patience=3, now=0)
    reader.written = 1
    reader.hurry(5)
    assert [reader.has_stopped(1, now) for now in (1, 2.9, 3)] == [False, False, True]
    reader.hurry(1)
    reader.written = 2
    assert [reader.has_stopped(1, now) for now in (5, 5.9, 6)] == [False, False, True]


@dataclass(frozen=True, eq=False)
class Connection:
    """Notes when it is looked at."""

    looked: asyncio.Queue[float]

    def look(self, now: float) -> None:
        """Note it."""
        self.looked.put_nowait(now)


async def test_one_timer_while_there_are_connections():
    """All are looked at, again and again; with the last one the timer goes, and a new one brings it back."""
    loop = asyncio.get_running_loop()
    looked: asyncio.Queue[float] = asyncio.Queue()
    connections = {Connection(looked)}
    watch = Watch(connections, loop, every=0.01)
    watch.start()
    watch.start()
    first, second = await looked.get(), await looked.get()
    assert second - first > 0.009
    connections.clear()
    await asyncio.sleep(0.05)
    assert looked.empty()
    connections.add(Connection(looked))
    watch.start()
    assert await looked.get() > second
    connections.clear()


def test_another_server():
    """Its connections are no wires, and the error says what to use."""
    with pytest.raises(RuntimeError, match="heartline serve"):
        wire_of({"type": "websocket", "extensions": {}})
    with pytest.raises(RuntimeError, match="heartline serve"):
        wire_of({"type": "http"})


def test_connections_that_are_not_of_the_internet():
    """A Unix socket has no such option, and needs none."""
    set_ = []
    for family, options in ((1, 0), (2, 1), (10, 1)):
        told = SimpleNamespace(family=family, setsockopt=lambda *args: set_.append(args))
        keep_little_unsent(SimpleNamespace(get_extra_info=lambda _, told=told: told))
        assert len(set_) == options + (family == 10)
    assert {each[2] for each in set_} == {16_384}
    keep_little_unsent(SimpleNamespace(get_extra_info=lambda _: None))


def test_a_close_frame_holds_its_reason():
    """Two bytes of code, and at most 123 of reason: what a control frame can carry."""
    reason = close_reason("é" * 100).encode()
    Frame(Opcode.CLOSE, struct.pack("!H", 4400) + reason).check()
