"""An interruption: Ctrl-C ends a long command between two steps, never within one."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from typing import Any, Final

INTERRUPTED: Final = 130


class Stopped(Exception):
    """Somebody wants no more of a command."""


async def interruptibly(
    run: Callable[[Callable[[int], Any]], Awaitable[None]], advance: Callable[[int], Any]
) -> None:
    """Run until done, or raise Stopped: no step is begun after, though the driver swallows cancellations."""
    task, stopped = asyncio.current_task(), asyncio.Event()

    def stop() -> None:
        if task and not stopped.is_set():
            stopped.set()
            task.cancel()

    def go_on(size: int) -> None:
        if stopped.is_set():
            raise Stopped
        advance(size)

    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop)
    try:
        await run(go_on)
    except asyncio.CancelledError:
        raise Stopped from None
