"""The operations of a socket when the service stops."""

import asyncio
from types import SimpleNamespace
from typing import Any

from service.app.operation import Operation
from service.app.socket.operations import Operations
from service.settings import Limits


def busy_house(begun: list[str], wait: float) -> Any:
    """Return a house in which an operation's turn comes after so many seconds, and lasts for ever."""

    async def recalled(operation: Operation, _principal: Any) -> Operation:
        begun.append(operation.document)
        await asyncio.Event().wait()
        return operation

    gate = SimpleNamespace(admit=lambda _principal, _patience: wait)
    return SimpleNamespace(limits=Limits(), gate=gate, recalled=recalled)


async def test_what_waits_for_its_turn_holds_no_stop_up():
    """It is not begun, and not waited for: nothing was done, so the client may send it again elsewhere."""
    begun: list[str] = []
    ended: list[bool] = []
    operations = Operations(busy_house(begun, 0.01), SimpleNamespace(), None)
    operations.begin("1", Operation("mutation { late }", {}, None))
    operations.finish(lambda: ended.append(True))
    await asyncio.sleep(0.03)
    assert (begun, ended) == ([], [True])


async def test_what_has_begun_is_waited_for():
    """Its turn has come before the stop: the socket stays open until it is answered."""
    begun: list[str] = []
    ended: list[bool] = []
    operations = Operations(busy_house(begun, 0.001), SimpleNamespace(), None)
    operations.begin("1", Operation("mutation { late }", {}, None))
    await asyncio.sleep(0.02)
    operations.finish(lambda: ended.append(True))
    await asyncio.sleep(0.01)
    assert (begun, ended) == (["mutation { late }"], [])
    operations.drop("1")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert ended == [True]
