"""Patience with a database that does not answer: it may be choosing a new primary."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from pymongo.errors import PyMongoError

from service.errors import Overloaded
from service.mongo.absence import unanswered

T = TypeVar("T")

PAUSES: Final = (0.5, 1, 2, 4, 8, 15)
"""Seconds between tries."""

UNANSWERED: Final = "the database does not answer: run the same command again later, it goes on from here"


class Patience:
    """What is left of it, for one piece of work."""

    def __init__(self) -> None:
        self._pauses = iter(PAUSES)

    async def wait(self, error: PyMongoError) -> None:
        """Wait for the next try. Raises the error where trying again is no use, Overloaded after the last."""
        if not unanswered(error):
            raise error
        pause = next(self._pauses, None)
        if pause is None:
            raise Overloaded(UNANSWERED) from error
        await asyncio.sleep(pause)


async def patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask until there is an answer. Raises as `Patience.wait` does."""
    patience = Patience()
    while True:
        try:
            return await ask()
        except PyMongoError as error:
            await patience.wait(error)
