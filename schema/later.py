"""What is asked for now and read later, together with all that the same moment asks for."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")


async def then(awaited: Awaitable[T], make: Callable[[T], U]) -> U:
    """Make something of what was asked for, as soon as it is there.

    A resolver that is no coroutine and answers this has asked its loader at once, however deep in the page it
    stands; a coroutine would ask only when its turn comes, a batch too late.
    """
    return make(await awaited)
