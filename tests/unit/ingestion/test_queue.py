"""The queue keeps its bounds and its order, and never holds anybody without a reason."""

import asyncio

import pytest

from service.errors import LimitExceeded, Overloaded, ProblemCode
from service.ingestion.queue import BoundedQueue


async def works(queue, items=100, size=100):
    """Take some work and return it."""
    return [piece.work for piece in await queue.take(items, size)]


async def test_work_is_taken_in_the_order_it_came():
    """First in, first out, all that waits at once."""
    queue = BoundedQueue(10, 100)
    for work in "abc":
        queue.put(work, 1)
    assert await works(queue) == ["a", "b", "c"]
    assert len(queue) == 0


async def test_a_taker_waits_for_the_first_and_for_nobody_else():
    """An empty queue holds the taker; one piece of work lets it go."""
    queue = BoundedQueue(10, 100)
    taking = asyncio.create_task(works(queue))
    await asyncio.sleep(0)
    assert not taking.done()
    queue.put("a", 1)
    assert await taking == ["a"]


async def test_it_is_full_at_its_number():
    """One more than its number is refused at once, retryable, and room lets it in again."""
    queue = BoundedQueue(2, 100)
    queue.put("a", 1)
    queue.put("b", 1)
    with pytest.raises(LimitExceeded) as refused:
        queue.put("c", 1)
    assert (refused.value.code, refused.value.retry_after_ms) == (ProblemCode.QUEUE_FULL, 1_000)
    assert refused.value.retryable
    assert str(refused.value) == "2 feedback wait to be stored: send this again later, with the same key"
    assert await works(queue, items=1) == ["a"]
    queue.put("c", 1)
    assert await works(queue) == ["b", "c"]


async def test_it_is_full_at_its_bytes():
    """Exactly its bytes fit and one more does not; taking gives them back."""
    queue = BoundedQueue(10, 100)
    queue.put("a", 60)
    queue.put("b", 40)
    with pytest.raises(LimitExceeded):
        queue.put("c", 1)
    queue.put("free", 0)
    assert await works(queue, size=60) == ["a"]
    queue.put("c", 60)
    with pytest.raises(LimitExceeded):
        queue.put("d", 1)


async def test_a_take_keeps_both_bounds_but_takes_at_least_one():
    """At most so many and so large; one that is too large alone goes alone."""
    queue = BoundedQueue(10, 1_000)
    for work, size in [("a", 30), ("b", 30), ("big", 500), ("c", 1), ("d", 1), ("e", 1)]:
        queue.put(work, size)
    assert await works(queue, items=2, size=100) == ["a", "b"]
    assert await works(queue, items=2, size=100) == ["big"]
    assert await works(queue, items=2, size=100) == ["c", "d"]
    assert await works(queue, items=2, size=100) == ["e"]


async def test_a_closed_queue_lets_nothing_in_and_everything_out():
    """Who comes too late is told at once instead of waiting for ever; who waits is still taken."""
    queue = BoundedQueue(10, 100)
    queue.put("a", 1)
    queue.close()
    with pytest.raises(Overloaded, match="stopping"):
        queue.put("b", 1)
    assert await works(queue) == ["a"]


async def test_a_caller_that_goes_leaves_its_work():
    """Cancelling who waits cancels no work: it may have been promised to others under the same key."""
    queue = BoundedQueue(10, 100)

    async def wait():
        await queue.put("a", 1)

    caller = asyncio.create_task(wait())
    await asyncio.sleep(0)
    caller.cancel()
    [piece] = await queue.take(10, 100)
    assert piece.work == "a"
    assert piece.outcome.cancelled()
